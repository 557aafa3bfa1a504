/** Why a call needs a CORS-preflight request, as data; `src/explain/` has the words. */

import type { Place } from './header.ts'

interface Placed {
  /** Where the page's code caused it, as a line of a stack trace; absent where it is not known. */
  setAt?: string | undefined
}

/** The method is none of GET, HEAD and POST: https://fetch.spec.whatwg.org/#cors-safelisted-method */
export interface MethodReason extends Placed {
  code: 'method'
  /** Normalised. */
  method: string
}

/** A header whose name is outside the CORS safelist: https://fetch.spec.whatwg.org/#cors-safelisted-request-header */
export interface HeaderReason extends Placed {
  code: 'header'
  /** In lower case. */
  name: string
}

/**
 * A safelisted name with a value outside the safelist: either `length` is over `limit`, or `byte` at
 * `index` is not allowed. https://fetch.spec.whatwg.org/#cors-safelisted-request-header
 */
export interface HeaderValueReason extends Placed {
  code: 'header-value'
  /** In lower case. */
  name: string
  /** As it would be sent. */
  value: string
  /** In bytes. */
  length?: number
  /** In bytes: 128. */
  limit?: number
  /** From 0 to 255. */
  byte?: number
  /** Where in the value the byte stands, from 0. */
  index?: number
}

/** A Content-Type that no form could send: https://fetch.spec.whatwg.org/#cors-safelisted-request-header */
export interface ContentTypeReason extends Placed {
  code: 'content-type'
  /** As it would be sent. */
  value: string
  /** Type and subtype in lower case; null where the value is no MIME type. */
  essence: string | null
  /** Present where the header came from the body, not from the page's headers. */
  implied?: true
}

/** A Range that is not one range with a start: https://fetch.spec.whatwg.org/#simple-range-header-value */
export interface RangeReason extends Placed {
  code: 'range'
  /** As it would be sent. */
  value: string
}

/** Safelisted headers that are too long together: https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names */
export interface HeadersTotalReason extends Placed {
  code: 'headers-total'
  /** In lower case. */
  names: string[]
  /** Bytes of their values. */
  total: number
  /** Bytes that would pass: 1024. */
  limit: number
}

/** Listeners on `XMLHttpRequest.upload` at the moment of `send()`: https://xhr.spec.whatwg.org/#the-send()-method */
export interface UploadListenerReason extends Placed {
  code: 'upload-listener'
  /** The event types that are listened for. */
  types: string[]
}

/** A ReadableStream as the body: https://fetch.spec.whatwg.org/#use-cors-preflight-flag */
export interface StreamBodyReason extends Placed {
  code: 'stream-body'
}

/** One reason for a preflight; `code` tells which. */
export type Reason =
  | MethodReason
  | HeaderReason
  | HeaderValueReason
  | ContentTypeReason
  | RangeReason
  | HeadersTotalReason
  | UploadListenerReason
  | StreamBodyReason

/** The `code` of a reason; each has a page: https://github.com/why-preflight/why-preflight/blob/main/docs/reasons/README.md */
export type ReasonCode = Reason['code']

/** A reason or failure with the place that caused it, where that is known. */
export function placed<const T extends { code: string }>(
  found: T,
  place: Place | undefined,
): T & { setAt?: string } {
  const setAt = place?.line
  return setAt === undefined ? found : { ...found, setAt }
}
