/** What of a call the panel sorts and counts by. */

import type { Call } from '../../browsers/call.ts'
import { reasonWords } from '../../explain/reasons.ts'

/** Whether a call has to do with CORS: the rest is of no interest here. */
export const concerns = ({ verdict }: Call): boolean =>
  verdict.crossOrigin || verdict.blocked !== null

/** Whether a call needed a preflight, sent or remembered. */
export const isPreflighted = ({ verdict }: Call): boolean => verdict.preflight

/** Whether a call never left, or failed. The page can't know whether CORS was why. */
export const isBlocked = ({ verdict, outcome }: Call): boolean =>
  verdict.blocked !== null || outcome === 'error'

/** Whether the page could do without the preflight: each reason has something to change. */
export const isAvoidable = ({ verdict: { reasons } }: Call): boolean =>
  reasons.length > 0 && reasons.every(reason => reasonWords(reason).client !== null)

/** The codes a call is found by: of its reasons, and of why it never left. */
export const codesOf = ({ verdict: { reasons, blocked } }: Call): string[] => [
  ...new Set([...reasons.map(({ code }) => code), ...(blocked ? [blocked.code] : [])]),
]

/** How a call stands in the list. */
export type State = 'pending' | 'blocked' | 'failed' | 'preflight' | 'cached' | 'simple'

/** Sorts a call into one of the states. */
export function stateIn({ verdict, outcome, cost }: Call): State {
  if (verdict.blocked) return 'blocked'
  if (outcome === 'pending') return 'pending'
  if (outcome === 'error') return 'failed'
  if (!verdict.preflight) return 'simple'
  return cost.preflightSent === 'no (cached)' ? 'cached' : 'preflight'
}
