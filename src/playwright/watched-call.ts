/** A call of a page, with what went over the network for it. */

import type { Call, Cost, Outcome } from '../browsers/call.ts'
import { publicUrl } from '../explain/call.ts'
import { costless } from '../intercept/cost.ts'
import type { SimulatedCall } from '../simulate/calls.ts'
import { type Exchange, newExchange, noteResponse } from '../simulate/exchange.ts'
import { corsCheck } from '../standard/cors-check.ts'
import { type AnyFailure, type Failure, failureOf } from '../standard/failure.ts'
import { firstPreflight, isAnswered } from './compare.ts'
import { checkOf } from './kept.ts'
import type { ReportedPreflight, ReportedRequest } from './requests.ts'

/** What is known of a call: from the page, and from the browser if it tells. */
export interface Sides {
  readonly call: Call
  /** The page's. */
  readonly origin: string
  readonly request: ReportedRequest | undefined
}

/** Both sides as one, as a simulated browser has it. */
export const watchedCall = (sides: Sides): SimulatedCall => ({
  ...sides.call,
  ...endOf(sides),
  cost: costOf(sides),
  failure: failureIn(sides),
  exchanges: exchangesOf(sides),
})

/** Whether it is known what became of a call, or at least of its preflight. */
export function isSettled({ call, request }: Sides): boolean {
  if (call.outcome !== 'pending' || call.verdict.blocked || !call.verdict.crossOrigin) return true
  return request !== undefined && (isAnswered(request) || request.ended)
}

/** A preflight as an exchange. */
export function preflightExchange(preflight: ReportedPreflight, hop = 0): Exchange {
  const { url, origin, request, answer } = preflight
  const exchange = newExchange('preflight', hop, 'OPTIONS', new URL(url), origin)
  exchange.requestMethod = request.method
  exchange.requestHeaders = request.headers.length > 0 ? request.headers.join(',') : null
  if (answer) noteResponse(exchange, answer.status, answer.headers)
  return exchange
}

function exchangesOf({ call, origin, request }: Sides): Exchange[] {
  if (!request) return toldByPage(call, origin)
  const { hops, preflights } = request
  return hops.flatMap(({ url, answer }, hop) => {
    const actual = newExchange('actual', hop, call.method, new URL(url), origin)
    if (answer) noteResponse(actual, answer.status, answer.headers)
    return [
      ...preflights
        .filter(preflight => hopOf(preflight, request) === hop && isSent(preflight, call))
        .map(preflight => preflightExchange(preflight, hop)),
      ...(answer ? [actual] : []),
    ]
  })
}

/** Chromium reports preflights also of what it blocks, as to a bad port. */
const isSent = ({ answer }: ReportedPreflight, { verdict }: Call): boolean =>
  answer !== null || verdict.blocked === null

/** What Resource Timing shows in the page, or the verdict where it shows nothing. */
function toldByPage({ verdict, outcome, cost, url }: Call, origin: string): Exchange[] {
  const isSent = outcome !== 'pending' && /^(yes|unknown)$/.test(cost.preflightSent)
  if (!verdict.request || !isSent) return []
  const { request } = verdict
  const untold = { url, origin, request, sentMs: 0, endedMs: null, answer: null, error: null }
  return [preflightExchange(untold)]
}

const hopOf = ({ url }: ReportedPreflight, { hops }: ReportedRequest): number =>
  Math.max(
    0,
    hops.findIndex(hop => hop.url === url),
  )

/** The page's own word, which comes later, counts. */
function endOf({ call, request }: Sides): { outcome: Outcome; status: number } {
  const { outcome, status } = call
  if (outcome !== 'pending' || !request?.ended) return { outcome, status }
  if (request.canceled) return { outcome: 'aborted', status: 0 }
  if (request.error !== null) return { outcome: 'error', status: 0 }
  const isOpaque = call.mode === 'no-cors' || call.initiator === 'beacon'
  return { outcome: 'ok', status: isOpaque ? 0 : (request.hops.at(-1)!.answer?.status ?? 0) }
}

function costOf({ call, request }: Sides): Cost {
  if (!request) return call.cost
  // The browser's own clock is another than the page's.
  const { totalMs, preflightStart } = call.cost
  if (firstPreflight(request)) {
    const preflightMs = request.preflights.reduce(
      (sum, { sentMs, endedMs }) => sum + (endedMs === null ? 0 : endedMs - sentMs),
      0,
    )
    return { preflightMs, preflightStart, totalMs, preflightSent: 'yes' }
  }
  const cached = isAnswered(request) ? 'no (cached)' : 'unknown'
  return costless(totalMs, call.verdict.preflight ? cached : 'no')
}

function failureIn({ call, origin, request }: Sides): Failure | null {
  const isAsked = request && (isAnswered(request) || firstPreflight(request)?.answer)
  if (call.verdict.blocked && !isAsked) return call.verdict.blocked
  if (!request?.error) return null
  const { credentials, mode } = call
  const last = request.hops.at(-1)!
  const failed = (
    kind: 'preflight' | 'actual',
    hop: number,
    url: string,
    all: { code: string }[],
  ) =>
    failureOf(
      all.map(
        one => ({ ...one, request: kind, hop, url: publicUrl(url) }) as unknown as AnyFailure,
      ),
    )
  const preflight = request.preflights.at(-1)
  if (preflight && !last.answer) {
    const { answer, error, url } = preflight
    const failures = answer
      ? checkOf(preflight, answer, credentials).failures
      : [{ code: 'network', cause: error ?? request.error }]
    if (failures.length > 0) return failed('preflight', hopOf(preflight, request), url, failures)
  }
  const refused =
    last.answer && mode === 'cors' ? corsCheck(last.answer.headers, { origin, credentials }) : []
  const failures = refused.length > 0 ? refused : [{ code: 'network', cause: request.error }]
  return failed('actual', request.hops.length - 1, last.url, failures)
}
