/**
 * Asks real servers what they say to a page's calls.
 *
 * @module
 */

import { checkNames, checkOrigin } from './checks.ts'
import { type StatedCall, statedCall } from './request/stated.ts'
import { type AskOptions, type CorsCheck, checkCall, TIMEOUT_MS } from './server/check.ts'
import { show } from './show.ts'

export type { Browser, Engine } from './browsers/rules.ts'
export type { Verdict } from './browsers/verdict.ts'
export type {
  Advice,
  AuthorizationUnderWildcard,
  MaxAgeCapped,
  MaxAgeMissing,
  MethodCase,
  NullAllowed,
  OriginReflected,
  VaryMissing,
} from './explain/advice.ts'
export type { Line, Remedy } from './explain/remedy.ts'
export { preflightLines, responseLines } from './explain/remedy.ts'
export type { AskedCall, CheckOutcome, CorsCheck, EngineCheck } from './server/check.ts'
export type { Sent } from './server/connection.ts'
export type { Exchange } from './simulate/exchange.ts'
export type { Failure, FailureCode } from './standard/failure.ts'
export type { Reason, ReasonCode } from './standard/reason.ts'

/** A call to check: what `fetch` would be given, in one object. */
export interface CheckedCall {
  /** Absolute, with `http:` or `https:`. */
  url: string | URL
  /** Default: `'GET'`. */
  method?: string
  /** What the page sets. */
  headers?: HeadersInit
  /** Default: none. */
  body?: string | FormData | null
  /** Default: `'same-origin'`. */
  credentials?: RequestCredentials
  /** Default: `'cors'`. */
  mode?: RequestMode
  /** Default: `'fetch'`. */
  initiator?: 'fetch' | 'xmlhttprequest'
  /** For `xmlhttprequest`: event types with a listener on its `upload`. */
  uploadListeners?: readonly string[]
}

/** How `checkCors` asks. */
export interface CheckOptions {
  /** The origin of the page, as `https://app.example.com`. */
  origin: string
  /** Whether other requests than GET and HEAD are sent themselves, not only their preflights. Default: false. */
  send?: boolean
  /** Milliseconds that each answer may take, from 1. Default: 10000. */
  timeoutMs?: number
}

const CALL = [
  'url',
  'method',
  'headers',
  'body',
  'credentials',
  'mode',
  'initiator',
  'uploadListeners',
]
const OPTIONS = ['origin', 'send', 'timeoutMs']

/**
 * Sends what browsers would send for a call, and tells what each makes of the answers. For a method
 * other than GET and HEAD that is only the preflight, unless `send` is set.
 *
 * @param call A URL for a GET, or all of the call in one object.
 * @param options Who asks, and how much.
 * @returns What each engine makes of the answers; it is there also where none came.
 * @throws TypeError for a bad option, and for a call that no browser would make.
 * @example
 * import { checkCors } from 'why-preflight/server'
 * const check = await checkCors(
 *   { url: 'https://api.example.com/orders', method: 'PUT' },
 *   { origin: 'https://app.example.com' },
 * )
 * check.allowed // false
 * check.engines.firefox.failure // { code: 'allow-origin-missing', … }
 */
export async function checkCors(
  call: string | URL | CheckedCall,
  options: CheckOptions,
): Promise<CorsCheck> {
  return checkCall(statedBy(call), checkOptions(options))
}

function statedBy(call: string | URL | CheckedCall): StatedCall {
  if (typeof call === 'string' || call instanceof URL) return statedCall(absolute(call))
  checkNames('checkCors', call, CALL)
  const { url, headers, mode = 'cors', ...rest } = call
  return statedCall(absolute(url), {
    ...rest,
    headers: Array.isArray(headers) ? headers : [...new Headers(headers)],
    mode: mode as StatedCall['mode'],
  })
}

function absolute(url: string | URL): string {
  if (URL.canParse(`${url}`) && /^https?:/.test(new URL(url).protocol)) return new URL(url).href
  throw new TypeError(`checkCors takes an absolute http or https URL, not ${show(url)}`)
}

function checkOptions(options: CheckOptions): AskOptions {
  checkNames('checkCors', options, OPTIONS)
  const { origin, send = false, timeoutMs = TIMEOUT_MS } = options
  checkOrigin('option origin', origin)
  if (typeof send !== 'boolean') {
    throw new TypeError(`option send takes true or false, not ${show(send)}`)
  }
  if (!Number.isInteger(timeoutMs) || timeoutMs < 1) {
    throw new TypeError(`option timeoutMs takes whole milliseconds from 1, not ${show(timeoutMs)}`)
  }
  return { origin, send, timeoutMs }
}
