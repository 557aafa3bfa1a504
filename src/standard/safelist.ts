/** The CORS-safelisted request-headers: https://fetch.spec.whatwg.org/#cors-safelisted-request-header */

import { combine, type Header } from './header.ts'
import { essenceOf, isSafelistedEssence } from './mime-type.ts'
import { isSimpleRange } from './range.ts'
import { placed, type Reason } from './reason.ts'

/** Longest value that can be safelisted, in bytes. */
export const VALUE_LIMIT = 128

/** https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte */
const UNSAFE_BYTE = /[\0-\x08\n-\x1f"():<>?@[\\\]{}\x7f]/
const NOT_IN_LANGUAGES = /[^ *,\-.0-9;=A-Za-z]/

/** What a safelisted name asks of its value; null where the value passes. */
export type ValueRule = (header: Header) => Reason | null

/** A rule that refuses the first byte that a pattern finds. */
export const withoutByte =
  (pattern: RegExp): ValueRule =>
  ({ name, value }) => {
    const index = value.search(pattern)
    return index < 0
      ? null
      : {
          code: 'header-value',
          name,
          value,
          byte: value.charCodeAt(index),
          index,
        }
  }

/** A rule for Content-Type: no unsafe byte, and an essence that a form can send. */
export const contentTypeRule =
  (unsafeByte: RegExp, essence: (value: string) => string | null = essenceOf): ValueRule =>
  header =>
    isSafelistedEssence(essence(header.value))
      ? withoutByte(unsafeByte)(header)
      : {
          code: 'content-type',
          value: header.value,
          essence: essenceOf(header.value),
          ...(header.fromBody ? { implied: true } : {}),
        }

/** A rule for Range, given what counts as a simple range. */
export const rangeRule =
  (isSimple: (value: string) => boolean): ValueRule =>
  ({ value }) =>
    isSimple(value) ? null : { code: 'range', value }

/** What of a request's headers is safelisted: the standard's rules, or an engine's. */
export interface SafelistRules {
  /** Each safelisted name, in lower case, with the rule for its value. */
  readonly values: ReadonlyMap<string, ValueRule>
  /** Names outside the safelist that need no preflight all the same, in lower case. */
  readonly exempt: ReadonlySet<string>
  /** Whether headers of one name are judged as the one line they become, or each by itself. */
  readonly joined: boolean
  /** Whether a preflight asks for a name as often as it was set. */
  readonly repeats: boolean
  /** Most bytes that all safelisted values may have together. */
  readonly totalLimit: number
}

/** The standard's safelist. */
export const STANDARD_SAFELIST: SafelistRules = {
  values: new Map([
    ['accept', withoutByte(UNSAFE_BYTE)],
    ['accept-language', withoutByte(NOT_IN_LANGUAGES)],
    ['content-language', withoutByte(NOT_IN_LANGUAGES)],
    ['content-type', contentTypeRule(UNSAFE_BYTE)],
    ['range', rangeRule(isSimpleRange)],
  ]),
  exempt: new Set(),
  joined: false,
  repeats: false,
  totalLimit: 1024,
}

/** Why one header is unsafe, or null. https://fetch.spec.whatwg.org/#cors-safelisted-request-header */
export function unsafeReason(header: Header, rules: SafelistRules): Reason | null {
  const { name, value } = header
  const rule = rules.values.get(name)
  if (!rule) return rules.exempt.has(name) ? null : { code: 'header', name }
  return value.length > VALUE_LIMIT && !header.anyLength
    ? {
        code: 'header-value',
        name,
        value,
        length: value.length,
        limit: VALUE_LIMIT,
      }
    : rule(header)
}

/**
 * Every reason that headers give for a preflight, and the names a preflight asks for: in lower
 * case, sorted, each once. https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names
 */
export function unsafeHeaders(
  headers: readonly Header[],
  rules: SafelistRules,
): { reasons: Reason[]; names: string[] } {
  const judged = rules.joined ? combine(headers) : headers
  const reasons: Reason[] = []
  const unsafe: string[] = []
  const safe: Header[] = []
  for (const header of judged) {
    const reason = unsafeReason(header, rules)
    if (!reason) {
      if (rules.values.has(header.name)) safe.push(header)
    } else {
      if (!(unsafe.includes(header.name) && reason.code === 'header'))
        reasons.push(placed(reason, header.setAt))
      unsafe.push(header.name)
    }
  }
  const total = safe.reduce((sum, { value }) => sum + value.length, 0)
  if (total > rules.totalLimit) {
    const names = [...new Set(safe.map(({ name }) => name))]
    reasons.push({ code: 'headers-total', names, total, limit: rules.totalLimit })
    unsafe.push(...names)
  }
  return { reasons, names: (rules.repeats ? unsafe : [...new Set(unsafe)]).sort() }
}
