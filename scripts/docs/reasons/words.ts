/** What why-preflight itself says. */

import type { Verdict } from '../../../src/browsers/verdict.ts'
import { blockedLines, clientLine, reasonLines } from '../../../src/explain/call.ts'
import { failureLines } from '../../../src/explain/failures.ts'
import type { SimulatedCall } from '../../../src/simulate/calls.ts'
import { fence } from '../markdown.ts'

/** On a call that is preflighted, or never leaves. */
export const wordsOnVerdict = (verdict: Verdict): string =>
  said(
    verdict.blocked
      ? blockedLines(verdict)
      : [...reasonLines(verdict.reasons), clientLine(verdict.reasons)],
  )

/** On a call that failed. */
export function wordsOnCall(call: SimulatedCall): string {
  if (!call.failure) throw new Error(`${call.url} does not fail`)
  return said(failureLines(call.failure, call))
}

/** Its lines as a block. */
export const said = (lines: readonly string[]): string =>
  `why-preflight says:\n\n${fence('text', lines)}`
