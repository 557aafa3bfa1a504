/** Where Chromium leaves the standard, each with a recorded case (`test/truth/`) that shows it. */

import type { Description } from '../standard/description.ts'
import type { Refusal } from '../standard/failure.ts'
import type { Header } from '../standard/header.ts'
import { contentTypeFromBody, type PreflightRules, STANDARD_RULES } from '../standard/preflight.ts'
import { isSimpleRange } from '../standard/range.ts'
import { placed } from '../standard/reason.ts'
import { rangeRule, STANDARD_SAFELIST, type ValueRule } from '../standard/safelist.ts'

/** classify-e0830 to e0848: client hints and what else Chromium adds to the safelist. */
const hint =
  (pattern: RegExp): ValueRule =>
  ({ name, value }) =>
    pattern.test(value) ? null : { code: 'header', name }

const INTEGER = hint(/^\d+$/)
const DECIMAL = hint(/^\d+(\.\d+)?$/)

/** classify-e0696: numbers up to 2⁶³ − 2 are read. */
const RANGE_LIMIT = 2n ** 63n - 2n

/** classify-e1176, classify-e1207: a Blob's type must also be one by RFC 2045. */
const RFC2045 =
  /^[!#$%&'*+.^`|~\w{}-]+\/[!#$%&'*+.^`|~\w{}-]+[ \t]*(;[ \t]*[!#$%&'*+.^`|~\w{}-]+[ \t]*=[ \t]*([!#$%&'*+.^`|~\w{}-]+|"([^"\\]|\\.)*")[ \t]*)*$/

function bodyHeader(description: Description): Header | null {
  const { body, initiator } = description
  const refused =
    body?.kind === 'blob' && initiator !== 'fetch' && !RFC2045.test(body.contentType ?? '')
  const header = refused ? null : contentTypeFromBody(body?.contentType ?? null)
  // A beacon's may have any length.
  return header && { ...header, anyLength: initiator === 'beacon' }
}

/** classify-e0931: this header ends the request. */
function refuses(description: Description): Refusal | null {
  const header = description.headers.find(({ name }) => name === 'available-dictionary')
  return header
    ? placed({ code: 'header-refused', name: header.name }, header.setAt)
    : STANDARD_RULES.refuses(description)
}

/** Chromium's rules. */
export const CHROMIUM_RULES: PreflightRules = {
  ...STANDARD_RULES,
  safelist: {
    ...STANDARD_SAFELIST,
    values: new Map([
      ...STANDARD_SAFELIST.values,
      ['range', rangeRule(value => isSimpleRange(value, RANGE_LIMIT))],
      ['device-memory', DECIMAL],
      ['downlink', DECIMAL],
      ['dpr', DECIMAL],
      ['ect', hint(/^(slow-2g|[234]g)$/)],
      ['intervention', () => null],
      ['rtt', INTEGER],
      ['save-data', hint(/^on$/i)],
      ['viewport-width', INTEGER],
      ['width', INTEGER],
    ]),
    // classify-e0826
    exempt: new Set(['user-agent']),
    // classify-e0701
    joined: true,
  },
  bodyHeader,
  // classify-e0096: in place, whatever else stands there
  textContentType: value => value.replace(/(;[\t ]*charset[\t ]*=[\t ]*)[^\t "';]+/i, '$1UTF-8'),
  // A stream forces a preflight even where the mode forbids other origins.
  modeOf: ({ mode, body }) => (body?.kind === 'stream' && mode === 'same-origin' ? 'cors' : mode),
  // classify-e1361 (a GET), classify-s1-r0670 (a POST without a body)
  uploadListenersCount: ({ body, sync }) => body !== null && !sync,
  refuses,
}
