/** What a preflight cost, read off Resource Timing: https://w3c.github.io/resource-timing/ */

import type { Cost } from './call.ts'

/** What is read of a resource's timing entry. */
export type Timing = Pick<
  PerformanceResourceTiming,
  | 'name'
  | 'startTime'
  | 'requestStart'
  | 'connectStart'
  | 'connectEnd'
  | 'domainLookupStart'
  | 'domainLookupEnd'
>

/** Without a preflight, a request has left by then, in milliseconds; see docs/decisions. */
const AT_ONCE = 4
/** No queue and no slow start of a page holds a request up as long as this, in milliseconds. */
const HELD_UP = 20

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

/**
 * The cost of a call that needs a preflight.
 *
 * @param before What the last preflight of the same kind took, if one is known to have been sent.
 */
export function costOf(
  totalMs: number,
  waitedMs: number | undefined,
  before: number | undefined,
): Cost {
  const unknown: Cost = { preflightMs: 0, totalMs, preflightSent: 'unknown' }
  if (waitedMs === undefined) return unknown
  const sent = { preflightMs: waitedMs, totalMs, preflightSent: 'yes' as const }
  if (before === undefined) return waitedMs >= HELD_UP ? sent : unknown
  if (waitedMs >= Math.max(AT_ONCE, before / 2)) return sent
  const cached = waitedMs <= AT_ONCE && before >= 2 * AT_ONCE
  return cached ? { preflightMs: 0, totalMs, preflightSent: 'no (cached)' } : unknown
}
