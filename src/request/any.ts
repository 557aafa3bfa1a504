/** A call of any kind, described from what `fetch` would be given. */

import type { Description, Initiator } from '../standard/description.ts'
import { toHeader } from '../standard/header.ts'
import { normalizeMethod } from '../standard/method.ts'
import { isOrigin } from '../standard/origin.ts'
import { describeBeacon } from './beacon.ts'
import { describeEventSource } from './eventsource.ts'
import { describeFetch } from './fetch.ts'
import { isRequest } from './is-request.ts'
import type { Page } from './page.ts'
import { type Pair, readHeaders } from './read-headers.ts'
import { describeXhr } from './xhr.ts'

/** Who makes a call. */
export interface Caller {
  /** The origin of the page, as `https://app.example.com`. Required where there is no `location`. */
  origin?: string
  /** Default: `'fetch'`. */
  initiator?: Initiator
  /** For `xmlhttprequest`: event types with a listener on its `upload`. */
  uploadListeners?: readonly string[]
}

const INITIATORS: readonly Initiator[] = ['fetch', 'xmlhttprequest', 'beacon', 'eventsource']

/**
 * Describes a call.
 *
 * @throws TypeError for a call that no browser would make, and for a caller that makes no sense.
 */
export function describeCall(
  input: RequestInfo | URL,
  init: RequestInit,
  caller: Caller,
): Description {
  const { initiator = 'fetch' } = caller
  if (!INITIATORS.includes(initiator)) {
    throw new TypeError(`context initiator takes ${INITIATORS.join(', ')}, not ${initiator}`)
  }
  const page = pageOf(caller)
  const request = isRequest(input) ? input : undefined
  // Each member once, and inherited ones too, as a browser reads them.
  const { body, cache, credentials, headers: given, keepalive, method, mode } = init
  const headers = given === undefined ? undefined : readHeaders(given).pairs
  if (headers === null) throw new TypeError('headers takes a Headers object, pairs, or an object')
  if (initiator === 'fetch') {
    // Asked about a stream, nobody wants to hear that `duplex` was left out.
    const read = { body, cache, credentials, duplex: 'half', keepalive, method, mode }
    return describeFetch({ input: request ?? `${input}`, init: read, headers }, page)
  }
  const url = request?.url ?? `${input}`
  const withCredentials = (credentials ?? request?.credentials) === 'include'
  if (initiator === 'beacon') return describeBeacon(url, body, page)
  if (initiator === 'eventsource') return describeEventSource(url, withCredentials, page)
  const pairs: Iterable<Pair> = headers ?? request?.headers ?? []
  return describeXhr({
    origin: page.origin,
    url: page.resolve(url),
    method: normalizeMethod(method ?? request?.method ?? 'GET'),
    headers: [...pairs].flatMap(([name, value]) => toHeader(`${name}`, `${value}`) ?? []),
    withCredentials,
    sync: false,
    body,
    uploadListeners: (caller.uploadListeners ?? []).map(type => ({ type })),
  })
}

function pageOf({ origin }: Caller): Page {
  const { location, origin: own } = globalThis as Partial<typeof globalThis>
  if (origin === undefined && !location) {
    throw new TypeError('context origin is needed where there is no location')
  }
  if (origin !== undefined && !isOrigin(origin)) {
    throw new TypeError(
      `context origin takes an origin like https://app.example.com, not ${origin}`,
    )
  }
  const base = origin ?? globalThis.document?.baseURI ?? location!.href
  return {
    origin: origin ?? own ?? location!.origin,
    base: () => base,
    resolve(url) {
      try {
        return base === 'null' ? new URL(url) : new URL(url, base)
      } catch {
        throw new TypeError(`the URL can't be parsed: ${url}`)
      }
    },
  }
}
