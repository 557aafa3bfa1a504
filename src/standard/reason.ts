/** Why a call needs a CORS-preflight request, as data; `src/explain/` has the words. */

import type { Place } from './header.ts'

/** Where the page's code caused a reason, as a line of a stack trace; absent where it is not known. */
interface Placed {
  setAt?: string | undefined
}

/** The method is none of GET, HEAD and POST. */
export interface MethodReason extends Placed {
  code: 'method'
  method: string
}

/** A header whose name is outside the CORS safelist; `name` in lower case. */
export interface HeaderReason extends Placed {
  code: 'header'
  name: string
}

/**
 * A safelisted name with a value outside the safelist: either `length` is over `limit` bytes, or
 * `byte` (0 to 255) at `index` is not allowed.
 */
export interface HeaderValueReason extends Placed {
  code: 'header-value'
  name: string
  value: string
  length?: number
  limit?: number
  byte?: number
  index?: number
}

/** A Content-Type that no form could send; `essence` is null where the value is no MIME type. */
export interface ContentTypeReason extends Placed {
  code: 'content-type'
  value: string
  essence: string | null
  /** Present where the header came from the body, not from the page's headers. */
  implied?: true
}

/** A Range that is not one range with a start. */
export interface RangeReason extends Placed {
  code: 'range'
  value: string
}

/** Safelisted headers whose values are longer than `limit` bytes together. */
export interface HeadersTotalReason extends Placed {
  code: 'headers-total'
  names: string[]
  total: number
  limit: number
}

/** Listeners for these event types on `XMLHttpRequest.upload` at the moment of `send()`. */
export interface UploadListenerReason extends Placed {
  code: 'upload-listener'
  types: string[]
}

/** A ReadableStream as the body. */
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

/** The `code` of a reason. */
export type ReasonCode = Reason['code']

/** A reason or failure with the place that caused it, where that is known. */
export function placed<const T extends { code: string }>(
  found: T,
  place: Place | undefined,
): T & { setAt?: string } {
  const setAt = place?.line
  return setAt === undefined ? found : { ...found, setAt }
}
