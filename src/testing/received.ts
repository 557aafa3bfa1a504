/** What `expect` was given. */

import type { Verdict } from '../browsers/verdict.ts'
import { show } from '../show.ts'
import type { SimulatedBrowser } from '../simulate/browser.ts'
import type { Subject } from './subject.ts'

/** @throws TypeError for what has no calls. */
export function browserFrom(
  received: unknown,
  matcher: string,
  { takes }: Subject,
): Pick<SimulatedBrowser, 'calls' | 'preflights'> {
  const { calls, preflights } = membersOf(received)
  if (Array.isArray(calls) && Array.isArray(preflights)) return received as SimulatedBrowser
  throw new TypeError(`${matcher} takes ${takes}; not ${show(received)}`)
}

/** @throws TypeError for what is no verdict and has none. */
export function verdictFrom(received: unknown, matcher: string): Verdict {
  const { verdict } = membersOf(received)
  for (const one of [received, verdict]) if (isVerdict(one)) return one
  throw new TypeError(
    `${matcher} takes a verdict: expect(explain(…)), or a call that has one, as those in ` +
      `browser.calls; not ${show(received)}`,
  )
}

function isVerdict(value: unknown): value is Verdict {
  const { preflight, reasons } = membersOf(value)
  return typeof preflight === 'boolean' && Array.isArray(reasons)
}

const membersOf = (value: unknown): Partial<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
