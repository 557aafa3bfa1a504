/** The codes of reasons and failures, for whoever has to check one. */

import type { FailureCode } from '../standard/failure.ts'
import type { ReasonCode } from '../standard/reason.ts'

// As keys, so that the compiler misses those left out.
const REASONS: Record<ReasonCode, true> = {
  method: true,
  header: true,
  'header-value': true,
  'content-type': true,
  range: true,
  'headers-total': true,
  'upload-listener': true,
  'stream-body': true,
}

const FAILURES: Record<FailureCode, true> = {
  'disallowed-by-mode': true,
  scheme: true,
  'bad-port': true,
  'mixed-content': true,
  'header-refused': true,
  'stream-refused': true,
  'allow-origin-missing': true,
  'allow-origin-multiple': true,
  'allow-origin-invalid': true,
  'allow-origin-mismatch': true,
  'allow-origin-wildcard': true,
  'allow-credentials': true,
  'preflight-status': true,
  'preflight-redirect': true,
  'allow-methods-invalid': true,
  'allow-headers-invalid': true,
  'method-not-allowed': true,
  'header-not-allowed': true,
  'redirect-userinfo': true,
  'redirect-scheme': true,
  'redirect-location': true,
  'redirect-limit': true,
  'redirect-error': true,
  'redirect-no-cors': true,
  'redirect-stream': true,
  network: true,
  integrity: true,
  'local-network-insecure': true,
  'local-network-mismatch': true,
  'local-network-denied': true,
}

export const REASON_CODES = Object.keys(REASONS) as readonly ReasonCode[]

export const FAILURE_CODES = Object.keys(FAILURES) as readonly FailureCode[]
