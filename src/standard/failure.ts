/** Why a browser refuses a call, as data; `src/explain/` has the words. */

/** `mode: 'same-origin'` for a URL of another origin. */
export interface DisallowedByMode {
  code: 'disallowed-by-mode'
  /** The page's origin. */
  origin: string
  /** What was called. */
  url: string
}

/** A URL whose scheme can't be asked across origins. */
export interface SchemeFailure {
  code: 'scheme'
  /** Without the colon. */
  scheme: string
}

/** A port that browsers never connect to: https://fetch.spec.whatwg.org/#port-blocking */
export interface BadPort {
  code: 'bad-port'
  /** As the URL has it. */
  port: number
}

/** A plain-HTTP URL asked by a page that came over HTTPS: https://w3c.github.io/webappsec-mixed-content/#should-block-fetch */
export interface MixedContent {
  code: 'mixed-content'
  /** What was called. */
  url: string
}

/** A header that makes an engine drop the whole request. */
export interface HeaderRefused {
  code: 'header-refused'
  /** In lower case. */
  name: string
  /** Where the page's code set it, as a line of a stack trace; absent where it is not known. */
  setAt?: string | undefined
}

/** A ReadableStream body in an engine that can't send one. */
export interface StreamRefused {
  code: 'stream-refused'
}

/** Why a call never leaves the browser: what can be told from the call alone. */
export type Refusal =
  | DisallowedByMode
  | SchemeFailure
  | BadPort
  | MixedContent
  | HeaderRefused
  | StreamRefused

/** Which exchange failed. */
export interface At {
  /** The preflight, or the request itself. */
  request: 'preflight' | 'actual'
  /** Counts the redirects followed before, from 0. */
  hop: number
  /** What was asked on this hop. */
  url: string
}

/** A response header with a value that fails a check. */
interface Received {
  /** Null where the header is missing. */
  received: string | null
  /** The value that would have passed. */
  expected: string
}

/** The `Access-Control-Allow-Origin` of a response: https://fetch.spec.whatwg.org/#concept-cors-check */
export interface AllowOriginFailure extends Received {
  code:
    | 'allow-origin-missing'
    | 'allow-origin-multiple'
    | 'allow-origin-invalid'
    | 'allow-origin-mismatch'
    | 'allow-origin-wildcard'
}

/** `Access-Control-Allow-Credentials` is not `true`: https://fetch.spec.whatwg.org/#concept-cors-check */
export interface AllowCredentialsFailure extends Received {
  code: 'allow-credentials'
}

/** A preflight answered with a status outside 200 to 299, redirects apart: https://fetch.spec.whatwg.org/#cors-preflight-fetch */
export interface PreflightStatus {
  code: 'preflight-status'
  /** The response's. */
  status: number
}

/** A preflight answered with a redirect. */
export interface PreflightRedirect {
  code: 'preflight-redirect'
  /** The response's. */
  status: number
  /** The `Location` header as it was sent; null where there was none. */
  location: string | null
}

/** A list of a preflight's response that is no list of tokens. */
export interface ListInvalid {
  code: 'allow-methods-invalid' | 'allow-headers-invalid'
  /** The value that is no list. */
  received: string
}

/** A method that the preflight's response does not allow: https://fetch.spec.whatwg.org/#cors-preflight-fetch */
export interface MethodNotAllowed {
  code: 'method-not-allowed'
  /** Normalised. */
  method: string
  /** `Access-Control-Allow-Methods`; null where it is missing. */
  received: string | null
  /** Set where `*` does not count, and why. */
  wildcard?: 'credentials'
}

/** A header that the preflight's response does not allow: https://fetch.spec.whatwg.org/#cors-preflight-fetch */
export interface HeaderNotAllowed {
  code: 'header-not-allowed'
  /** In lower case. */
  name: string
  /** `Access-Control-Allow-Headers`; null where it is missing. */
  received: string | null
  /** Set where `*` does not count, and why. */
  wildcard?: 'credentials' | 'authorization'
}

/** A redirect that can't be followed: https://fetch.spec.whatwg.org/#http-redirect-fetch */
export interface RedirectFailure {
  code:
    | 'redirect-userinfo'
    | 'redirect-scheme'
    | 'redirect-location'
    | 'redirect-limit'
    | 'redirect-error'
    | 'redirect-no-cors'
    | 'redirect-stream'
  /** The redirect's. */
  status: number
  /** The `Location` header as it was sent. */
  location: string
}

/** No response: no connection, or one that broke. */
export interface NetworkFailure {
  code: 'network'
  /** What is known of it, as a clause. */
  cause: string
}

/** A body whose hash is not among those of `integrity`: https://w3c.github.io/webappsec-subresource-integrity/ */
export interface IntegrityFailure {
  code: 'integrity'
  /** As the call gives it. */
  integrity: string
}

/**
 * A target in a more private network than the page; told by Chromium alone, and never by a
 * simulation, which knows of no networks: https://wicg.github.io/local-network-access/
 */
export interface LocalNetworkFailure {
  code: 'local-network-insecure' | 'local-network-mismatch' | 'local-network-denied'
}

/** One thing that is wrong with an exchange. */
export type ExchangeFailure = (
  | AllowOriginFailure
  | AllowCredentialsFailure
  | PreflightStatus
  | PreflightRedirect
  | ListInvalid
  | MethodNotAllowed
  | HeaderNotAllowed
  | RedirectFailure
  | NetworkFailure
  | IntegrityFailure
  | LocalNetworkFailure
) &
  At

/** One reason why a call fails; `code` tells which. */
export type AnyFailure = Refusal | ExchangeFailure

/** Why a call fails: the check that fails first, where a browser stops. */
export type Failure = AnyFailure & {
  /** The other checks that fail as well, in the standard's order. */
  also?: AnyFailure[]
}

/** Failures as one: the first, where a browser stops, with the others; null for none. */
export function failureOf(failures: readonly AnyFailure[]): Failure | null {
  const [first, ...also] = failures
  if (!first) return null
  return also.length > 0 ? { ...first, also } : first
}

/** A failure and all that fail with it, in the standard's order. */
export const allOf = (failure: Failure): AnyFailure[] => [failure, ...(failure.also ?? [])]

/** The `code` of a failure; each has a page: https://github.com/why-preflight/why-preflight/blob/main/docs/reasons/README.md */
export type FailureCode = Failure['code']
