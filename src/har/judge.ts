/** What is to be said of a preflight and its call. */

import type { Browser } from '../browsers/rules.ts'
import { type Verdict, verdictOn } from '../browsers/verdict.ts'
import type { CredentialsMode, Description } from '../standard/description.ts'
import type { Failure } from '../standard/failure.ts'
import type { CacheQuestion } from '../standard/preflight-cache.ts'
import type { PreflightCheck } from '../standard/preflight-response.ts'
import type { RecordedCall, RecordedPreflight } from './call.ts'
import { callFailure, checkOf } from './failures.ts'
import type { Exchange } from './pair.ts'

/** What is said. */
export interface Judgement {
  /** On the call; null where the HAR has none. */
  readonly verdict: Verdict | null
  /** What the preflight allows; null without one, and where it does not allow the call. */
  readonly allowed: PreflightCheck | null
  /** What keeps the page from the answer, of the preflight and of the call. */
  readonly failures: readonly Failure[]
  /** What the call asks of a browser's preflight cache. */
  readonly question: Question
}

/** What is asked of a cache, and when. */
export interface Question extends CacheQuestion {
  readonly origin: string
  readonly url: URL
  readonly credentials: CredentialsMode
  readonly began: number
}

/** Judges a preflight and its call, as a browser would. */
export function judge({ preflight, call }: Exchange, browser: Browser): Judgement {
  const credentials = call?.description.credentials ?? 'same-origin'
  const check = preflight && checkOf(preflight, credentials, browser)
  const verdict = call && verdictOn(withAsked(call, preflight), browser)
  // Of a call that was never sent, the failure of its preflight says all.
  const isSaid = check?.failure && call?.status === 0
  const own = call && verdict && !isSaid ? callFailure(call, verdict) : null
  const { origin, url, began, method } = preflight ?? call
  const headers = preflight?.headers ?? verdict?.request?.headers ?? []
  return {
    verdict,
    allowed: check && !check.failure ? check.allowed : null,
    failures: [check?.failure, own].filter(failure => failure != null),
    question: {
      ...{ origin, url, credentials, began, method },
      headers: [...headers],
      forced: preflight?.forced ?? false,
    },
  }
}

/** A call with all headers that its preflight asks for, which HARs without secrets lack. */
function withAsked(
  { description, headers }: RecordedCall,
  preflight: RecordedPreflight | null,
): Description {
  const has = (name: string) => description.headers.some(header => header.name === name)
  const missing = (preflight?.headers ?? []).filter(name => !has(name))
  const added = missing.map(name => ({ name, value: headers.get(name) ?? '' }))
  return { ...description, headers: [...description.headers, ...added] }
}
