/** An entry of a HAR, as far as it is about CORS. */

import type { Engine } from '../browsers/rules.ts'
import { sortHeaders } from '../request/browser-headers.ts'
import { describeStated, statedCall } from '../request/stated.ts'
import type { HeaderValues } from '../standard/cors-check.ts'
import type { Description } from '../standard/description.ts'
import { isCorsSafelistedMethod } from '../standard/method.ts'
import { isCrossOrigin, isHttp, originOf } from '../standard/origin.ts'
import { withoutUserinfo } from '../standard/userinfo.ts'
import { CONTROLS, type Pair, pairsIn, valuesOf } from './headers.ts'
import type { HarEntry } from './read.ts'
import { engineOfAgent } from './recorder.ts'

/** What preflights and other calls have in common. */
interface Recorded {
  readonly url: URL
  readonly origin: string
  readonly method: string
  /** When it began, in milliseconds; NaN where that is not said. */
  readonly began: number
  readonly ms: number
  /** 0 where there was no answer. */
  readonly status: number
  readonly answer: HeaderValues
  /** Why there was none, in the words of the program that recorded it. */
  readonly error: string | null
  /** Whose User-Agent it had. */
  readonly engine: Engine | null
}

/** A preflight that was sent; its method is the one that it asks for. */
export interface RecordedPreflight extends Recorded {
  readonly kind: 'preflight'
  /** The headers that it asks for, in lower case. */
  readonly headers: readonly string[]
  /** Whether it is neither its method nor its headers that it was sent for. */
  readonly forced: boolean
}

/** A call to another origin. */
export interface RecordedCall extends Recorded {
  readonly kind: 'call'
  readonly description: Description
  /** All its headers, those of the browser included. */
  readonly headers: HeaderValues
  /** Whether they were recorded as they were sent, and not as they were planned. */
  readonly sent: boolean
}

/**
 * Reads an entry; null for what CORS has nothing to do with.
 *
 * @param pages Origins of pages, by their ids.
 * @throws TypeError for what can't be understood; its message holds no secrets.
 */
export function recordedFrom(
  entry: HarEntry,
  pages: ReadonlyMap<unknown, string>,
): RecordedPreflight | RecordedCall | null {
  const url = urlOf(entry)
  const pairs = pairsIn(entry.request?.headers)
  const headers = valuesOf(pairs)
  const origin = headers.get('origin') ?? toldOrigin(entry, pairs, pages)
  if (origin === null || !isHttp(url.protocol) || !isCrossOrigin(url, origin)) return null
  const method = `${entry.request?.method}`
  const engine = engineOfAgent(headers.get('user-agent') ?? '')
  const recorded = { ...answerOf(entry), url, origin, engine }
  const asked = method === 'OPTIONS' ? headers.get('access-control-request-method') : null
  if (asked !== null) return { ...recorded, kind: 'preflight', ...questionIn(asked, headers) }
  if (!isCall(entry, headers)) return null
  const { own, cookie } = sortHeaders(pairs)
  const credentials = cookie === null ? 'same-origin' : 'include'
  const call = statedCall(url.href, { method, headers: own, credentials })
  const description = describeStated(call, origin)
  const sent = headers.get('origin') !== null
  return { ...recorded, kind: 'call', method: description.method, description, headers, sent }
}

function questionIn(method: string, values: HeaderValues) {
  const list = (values.get('access-control-request-headers') ?? '').toLowerCase().split(',')
  const headers = list.map(name => name.trim()).filter(Boolean)
  return { method, headers, forced: headers.length === 0 && isCorsSafelistedMethod(method) }
}

/**
 * The origin of a script's call that shows none: where a call was never sent, Chrome shows headers as
 * they were planned, still without Origin.
 */
function toldOrigin(
  { _resourceType: type, pageref }: HarEntry,
  pairs: readonly Pair[],
  pages: ReadonlyMap<unknown, string>,
): string | null {
  if (type !== 'xhr' && type !== 'fetch') return null
  return sortHeaders(pairs).origin ?? pages.get(pageref) ?? null
}

/** Forms, beacons and sockets say an origin too, and CORS does not rule them. */
function isCall({ _resourceType: type }: HarEntry, headers: HeaderValues): boolean {
  if (/^(document|websocket|ping|csp-violation-report)$/.test(`${type}`)) return false
  const mode = headers.get('sec-fetch-mode')
  return mode === null ? !/^text\/html\b/.test(headers.get('accept') ?? '') : mode === 'cors'
}

/** Nothing else of an answer is looked at, and answers are held for a while. */
const LOOKED_AT = /^(access-control-.*|location)$/i

/** The origin of a page whose title is its URL, as in Chrome and Safari. */
export const pageOrigin = (title: unknown): string | undefined => originOf(`${title}`)

function urlOf({ request }: HarEntry): URL {
  const url = `${request?.url}`
  if (!URL.canParse(url)) throw new TypeError('its URL is none')
  const parsed = withoutUserinfo(new URL(url))
  parsed.hash = ''
  return parsed
}

function answerOf({ startedDateTime, time, response }: HarEntry) {
  const { status, headers, _error, _failureText } = response ?? {}
  const error = _error || _failureText
  return {
    began: Date.parse(`${startedDateTime}`),
    ms: typeof time === 'number' && time > 0 ? time : 0,
    status: typeof status === 'number' && status > 0 ? status : 0,
    answer: valuesOf(pairsIn(headers).filter(([name]) => LOOKED_AT.test(name))),
    error: typeof error === 'string' ? error.replace(CONTROLS, '') : null,
  }
}
