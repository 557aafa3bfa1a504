/** What a response to a preflight allows: https://fetch.spec.whatwg.org/#cors-preflight-fetch */

import { type Asking, type CorsCheckFailure, corsCheck, type HeaderValues } from './cors-check.ts'
import type {
  HeaderNotAllowed,
  ListInvalid,
  MethodNotAllowed,
  PreflightRedirect,
  PreflightStatus,
} from './failure.ts'
import { isCorsSafelistedMethod } from './method.ts'
import type { PreflightRequest } from './preflight.ts'
import { tokenList } from './token-list.ts'

/** A failing check of a preflight's response. */
export type PreflightFailure =
  | CorsCheckFailure
  | PreflightStatus
  | PreflightRedirect
  | ListInvalid
  | MethodNotAllowed
  | HeaderNotAllowed

/** What a preflight's response is checked against. */
export interface PreflightAsked extends Asking, PreflightRequest {
  /** Whether something else than method and headers asked for the preflight. */
  readonly forced: boolean
}

/** What a check reads of a response. */
export interface PreflightAnswer {
  readonly status: number
  readonly headers: HeaderValues
}

/** The outcome of a check: all that fails, in the standard's order, and what the response allows. */
export interface PreflightCheck {
  failures: PreflightFailure[]
  /** As listed, `*` included. */
  readonly methods: readonly string[]
  /** In lower case, `*` included. */
  readonly headers: readonly string[]
}

/** Where browsers may differ in what they accept. */
export interface PreflightCheckRules {
  /** Whether `*` in Access-Control-Allow-Headers allows Authorization. */
  readonly authorizationUnderWildcard: boolean
  /** Whether a response without Access-Control-Allow-Methods allows the method of a forced preflight. */
  readonly assumesMethod: boolean
  /** Whether the status is looked at before everything else. */
  readonly statusFirst: boolean
}

const REDIRECTS = new Set([301, 302, 303, 307, 308])

/** Whether a status is a redirect's: https://fetch.spec.whatwg.org/#redirect-status */
export const isRedirectStatus = (status: number): boolean => REDIRECTS.has(status)

/** Checks a preflight's response. */
export function checkPreflightResponse(
  { status, headers: values }: PreflightAnswer,
  asked: PreflightAsked,
  rules: PreflightCheckRules,
): PreflightCheck {
  const shared = corsCheck(values, asked)
  const answered = statusFailures(status, values)
  const failures: PreflightFailure[] = rules.statusFirst
    ? [...answered, ...shared]
    : [...shared, ...answered]
  const allowMethods = values.get('access-control-allow-methods')
  const allowHeaders = values.get('access-control-allow-headers')
  const methods = tokenList(allowMethods)
  const headers = tokenList(allowHeaders)?.map(name => name.toLowerCase())
  if (!methods) failures.push({ code: 'allow-methods-invalid', received: allowMethods! })
  if (!headers) failures.push({ code: 'allow-headers-invalid', received: allowHeaders! })
  const assumed = rules.assumesMethod && allowMethods === null && asked.forced
  const listed = assumed ? [asked.method] : (methods ?? [])
  if (methods && !allowsMethod(listed, asked)) {
    failures.push({
      code: 'method-not-allowed',
      method: asked.method,
      received: allowMethods,
      ...(listed.includes('*') ? { wildcard: 'credentials' as const } : {}),
    })
  }
  for (const name of headers ? nonWildcardFirst(asked.headers) : []) {
    const refusal = headerRefusal(name, headers!, asked, rules)
    if (refusal) {
      failures.push({ code: 'header-not-allowed', name, received: allowHeaders, ...refusal })
    }
  }
  return { failures, methods: listed, headers: headers ?? [] }
}

function statusFailures(status: number, values: HeaderValues): PreflightFailure[] {
  if (isRedirectStatus(status)) {
    return [{ code: 'preflight-redirect', status, location: values.get('location') }]
  }
  return status < 200 || status > 299 ? [{ code: 'preflight-status', status }] : []
}

const allowsMethod = (listed: readonly string[], { method, credentials }: PreflightAsked) =>
  isCorsSafelistedMethod(method) ||
  listed.includes(method) ||
  (listed.includes('*') && credentials !== 'include')

function headerRefusal(
  name: string,
  listed: readonly string[],
  { credentials }: Asking,
  rules: PreflightCheckRules,
): Pick<HeaderNotAllowed, 'wildcard'> | null {
  if (listed.includes(name)) return null
  if (!listed.includes('*')) return {}
  if (credentials === 'include') return { wildcard: 'credentials' }
  return isNonWildcard(name) && !rules.authorizationUnderWildcard
    ? { wildcard: 'authorization' }
    : null
}

/** https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name */
const isNonWildcard = (name: string): boolean => name === 'authorization'

/** The names that are checked, each once, in the standard's order. */
function nonWildcardFirst(asked: readonly string[]): string[] {
  const names = [...new Set(asked)]
  return [...names.filter(isNonWildcard), ...names.filter(name => !isNonWildcard(name))]
}
