/** Whether a verdict is what the browser did. */

import type { Call } from '../browsers/call.ts'
import type { ReportedPreflight, ReportedRequest } from './requests.ts'

/** The preflight that was sent for a request before it followed any redirect. */
export const firstPreflight = ({
  hops,
  preflights,
}: ReportedRequest): ReportedPreflight | undefined =>
  preflights.find(({ url }) => url === hops[0]!.url)

/** Whether something has come back for a request itself. */
export const isAnswered = ({ hops }: ReportedRequest): boolean => hops[0]!.answer !== null

/**
 * How a verdict differs from what the browser reports, in words; null where it does not, or where
 * the browser has not come to it.
 *
 * @param isKept Whether an earlier preflight may have allowed the call already.
 */
export function differenceFrom(
  { verdict }: Pick<Call, 'verdict'>,
  request: ReportedRequest,
  isKept: boolean,
): string | null {
  if (request.byServiceWorker) return null
  const preflight = firstPreflight(request)
  if (verdict.blocked) {
    const isSent = preflight?.answer || isAnswered(request)
    return isSent ? 'it was to be blocked before anything was sent, and was sent' : null
  }
  if (!verdict.preflight) return preflight ? 'an OPTIONS was sent, and none foretold' : null
  if (!preflight) {
    return isKept || !isAnswered(request) ? null : 'an OPTIONS was foretold, and none sent'
  }
  const [foretold, asked] = [verdict.request!, preflight.request].map(({ method, headers }) =>
    [method, ...headers].join(' '),
  )
  return foretold === asked
    ? null
    : `the OPTIONS was to ask for ${foretold}, and asked for ${asked}`
}
