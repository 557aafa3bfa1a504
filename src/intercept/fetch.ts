/** Watching `fetch`. */

import { describeFetch } from '../request/fetch.ts'
import type { Pair } from '../request/read-headers.ts'
import type { Place } from '../standard/header.ts'
import type { HeaderPlaces } from './header-places.ts'
import type { Patches } from './patches.ts'
import { membersOfInit, readInit, rethrowing } from './read-init.ts'
import type { Entry } from './record.ts'
import type { Watch } from './watch.ts'

const { apply } = Reflect

type Fetch = typeof globalThis.fetch
type Arguments = [input?: unknown, init?: unknown, ...rest: unknown[]]

/** What was read of the arguments of a call. */
interface Read {
  readonly input: Request | string
  readonly init?: Record<string, unknown>
  readonly headers?: readonly Pair[] | undefined
}

/** Replaces `fetch`; calls go on to the original with arguments that read the same. */
export function watchFetch(patches: Patches, watch: Watch, headerPlaces: HeaderPlaces): void {
  const { target, places } = watch
  const members = target.Request ? membersOfInit(target) : []

  patches.replace<Fetch>(target, 'fetch', (original, isNative) => {
    const ours = {
      fetch(this: unknown, ...args: Arguments): Promise<Response> {
        const foreignThis = this !== undefined && this !== null && this !== target
        if (!watch.active || args.length === 0 || foreignThis) return apply(original, this, args)
        const read = readArguments(args, isNative ? members : undefined)
        const entry = read && watch.try(() => note(read, places.take(ours.fetch)))
        const promise = apply(original, this, args) as Promise<Response>
        return entry && read ? followed(promise, entry, read) : promise
      },
    }
    return ours
  })

  function note(read: Read, madeAt: Place | undefined): Entry | undefined {
    const { input, init, headers } = read
    const source = headers ? init?.headers : typeof input === 'string' ? undefined : input.headers
    const traced = headerPlaces.of(source)
    const placeOf =
      headers && !traced ? () => madeAt : (name: string) => traced?.get(name.toLowerCase())
    const start = watch.now()
    try {
      return watch.made(describeFetch({ input, init, headers, placeOf, madeAt }, watch.page), start)
    } catch (error) {
      // The browser will throw as well: the call is never made.
      if (error instanceof TypeError) return undefined
      throw error
    }
  }

  /** The page's promise: settled as the browser's is, and a rejection is the page's to handle. */
  function followed(promise: Promise<Response>, entry: Entry, { input, init }: Read) {
    const signal = init?.signal ?? (typeof input === 'string' ? undefined : input.signal)
    const follow = (
      resolve: (response: Response) => void,
      reject: (reason: unknown) => void,
    ): unknown =>
      promise.then(
        response => {
          watch.ended(entry, 'ok', response.status)
          resolve(response)
        },
        error => {
          watch.ended(entry, (signal as AbortSignal | undefined)?.aborted ? 'aborted' : 'error', 0)
          reject(error)
        },
      )
    return new (promise.constructor as PromiseConstructor)<Response>(follow)
  }
}

/**
 * Reads the arguments of a call, and puts into their place what reads the same.
 *
 * @param members What the browser reads of an init object; undefined where others read it too.
 * @returns undefined where the browser will throw.
 */
function readArguments(args: Arguments, members: readonly string[] | undefined): Read | undefined {
  const input = readInput(args)
  if (input === undefined) return undefined
  const given = args[1]
  if (given === undefined || given === null) return { input }
  if (typeof given !== 'object' && typeof given !== 'function') return undefined
  const read = readInit(given as Record<string, unknown>, members ?? Object.keys(given))
  args[1] = read.init
  return read.threw ? undefined : { input, init: read.init, headers: read.headers }
}

function readInput(args: Arguments): Request | string | undefined {
  const [input] = args
  if (typeof input === 'string' || isRequest(input)) return input
  if (typeof input === 'symbol') return undefined
  try {
    const text = `${input}`
    args[0] = text
    return text
  } catch (error) {
    args[0] = rethrowing('toString', error)
    return undefined
  }
}

const isRequest = (input: unknown): input is Request =>
  Object.prototype.toString.call(input) === '[object Request]'
