/** The body of a page's Response: https://fetch.spec.whatwg.org/#concept-body */

import type { FetchHabits } from '../browsers/fetch-habits.ts'
import type { FilteredResponse } from './load.ts'
import { abortError } from './response.ts'

/** What a page may do about a response. */
export interface Reading {
  readonly habits: FetchHabits
  readonly signal: AbortSignal | undefined
  readonly isHead: boolean
  /** The error for a body that breaks off. */
  readonly broken: (cause: unknown) => unknown
}

/** The body that a page sees; engines show one where there are no bytes. */
export function pageBody(
  { body, type }: FilteredResponse,
  reading: Reading,
): ReadableStream<Uint8Array> | null {
  if (body) return guarded(body, reading)
  const { headHasBody, hiddenRedirectHasBody } = reading.habits
  if (type === 'opaque' || (type === 'opaqueredirect' && !hiddenRedirectHasBody)) return null
  return reading.isHead && !headHasBody ? null : new ReadableStream({ start: of => of.close() })
}

/** A body that fails as pages know it, and breaks off when the page aborts. */
function guarded(
  body: ReadableStream<Uint8Array>,
  { habits, signal, broken }: Reading,
): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  let fail = (_: unknown): void => undefined
  const onAbort = (): void => fail(abortError(signal!, habits.abortWhileReading))
  const end = (): void => signal?.removeEventListener('abort', onAbort)
  return new ReadableStream(
    {
      start(controller) {
        if (!signal) return
        fail = error => {
          controller.error(error)
          reader.cancel().catch(() => undefined)
        }
        if (signal.aborted) onAbort()
        else signal.addEventListener('abort', onAbort, { once: true })
      },
      async pull(controller) {
        try {
          const { done, value } = await reader.read()
          if (signal?.aborted) return
          if (!done) return controller.enqueue(value)
          controller.close()
        } catch (error) {
          if (!signal?.aborted) controller.error(broken(error))
        }
        end()
      },
      cancel(reason) {
        end()
        return reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}
