import type { Verdict } from '../browsers/verdict.ts'
import { clientLine, preflightingBrowsers, reasonLines } from '../explain/call.ts'
import { show } from '../show.ts'
import type { ReasonCode } from '../standard/reason.ts'
import { REASON_CODES } from './codes.ts'
import { type MatcherContext, type MatcherResult, messageOf } from './context.ts'
import { verdictFrom } from './received.ts'
import { noPreflightWords } from './words.ts'

const NAME = 'toNeedPreflight'

/**
 * Passes if a call needs a preflight; given codes, if all of them are among its reasons.
 *
 * @param received A call, or the verdict on it.
 * @param reasons The code of a reason, or several. Default: any.
 * @throws TypeError for what is no code, and for anything else received.
 */
export function toNeedPreflight(
  this: MatcherContext,
  received: unknown,
  reasons?: ReasonCode | readonly ReasonCode[],
): MatcherResult {
  const verdict = verdictFrom(received, NAME)
  const wanted = reasons === undefined ? [] : checkCodes(reasons)
  const actual = [...new Set(verdict.reasons.map(({ code }) => code))]
  const missing = wanted.filter(code => !actual.includes(code))
  const pass = verdict.preflight && missing.length === 0
  const lines = (): string[] => {
    const because = wanted.length > 0 ? ` because of ${wanted.join(', ')}` : ''
    const why = reasonLines(verdict.reasons).map(line => `  ${line}`)
    if (pass) {
      return [
        `Expected the call to need no preflight${because}, but it does.`,
        '',
        ...why,
        `  ${clientLine(verdict.reasons)}`,
      ]
    }
    if (!verdict.preflight) return [`Expected a preflight${because}.`, ...noneLines(verdict)]
    return [`Expected a preflight${because}.`, `Missing: ${missing.join(', ')}`, '', ...why]
  }
  return {
    pass,
    message: () =>
      messageOf(this, [NAME, 'call', wanted.map(code => `'${code}'`).join(', ')], lines()),
  }
}

function noneLines(verdict: Verdict): string[] {
  const elsewhere = preflightingBrowsers(verdict)
  return [
    `The call needs none: ${noPreflightWords(verdict).replace('no preflight: ', '')}.`,
    ...(elsewhere ? [`It would be preflighted in ${elsewhere}.`] : []),
  ]
}

function checkCodes(given: unknown): readonly ReasonCode[] {
  const all: readonly unknown[] = Array.isArray(given) ? given : [given]
  const codes = all.filter((one): one is ReasonCode => REASON_CODES.includes(one as ReasonCode))
  if (codes.length === all.length && codes.length > 0) return codes
  const wrong = all.find(one => !codes.includes(one as ReasonCode))
  throw new TypeError(
    `${NAME} takes a reason's code or an array of codes (${REASON_CODES.join(', ')}), ` +
      `not ${all.length === 0 ? 'an empty array' : show(wrong)}`,
  )
}
