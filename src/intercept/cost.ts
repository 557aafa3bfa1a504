/** What a preflight cost, read off Resource Timing: https://w3c.github.io/resource-timing/ */

import type { Cost } from '../browsers/call.ts'

/** What is read of a resource's timing entry. */
export type Timing = Pick<
  PerformanceResourceTiming,
  | 'name'
  | 'initiatorType'
  | 'startTime'
  | 'requestStart'
  | 'responseEnd'
  | 'connectStart'
  | 'connectEnd'
  | 'domainLookupStart'
  | 'domainLookupEnd'
>

/** Without a preflight, a request has left by then, in milliseconds: measured 0 to 7, see docs. */
const SOON = 10
/** A request that left later than this waited for something, in milliseconds. */
const LATE = 20

/**
 * Milliseconds from a call to the start of its own request, without setting up its connection: the
 * time a preflight takes, and little else. Undefined where the browser hides it.
 */
export function waitedFor(start: number, timing: Timing): number | undefined {
  if (!timing.requestStart) return undefined
  const connecting =
    timing.connectEnd - timing.connectStart + timing.domainLookupEnd - timing.domainLookupStart
  return Math.max(0, timing.requestStart - start - connecting)
}

/** The cost of a call of which no preflight is known. */
export const costless = (totalMs: number, preflightSent: Cost['preflightSent']): Cost => ({
  ...{ preflightMs: 0, preflightStart: 0, totalMs },
  preflightSent,
})

/**
 * The cost of a call that needs a preflight.
 *
 * @param leftAt When its own request left, by the page's clock.
 * @param before What the last preflight of the same kind took, if one is known to have been sent.
 */
export function costOf(
  totalMs: number,
  waitedMs: number | undefined,
  leftAt: number,
  before: number | undefined,
): Cost {
  const unknown = costless(totalMs, 'unknown')
  if (waitedMs === undefined) return unknown
  if (waitedMs >= Math.max(SOON, (before ?? 2 * LATE) / 2)) {
    const preflightStart = leftAt - waitedMs
    return { preflightMs: waitedMs, preflightStart, totalMs, preflightSent: 'yes' }
  }
  const cached = before !== undefined && before >= 4 * SOON && waitedMs <= before / 4
  return cached ? costless(totalMs, 'no (cached)') : unknown
}
