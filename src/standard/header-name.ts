import { isForbiddenMethod } from './method.ts'
import { isToken } from './token.ts'

/** A header's name in lower case, and what the standard says of it. */
export interface HeaderName {
  readonly lowerCase: string
  /** Whether the browser silently drops a header of this name and value that a script sets. */
  readonly isForbidden: (value: string) => boolean
}

const FORBIDDEN = new Set(
  (
    'accept-charset accept-encoding access-control-request-headers access-control-request-method ' +
    'connection content-length cookie cookie2 date dnt expect host keep-alive origin referer ' +
    'set-cookie te trailer transfer-encoding upgrade via'
  ).split(' '),
)
const METHOD_OVERRIDE = /^x-(http-method(-override)?|method-override)$/
/** What stands between commas outside quotes: https://fetch.spec.whatwg.org/#header-value-get-decode-and-split */
const LISTED = /(?:"(?:\\.|[^"\\])*"?|[^",])+/g
const REMEMBERED = 500

const known = new Map<string, HeaderName>()

const always = (): boolean => true
const never = (): boolean => false
const withForbiddenMethod = (value: string): boolean =>
  value.match(LISTED)?.some(item => isForbiddenMethod(item.replace(/^[\t ]+|[\t ]+$/g, ''))) ??
  false

/**
 * Looks at a header's name; pages use few of them, again and again, so that they are remembered.
 * https://fetch.spec.whatwg.org/#forbidden-request-header
 *
 * @throws TypeError for what is no name of a header.
 */
export function headerName(name: string): HeaderName {
  return known.get(name) ?? learn(name)
}

function learn(name: string): HeaderName {
  if (!isToken(name))
    throw new TypeError(`header name ${JSON.stringify(name)} is not an HTTP token`)
  const lowerCase = name.toLowerCase()
  const forbidden = FORBIDDEN.has(lowerCase) || /^(sec|proxy)-/.test(lowerCase)
  const isForbidden = METHOD_OVERRIDE.test(lowerCase)
    ? withForbiddenMethod
    : forbidden
      ? always
      : never
  const learnt = { lowerCase, isForbidden }
  if (known.size >= REMEMBERED) known.clear()
  known.set(name, learnt)
  return learnt
}
