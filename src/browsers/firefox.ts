/** Where Firefox leaves the standard, each with a recorded case (`test/truth/`) that shows it. */

import { TEXT_CONTENT_TYPE as TEXT } from '../standard/body.ts'
import type { Description } from '../standard/description.ts'
import type { Header } from '../standard/header.ts'
import { contentTypeFromBody, type PreflightRules, STANDARD_RULES } from '../standard/preflight.ts'
import { isSimpleRange } from '../standard/range.ts'
import { contentTypeRule, rangeRule, STANDARD_SAFELIST, withoutByte } from '../standard/safelist.ts'

/** classify-e0221, classify-e0496: a byte above 0x7F is unsafe too. */
const UNSAFE_BYTE = /[\0-\x08\n-\x1f"():<>?@[\\\]{}\x7f-\xff]/

/** What stands before the parameters. */
const TYPE = /^([^\t ;]*)([\t ]*|[^;]*;.*)$/

/**
 * classify-e0215: no comma; classify-e0250: no empty parameter at the end. What follows the type
 * before its first semicolon is not looked at.
 */
function essence(value: string): string | null {
  if (value.includes(',') || /;[^;]*;$/.test(value)) return null
  return TYPE.exec(value)?.[1]?.toLowerCase() ?? null
}

/** Numbers up to 2⁶⁴ − 1 are read. */
const RANGE_LIMIT = 2n ** 64n - 1n

/** classify-e1205, classify-e1207: a body's own type may have any length, but for fetch. */
function bodyHeader({ body, initiator }: Description): Header | null {
  const asText = body?.kind === 'stream'
  const header = contentTypeFromBody(asText ? TEXT : (body?.contentType ?? null))
  return header && { ...header, anyLength: initiator !== 'fetch' }
}

/** Firefox's rules. */
export const FIREFOX_RULES: PreflightRules = {
  ...STANDARD_RULES,
  safelist: {
    ...STANDARD_SAFELIST,
    values: new Map([
      ...STANDARD_SAFELIST.values,
      ['accept', withoutByte(UNSAFE_BYTE)],
      ['content-type', contentTypeRule(UNSAFE_BYTE, essence)],
      ['range', rangeRule(value => isSimpleRange(value, RANGE_LIMIT))],
    ]),
    repeats: true,
    // classify-e0727
    totalLimit: Infinity,
  },
  bodyHeader,
  // classify-e0096
  textContentType: value => value,
  // classify-e1234, classify-e1239: a stream is sent as text
  sendsStreams: false,
  refuses: () => null,
}
