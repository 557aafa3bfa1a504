/** Where WebKit leaves the standard, each with a recorded case (`test/truth/`) that shows it. */

import type { Description } from '../standard/description.ts'
import type { Header } from '../standard/header.ts'
import { essenceOf } from '../standard/mime-type.ts'
import { contentTypeFromBody, type PreflightRules, STANDARD_RULES } from '../standard/preflight.ts'
import { isSimpleRange } from '../standard/range.ts'
import { rangeRule, STANDARD_SAFELIST } from '../standard/safelist.ts'

/** Numbers up to 2⁶⁴ − 1 are read. */
const RANGE_LIMIT = 2n ** 64n - 1n

/** classify-e0648: the unit in any case; classify-e0675: a plus sign before a number. */
const isRange = (value: string): boolean =>
  isSimpleRange(value.toLowerCase().replace(/(=|-)\+(?=\d)/g, '$1'), RANGE_LIMIT)

/** classify-e1168: XMLHttpRequest does not name a Blob's type that is no MIME type. */
function bodyHeader({ body, initiator }: Description): Header | null {
  const type = body?.contentType ?? null
  const refused =
    body?.kind === 'blob' && initiator === 'xmlhttprequest' && essenceOf(type ?? '') === null
  return refused ? null : contentTypeFromBody(type)
}

/** WebKit's rules. */
export const WEBKIT_RULES: PreflightRules = {
  ...STANDARD_RULES,
  safelist: {
    ...STANDARD_SAFELIST,
    values: new Map([...STANDARD_SAFELIST.values, ['range', rangeRule(isRange)]]),
    // classify-e0701
    joined: true,
  },
  bodyHeader,
  uploadListenersCount: ({ sync }) => !sync,
  // classify-e1234
  refuses: ({ body }) =>
    body?.kind === 'stream' && !body.cloned ? { code: 'stream-refused' } : null,
  // A cloned Request has read its stream.
  sendsStreams: false,
}
