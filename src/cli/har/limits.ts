/** What a HAR may have in CI, and what not. */

import { InvalidArgumentError } from 'commander'
import type { HarAudit } from '../../har/audit.ts'
import { allOf } from '../../standard/failure.ts'
import { FAILURE_CODES, REASON_CODES } from '../../testing/codes.ts'

/** What is not to be found. */
export interface Limits {
  /** Preflights at most. */
  readonly budget?: number
  /** Codes of reasons and failures, and `failure` for any of these. */
  readonly failOn?: readonly string[]
}

/** Reads a budget. */
export function parseBudget(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It takes a whole number.')
}

/** Reads a list of codes. */
export function parseCodes(text: string): string[] {
  const names = text.split(',').map(name => name.trim())
  const known: readonly string[] = ['failure', ...FAILURE_CODES, ...REASON_CODES]
  for (const name of names) {
    if (!known.includes(name)) {
      throw new InvalidArgumentError(`There is no code ${name}; there are ${known.join(', ')}.`)
    }
  }
  return names
}

/** What of a HAR is over its limits, a sentence each. */
export function excesses(audit: HarAudit, { budget = Infinity, failOn = [] }: Limits): string[] {
  const { preflights, unshown, failures, endpoints } = audit
  const found = new Set([
    ...failures.flatMap(({ failure }) => ['failure', ...allOf(failure).map(({ code }) => code)]),
    ...endpoints.flatMap(({ reasons }) => reasons.map(({ code }) => code)),
  ])
  const hits = failOn.filter(name => found.has(name))
  // Some programs leave all preflights out; a budget that nothing counts against is none.
  const isHidden = preflights === 0 && unshown > budget
  return [
    ...(preflights > budget ? [`${preflights} preflights are more than ${budget}`] : []),
    ...(isHidden
      ? [`the HAR shows no preflights, but ${unshown} calls need one, more than ${budget}`]
      : []),
    ...(hits.length > 0 ? [`there are ${hits.join(', ')}`] : []),
  ]
}
