/** Watching `fetch`. */

import { describeFetch } from '../request/fetch.ts'
import type { Place } from '../standard/header.ts'
import type { Patches } from './patches.ts'
import { type Arguments, type ReadArguments, readArguments, signalOf } from './read-arguments.ts'
import type { Entry } from './record.ts'
import type { RequestOrigins } from './request-origins.ts'
import type { Watch } from './watch.ts'

const { apply, getPrototypeOf } = Reflect

type Fetch = typeof globalThis.fetch

/** Replaces `fetch`; calls go on to the original with arguments that read the same. */
export function watchFetch(
  patches: Patches,
  watch: Watch,
  origins: RequestOrigins,
  members: readonly string[],
): void {
  const { target, places } = watch

  patches.replace<Fetch>(target, 'fetch', (original, isNative) => {
    const ours = {
      fetch(this: unknown, ...args: Arguments): Promise<Response> {
        const foreignThis = this !== undefined && this !== null && this !== target
        if (!watch.active || args.length === 0 || foreignThis) return apply(original, this, args)
        let entry: Entry | undefined
        let signal: AbortSignal | undefined
        try {
          const read = readArguments(args, isNative ? members : undefined)
          signal = read && signalOf(read)
          // An aborted signal ends the call before it is made.
          if (read && !signal?.aborted) entry = note(read, places.take(ours.fetch))
        } catch (error) {
          watch.failed(error)
        }
        const promise = apply(original, this, args) as Promise<Response>
        return entry ? followed(promise, entry, signal) : promise
      },
    }
    return ours
  })

  function note(read: ReadArguments, madeAt: Place | undefined): Entry | undefined {
    try {
      return watch.made(describeFetch(read, watch.page, origins.of(read, madeAt)))
    } catch (error) {
      // A TypeError says that the browser will throw as well: the call is never made.
      if (!(error instanceof TypeError)) watch.failed(error)
      return undefined
    }
  }

  /**
   * The call's promise: it settles as the browser's does, and a rejection is the page's to handle.
   * Waiting for a native promise asks no `then`, which others patch, and gives a native one.
   */
  function followed(promise: Promise<Response>, entry: Entry, signal: AbortSignal | undefined) {
    const onFulfilled = (response: Response): Response => {
      watch.ended(entry, 'ok', response.status)
      return response
    }
    const onRejected = (error: unknown): never => {
      watch.ended(entry, signal?.aborted ? 'aborted' : 'error', 0)
      throw error
    }
    // What stands in for fetch may give anything.
    if (typeof promise !== 'object' || promise === null) return promise
    if (getPrototypeOf(promise) === NATIVE_PROMISE) return awaited(promise, onFulfilled, onRejected)
    return typeof promise.then === 'function' ? promise.then(onFulfilled, onRejected) : promise
  }
}

const NATIVE_PROMISE = getPrototypeOf((async () => undefined)())

async function awaited<T>(
  promise: Promise<T>,
  onFulfilled: (value: T) => T,
  onRejected: (error: unknown) => never,
) {
  let value: T
  try {
    value = await promise
  } catch (error) {
    return onRejected(error)
  }
  return onFulfilled(value)
}
