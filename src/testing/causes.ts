/** What can stand in the `because` of a filter for a call. */

import type { SimulatedCall } from '../simulate/calls.ts'
import { type Exchange, preflightsIn } from '../simulate/exchange.ts'
import { allOf } from '../standard/failure.ts'
import type { Reason } from '../standard/reason.ts'

/** The preflights that went over the network for a call. */
export const preflightsOf = ({ exchanges }: SimulatedCall): Exchange[] => preflightsIn(exchanges)

/** The codes of a call's reasons, and the headers that cause or are named in its preflights. */
export function preflightCauses(call: SimulatedCall): Set<string> {
  const asked = preflightsOf(call).flatMap(({ requestHeaders }) => requestHeaders?.split(',') ?? [])
  return new Set([
    ...call.verdict.reasons.flatMap(reason => [reason.code, ...headersOf(reason)]),
    ...asked.map(name => name.trim()),
  ])
}

/** The codes of a call's failures. */
export const failureCauses = ({ failure }: SimulatedCall): Set<string> =>
  new Set(failure ? allOf(failure).map(({ code }) => code) : [])

function headersOf(reason: Reason): readonly string[] {
  if (reason.code === 'headers-total') return reason.names
  return 'name' in reason ? [reason.name] : []
}
