/** What keeps a page from an answer that a HAR has. */

import { ENFORCEMENT } from '../browsers/enforcement.ts'
import type { Browser } from '../browsers/rules.ts'
import type { Verdict } from '../browsers/verdict.ts'
import { publicUrl } from '../explain/call.ts'
import { corsCheck } from '../standard/cors-check.ts'
import type { CredentialsMode } from '../standard/description.ts'
import {
  type AnyFailure,
  type Failure,
  failureOf,
  type NetworkFailure,
} from '../standard/failure.ts'
import { checkPreflightResponse, type PreflightCheck } from '../standard/preflight-response.ts'
import type { RecordedCall, RecordedPreflight } from './call.ts'

/** What the answer to a preflight allows, and what keeps it from allowing its call. */
export interface RecordedCheck {
  readonly failure: Failure | null
  readonly allowed: PreflightCheck
}

/** Checks the answer to a preflight. */
export function checkOf(
  preflight: RecordedPreflight,
  credentials: CredentialsMode,
  browser: Browser,
): RecordedCheck {
  const { status, answer, method, headers, origin, url, forced } = preflight
  const allowed = checkPreflightResponse(
    { status, headers: answer },
    { method, headers: [...headers], origin, credentials, forced },
    ENFORCEMENT[browser].check,
  )
  const failures = status === 0 ? [unanswered(preflight)] : allowed.failures
  return { failure: failureAt('preflight', url, failures), allowed }
}

/** A call that the page took back. */
const ABORTED = /abort|cancel/i

/** What keeps the page from the answer to a call whose preflight, if there was one, passed. */
export function callFailure(call: RecordedCall, { blocked }: Verdict): Failure | null {
  const { status, answer, error, origin, url, description, sent } = call
  if (status === 0) {
    if (blocked) return blocked
    return error !== null && ABORTED.test(error)
      ? null
      : failureAt('actual', url, [unanswered(call)])
  }
  // With 304 a browser goes by the headers that it has kept; what it took from a cache, it has checked.
  const isKept = status === 304 && answer.get('access-control-allow-origin') === null
  if (isKept || !sent) return null
  const { credentials } = description
  return failureAt('actual', url, corsCheck(answer, { origin, credentials }))
}

const unanswered = ({ error }: RecordedCall | RecordedPreflight): NetworkFailure => ({
  code: 'network',
  cause: error?.replace(/\.$/, '') ?? 'the HAR has no status for it',
})

/** Failures of one answer, as one; null for none. */
function failureAt(
  request: 'preflight' | 'actual',
  url: URL,
  failures: readonly { code: string }[],
): Failure | null {
  const at = { request, hop: 0, url: publicUrl(url.href) }
  return failureOf(failures.map(failure => withoutSecrets({ ...failure, ...at } as AnyFailure)))
}

/** Where a redirect leads may hold secrets in its query. */
const withoutSecrets = (failure: AnyFailure): AnyFailure =>
  failure.code === 'preflight-redirect' && failure.location !== null
    ? { ...failure, location: publicLocation(failure.location, failure.url) }
    : failure

const publicLocation = (location: string, base: string): string =>
  URL.canParse(location, base) ? publicUrl(new URL(location, base).href) : location
