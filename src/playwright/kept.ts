/** What the browser's preflight cache may hold, going by the preflights that it has reported. */

import type { Call } from '../browsers/call.ts'
import { ENFORCEMENT } from '../browsers/enforcement.ts'
import type { CredentialsMode } from '../standard/description.ts'
import { isCorsSafelistedMethod } from '../standard/method.ts'
import type { PreflightRequest } from '../standard/preflight.ts'
import { type CacheKey, type CacheQuestion, PreflightCache } from '../standard/preflight-cache.ts'
import { checkPreflightResponse, type PreflightCheck } from '../standard/preflight-response.ts'
import type { Answer, ReportedPreflight } from './requests.ts'

const { cache, check } = ENFORCEMENT.chromium

/** Chromium's preflight cache, as the standard and its own habits fill it. */
export class KeptPreflights {
  readonly #cache = new PreflightCache(cache, () => Date.now())

  keep(preflight: ReportedPreflight, credentials: CredentialsMode): void {
    const { answer, origin, url } = preflight
    if (!answer) return
    const checked = checkOf(preflight, answer, credentials)
    if (checked.failures.length > 0) return
    const key = { origin, url: new URL(url), credentials }
    this.#cache.keep(key, checked, answer.headers.get('access-control-max-age'))
  }

  /** Whether a call that is being made needs no new preflight. */
  allows(call: Call, origin: string): boolean {
    return this.#ask('allows', call, origin)
  }

  /** Whether a call that has been made has needed no new preflight, by what has come to be known. */
  covers(call: Call, origin: string): boolean {
    return this.#ask('covers', call, origin)
  }

  #ask(
    how: 'allows' | 'covers',
    { url, credentials, verdict: { request } }: Call,
    origin: string,
  ): boolean {
    const key: CacheKey = { origin, url: withoutFragment(url), credentials }
    return request !== null && this.#cache[how](key, questionOf(request))
  }
}

/** What the answer to a preflight allows, and what it fails to. */
export function checkOf(
  { request, origin }: ReportedPreflight,
  { status, headers }: Answer,
  credentials: CredentialsMode,
): PreflightCheck {
  const asked = { ...questionOf(request), origin, credentials }
  return checkPreflightResponse({ status, headers }, asked, check)
}

const questionOf = ({ method, headers }: PreflightRequest): CacheQuestion => ({
  ...{ method, headers },
  forced: headers.length === 0 && isCorsSafelistedMethod(method),
})

function withoutFragment(url: string): URL {
  const parsed = new URL(url)
  parsed.hash = ''
  return parsed
}
