/** Request headers a script sets: https://fetch.spec.whatwg.org/#headers-class */

import { isForbiddenMethod } from './method.ts'
import { isToken } from './token.ts'

/** A place in the page's code; reading its line is slow, so it is read only for what is reported. */
export interface Place {
  /** A line of a stack trace, as the browser writes it; undefined where none is known. */
  readonly line: string | undefined
}

/** One header of a request, in the order and spelling in which it was set. */
export interface Header {
  readonly name: string
  readonly value: string
  /** Where the page's code set it, if that is known. */
  readonly setAt?: Place | undefined
  /** Set where the body brings the header, not the page. */
  readonly fromBody?: boolean
  /** Set where an engine judges the value whatever its length. */
  readonly anyLength?: boolean
}

const FORBIDDEN = new Set(
  (
    'accept-charset accept-encoding access-control-request-headers access-control-request-method ' +
    'connection content-length cookie cookie2 date dnt expect host keep-alive origin referer ' +
    'set-cookie te trailer transfer-encoding upgrade via'
  ).split(' '),
)
const METHOD_OVERRIDE = /^x-(http-)?method(-override)?$/
const HAS_FORBIDDEN_BYTE = /[\0\r\n]|[^\0-\xff]/

/**
 * Whether the browser silently drops a header that a script sets.
 * https://fetch.spec.whatwg.org/#forbidden-request-header
 */
export function isForbiddenRequestHeader(lowerCaseName: string, value: string): boolean {
  return (
    FORBIDDEN.has(lowerCaseName) ||
    lowerCaseName.startsWith('sec-') ||
    lowerCaseName.startsWith('proxy-') ||
    (METHOD_OVERRIDE.test(lowerCaseName) &&
      value.split(',').some(method => isForbiddenMethod(method.trim())))
  )
}

/**
 * A header value without its outer white space.
 * https://fetch.spec.whatwg.org/#concept-header-value-normalize
 */
export const normalizeValue = (value: string): string =>
  value.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '')

/**
 * A header as a browser takes it over from a script.
 *
 * @throws TypeError for a name that is no token, and for a value no header can have.
 */
export function toHeader(name: string, value: string, setAt?: Place): Header {
  if (!isToken(name))
    throw new TypeError(`header name ${JSON.stringify(name)} is not an HTTP token`)
  const normalized = normalizeValue(value)
  if (HAS_FORBIDDEN_BYTE.test(normalized)) {
    throw new TypeError(
      `header ${name} has a value that no header can have: ${JSON.stringify(value)}`,
    )
  }
  return { name, value: normalized, setAt }
}

/**
 * Headers joined by name, as they go over the wire; names in lower case.
 * https://fetch.spec.whatwg.org/#concept-header-list-get
 */
export function combine(headers: readonly Header[]): Header[] {
  const combined = new Map<string, Header>()
  for (const header of headers) {
    const name = header.name.toLowerCase()
    const before = combined.get(name)
    combined.set(
      name,
      before
        ? {
            ...before,
            value: `${before.value}, ${header.value}`,
            setAt: header.setAt ?? before.setAt,
          }
        : { ...header, name },
    )
  }
  return [...combined.values()]
}
