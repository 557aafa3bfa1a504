/** Request headers a script sets: https://fetch.spec.whatwg.org/#headers-class */

import { headerName } from './header-name.ts'

/** A place in the page's code; reading its line is slow, so it is read only for what is reported. */
export interface Place {
  /** A line of a stack trace, as the browser writes it; undefined where none is known. */
  readonly line: string | undefined
}

/** One header of a request. */
export interface Header {
  /** In lower case. */
  readonly name: string
  readonly value: string
  /** Where the page's code set it, if that is known. */
  readonly setAt?: Place | undefined
  /** Set where the body brings the header, not the page. */
  readonly fromBody?: boolean
  /** Set where an engine judges the value whatever its length. */
  readonly anyLength?: boolean
}

const OUTER_SPACE = /^[\t\n\r ]+|[\t\n\r ]+$/g
const FORBIDDEN_IN_VALUES = /[\0\r\n]|[^\0-\xff]/

/**
 * A header value without its outer white space.
 * https://fetch.spec.whatwg.org/#concept-header-value-normalize
 */
export const normalizeValue = (value: string): string =>
  value.charCodeAt(0) > 0x20 && value.charCodeAt(value.length - 1) > 0x20
    ? value
    : value.replace(OUTER_SPACE, '')

/**
 * A header as a browser takes it over from a script, or null where it silently drops it.
 *
 * @throws TypeError for a name that is no token, and for a value no header can have.
 */
export function toHeader(name: string, value: string, setAt?: Place): Header | null {
  const { lowerCase, isForbidden } = headerName(name)
  const normalized = normalizeValue(value)
  if (FORBIDDEN_IN_VALUES.test(normalized)) {
    throw new TypeError(
      `header ${name} has a value that no header can have: ${JSON.stringify(value)}`,
    )
  }
  return isForbidden(normalized) ? null : { name: lowerCase, value: normalized, setAt }
}

/**
 * Headers joined by name, as they go over the wire.
 * https://fetch.spec.whatwg.org/#concept-header-list-get
 */
export function combine(headers: readonly Header[]): Header[] {
  const combined = new Map<string, Header>()
  for (const header of headers) {
    const before = combined.get(header.name)
    combined.set(
      header.name,
      before
        ? {
            ...before,
            value: `${before.value}, ${header.value}`,
            setAt: header.setAt ?? before.setAt,
          }
        : header,
    )
  }
  return [...combined.values()]
}
