/** What fetch and XMLHttpRequest of a simulated browser share. */

import { ENFORCEMENT } from '../browsers/enforcement.ts'
import type { Page } from '../request/page.ts'
import type { Places } from '../request/places.ts'
import type { Description } from '../standard/description.ts'
import type { Failure } from '../standard/failure.ts'
import type { CallInProgress, Calls, SimulatedCall } from './calls.ts'
import { type Load, type Loaded, type Loader, load } from './load.ts'

/** The inside of a simulated browser. */
export interface Core extends Loader {
  readonly page: Page
  readonly calls: Calls
  readonly places: Places
  /** Told of each call once it has ended. */
  readonly ended: (call: SimulatedCall) => void
}

const failures = new WeakMap<object, Failure>()

/**
 * Why a simulated call failed, given the error that the page got: what a browser would tell nobody.
 * Null for any other value.
 *
 * @example
 * import { failureOf } from 'why-preflight/simulate'
 * const error = await fetch('https://api.example.com/orders').catch(error => error)
 * failureOf(error)?.code // 'allow-origin-missing'
 */
export const failureOf = (error: unknown): Failure | null =>
  (typeof error === 'object' && error !== null && failures.get(error)) || null

/** The error that `fetch` rejects with. */
export function errorFor(failure: Failure, { browser }: Core): TypeError {
  const error = new TypeError(ENFORCEMENT[browser].message)
  failures.set(error, failure)
  return error
}

/** Notes which failure an object, such as an `error` event, tells of. */
export const noteFailure = (object: object, failure: Failure): void => {
  failures.set(object, failure)
}

/** Makes a call and keeps a record of it. */
export async function makeCall(
  core: Core,
  description: Description,
  parts: () => Promise<Omit<Load, 'description' | 'onExchange'>>,
): Promise<Loaded> {
  const inProgress = core.calls.add(description, core.browser)
  const end = (...how: Parameters<CallInProgress['end']>) => {
    inProgress.end(...how)
    core.ended(inProgress.call)
  }
  try {
    const given = await parts()
    const { signal } = given
    const loaded = await abortable(
      load(core, {
        ...given,
        description,
        onExchange: exchange => inProgress.noteExchange(exchange),
      }),
      signal,
    )
    end(loaded.failure ? 'error' : 'ok', loaded.response?.status ?? 0, loaded.failure)
    return loaded
  } catch (error) {
    end('aborted', 0, null)
    throw error
  }
}

function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort, { once: true })
    promise.finally(() => signal.removeEventListener('abort', abort)).then(resolve, reject)
  })
}
