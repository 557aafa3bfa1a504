/** Whether a response may be shared with a page: https://fetch.spec.whatwg.org/#concept-cors-check */

import type { CredentialsMode } from './description.ts'
import type { AllowCredentialsFailure, AllowOriginFailure } from './failure.ts'

/** What a check reads of a response's headers; `Headers` has it. */
export interface HeaderValues {
  /** All lines of a name joined; null where there is none. */
  get(name: string): string | null
}

/** Who asks, as far as a check looks at it. */
export interface Asking {
  /** What the `Origin` header said. */
  readonly origin: string
  readonly credentials: CredentialsMode
}

/** A failing check, still without the exchange it belongs to. */
export type CorsCheckFailure = AllowOriginFailure | AllowCredentialsFailure

/** Everything that keeps a response from being shared, in the standard's order; empty where nothing does. */
export function corsCheck(headers: HeaderValues, asking: Asking): CorsCheckFailure[] {
  const allowOrigin = headers.get('access-control-allow-origin')
  const include = asking.credentials === 'include'
  if (!include && allowOrigin === '*') return []
  const failures: CorsCheckFailure[] = []
  if (allowOrigin !== asking.origin) {
    failures.push({
      code: allowOriginCode(allowOrigin),
      received: allowOrigin,
      expected: asking.origin,
    })
  }
  const allowCredentials = headers.get('access-control-allow-credentials')
  if (include && allowCredentials !== 'true') {
    failures.push({ code: 'allow-credentials', received: allowCredentials, expected: 'true' })
  }
  return failures
}

function allowOriginCode(received: string | null): AllowOriginFailure['code'] {
  if (received === null) return 'allow-origin-missing'
  if (received === '*') return 'allow-origin-wildcard'
  if (/[ ,]/.test(received)) return 'allow-origin-multiple'
  return received === 'null' || URL.canParse(received)
    ? 'allow-origin-mismatch'
    : 'allow-origin-invalid'
}
