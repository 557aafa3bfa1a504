/** A request as it went over the wire, as the call of a page that it was. */

import { sortHeaders } from '../request/browser-headers.ts'
import { MODES } from '../request/fetch.ts'
import { type StatedCall, statedCall } from '../request/stated.ts'

/** What is known of such a request. */
export interface WireRequest {
  /** Absolute. */
  readonly url: string
  readonly method: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Said apart from the headers; null for none. */
  readonly cookie: string | null
}

/** Takes away what the browser added, and reads what that tells. */
export function overTheWire({ url, method, headers, cookie: apart }: WireRequest): StatedCall {
  const { own, origin, cookie: sent, doubtful } = sortHeaders(headers)
  const cookie = apart ?? sent
  const meta = (name: string) =>
    headers.find(([each]) => each.toLowerCase() === `sec-fetch-${name}`)?.[1]
  const mode = meta('mode')
  const ownOrigin = meta('site') === 'same-origin' ? new URL(url).origin : null
  const from = origin ?? ownOrigin
  const crossOrigin = from !== new URL(url).origin
  return statedCall(url, {
    method,
    headers: own,
    cookie,
    origin: from,
    // As browsers do when they copy a call as one of fetch.
    credentials: cookie === null ? 'omit' : crossOrigin ? 'include' : 'same-origin',
    mode: MODES.find(each => each === mode) ?? 'cors',
    notes: [
      ...(doubtful.length > 0
        ? [`${doubtful.join(', ')}: taken for the browser's own, not the page's`]
        : []),
      ...(mode === 'navigate' ? ['it was a navigation; taken for a call of fetch'] : []),
      ...(cookie !== null && crossOrigin ? ["it has cookies, so credentials are 'include'"] : []),
    ],
  })
}
