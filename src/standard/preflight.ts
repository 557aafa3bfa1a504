/** Whether a call needs a CORS-preflight request: https://fetch.spec.whatwg.org/#main-fetch */

import type { Description, RequestMode } from './description.ts'
import type { Refusal } from './failure.ts'
import type { Header } from './header.ts'
import { isCorsSafelistedMethod } from './method.ts'
import { withCharsetOfText } from './mime-type.ts'
import { placed, type Reason } from './reason.ts'
import { type SafelistRules, STANDARD_SAFELIST, unsafeHeaders } from './safelist.ts'

/** What a preflight asks: https://fetch.spec.whatwg.org/#cors-preflight-fetch */
export interface PreflightRequest {
  /** For `Access-Control-Request-Method`. */
  method: string
  /** For `Access-Control-Request-Headers`, in the order sent: lower case, sorted, each once. */
  headers: string[]
}

/** The rules of a decision: the standard's, or an engine's. */
export interface PreflightRules {
  readonly safelist: SafelistRules
  /** The Content-Type that the body brings where the page set none, or null. */
  readonly bodyHeader: (description: Description) => Header | null
  /** The Content-Type that is sent where the page set one and XMLHttpRequest sends text. */
  readonly textContentType: (value: string) => string
  /** Whether a ReadableStream body is sent as a stream, or as the text it converts to. */
  readonly sendsStreams: boolean
  /** The mode that counts. */
  readonly modeOf: (description: Description) => RequestMode
  /** Whether listeners on the upload object of this call count. */
  readonly uploadListenersCount: (description: Description) => boolean
  /** Why the browser drops this call before it asks anybody, or null. */
  readonly refuses: (description: Description) => Refusal | null
}

/** The standard's rules. */
export const STANDARD_RULES: PreflightRules = {
  safelist: STANDARD_SAFELIST,
  bodyHeader: ({ body }) => body && contentTypeFromBody(body.contentType),
  textContentType: withCharsetOfText,
  sendsStreams: true,
  modeOf: ({ mode }) => mode,
  uploadListenersCount: () => true,
  refuses: ({ keepalive, mode, body }) =>
    body?.kind === 'stream' && (keepalive || mode === 'no-cors' || body.halfDuplex === false)
      ? { code: 'stream-refused' }
      : null,
}

/** Whether a call has nothing at all that could be a reason for anybody. */
export const isPlain = ({ method, headers, body, uploadListeners }: Description): boolean =>
  headers.length === 0 &&
  body === null &&
  uploadListeners.length === 0 &&
  isCorsSafelistedMethod(method)

/** The header that a body's own type becomes. */
export const contentTypeFromBody = (value: string | null): Header | null =>
  value === null ? null : { name: 'content-type', value, fromBody: true }

/**
 * Every reason for a preflight that a call gives if it goes to another origin over HTTP, and what
 * the preflight asks. A `no-cors` call gives none, but for a beacon: its body's type decides.
 */
export function preflightReasons(
  description: Description,
  rules: PreflightRules = STANDARD_RULES,
): { reasons: Reason[]; request: PreflightRequest } {
  const { method, mode, initiator, body, uploadListeners, madeAt } = description
  if (mode === 'no-cors' && initiator !== 'beacon') {
    return { reasons: [], request: { method, headers: [] } }
  }
  const { reasons, names } = unsafeHeaders(headersSent(description, rules), rules.safelist)
  if (!isCorsSafelistedMethod(method)) {
    reasons.unshift(placed({ code: 'method', method }, description.methodSetAt))
  }
  if (uploadListeners.length > 0 && rules.uploadListenersCount(description)) {
    const types = [...new Set(uploadListeners.map(({ type }) => type))]
    reasons.push(placed({ code: 'upload-listener', types }, uploadListeners[0]?.setAt ?? madeAt))
  }
  if (body?.kind === 'stream' && rules.sendsStreams) {
    reasons.push(placed({ code: 'stream-body' }, madeAt))
  }
  return { reasons, request: { method, headers: names } }
}

/** The headers that are sent: the page's, and what the body brings. */
export function headersSent(description: Description, rules: PreflightRules): readonly Header[] {
  const { headers, body, initiator, madeAt } = description
  if (!headers.some(isContentType)) {
    const implied = rules.bodyHeader(description)
    return implied ? [...headers, { ...implied, setAt: madeAt }] : headers
  }
  const sendsText = initiator === 'xmlhttprequest' && /^(string|document)$/.test(body?.kind ?? '')
  return sendsText
    ? headers.map(header =>
        isContentType(header) ? { ...header, value: rules.textContentType(header.value) } : header,
      )
    : headers
}

const isContentType = ({ name }: Header): boolean => name === 'content-type'
