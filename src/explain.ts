/** Asking about a call without making it. */

import type { Browser } from './browsers/rules.ts'
import { type Verdict, verdictOn } from './browsers/verdict.ts'
import { checkBrowser } from './checks.ts'
import { engineOf } from './intercept/engine.ts'
import { describeBeacon } from './request/beacon.ts'
import { describeEventSource } from './request/eventsource.ts'
import { describeFetch } from './request/fetch.ts'
import { isRequest } from './request/is-request.ts'
import type { Page } from './request/page.ts'
import { type Pair, readHeaders } from './request/read-headers.ts'
import { describeXhr } from './request/xhr.ts'
import type { Description, Initiator } from './standard/description.ts'
import { toHeader } from './standard/header.ts'
import { normalizeMethod } from './standard/method.ts'
import { isOrigin } from './standard/origin.ts'

/** Who asks, for `explain`. */
export interface ExplainContext {
  /** The origin of the page, as `https://app.example.com`. Required where there is no `location`. */
  origin?: string
  /** For which browser to decide. Default: the engine this runs in, in Node the standard. */
  browser?: Browser
  /** Who makes the call. Default: `'fetch'`. */
  initiator?: Initiator
  /** For `xmlhttprequest`: event types with a listener on its `upload`. */
  uploadListeners?: readonly string[]
}

const INITIATORS: readonly Initiator[] = ['fetch', 'xmlhttprequest', 'beacon', 'eventsource']

/**
 * Says whether a call would be preflighted, and why, without making it: sends nothing, reads no
 * body, needs no DOM.
 *
 * @param input What `fetch` would be given.
 * @param init What `fetch` would be given; an XMLHttpRequest, beacon or EventSource is described in
 * the same words (`credentials: 'include'` for `withCredentials`).
 * @param context Who makes the call.
 * @throws TypeError for a call that no browser would make, and for a context that makes no sense.
 * @example
 * explain('https://api.example.com/orders', { method: 'PUT' }, { origin: 'https://app.example.com' })
 *   .reasons // [{ code: 'method', method: 'PUT' }]
 */
export function explain(
  input: RequestInfo | URL,
  init?: RequestInit,
  context: ExplainContext = {},
): Verdict {
  const { initiator = 'fetch', browser = engineOf(globalThis) } = context
  checkBrowser('context browser', browser)
  if (!INITIATORS.includes(initiator)) {
    throw new TypeError(`context initiator takes ${INITIATORS.join(', ')}, not ${initiator}`)
  }
  return verdictOn(describe(input, init ?? {}, context, initiator), browser)
}

function describe(
  input: RequestInfo | URL,
  init: RequestInit,
  context: ExplainContext,
  initiator: Initiator,
): Description {
  const page = pageOf(context)
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
    uploadListeners: (context.uploadListeners ?? []).map(type => ({ type })),
  })
}

function pageOf({ origin }: ExplainContext): Page {
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

/** Scheme, host and port in the form that browsers give, or `null` for an opaque origin. */
