/** A call as somebody states it outside of a page: on a command line, in a copied command, in a HAR. */

import type {
  CredentialsMode,
  Description,
  Initiator,
  RequestMode,
} from '../standard/description.ts'
import { describeCall } from './any.ts'

/** A call in plain words. */
export interface StatedCall {
  /** Absolute. */
  readonly url: string
  readonly method: string
  /** What the page itself sets; not what a browser adds. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string | Uint8Array<ArrayBuffer> | FormData | null
  readonly mode: RequestMode
  readonly credentials: CredentialsMode
  readonly initiator: Extract<Initiator, 'fetch' | 'xmlhttprequest'>
  /** Event types with a listener on `XMLHttpRequest.upload`. */
  readonly uploadListeners: readonly string[]
  /** Whether the body goes as a ReadableStream. */
  readonly streams: boolean
  /** The page's origin; null where it is not said. */
  readonly origin: string | null
  /** The Cookie header that was stated; null for none. */
  readonly cookie: string | null
  /** What of the statement was left out, and why, a sentence each. */
  readonly notes: readonly string[]
}

/** A call of which nothing is said but its URL. */
export const statedCall = (url: string, said: Partial<StatedCall> = {}): StatedCall => ({
  ...{ url, method: 'GET', headers: [], body: null, mode: 'cors', credentials: 'same-origin' },
  ...{ initiator: 'fetch', uploadListeners: [], streams: false, origin: null },
  ...{ cookie: null, notes: [] },
  ...said,
})

/**
 * Describes a stated call.
 *
 * @param origin The page's.
 * @throws TypeError for a call that no browser would make.
 */
export function describeStated(call: StatedCall, origin: string): Description {
  const { url, method, headers, mode, credentials, initiator, uploadListeners } = call
  const body = call.streams ? new ReadableStream() : call.body
  const init = { method, headers: headers as [string, string][], mode, credentials, body }
  return describeCall(url, init, { origin, initiator, uploadListeners })
}
