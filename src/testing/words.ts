/** Calls of a simulated browser in words. */

import type { Verdict } from '../browsers/verdict.ts'
import { clientLine, publicUrl, reasonLines } from '../explain/call.ts'
import { failureLines } from '../explain/failures.ts'
import { counted } from '../explain/quantities.ts'
import { refusalWords } from '../explain/refusals.ts'
import type { SimulatedCall } from '../simulate/calls.ts'
import type { Exchange } from '../simulate/exchange.ts'
import { preflightsOf } from './causes.ts'

/** The most calls that a message lists. */
const LISTED = 20

/** Calls, with what `linesOf` says of each; the newest, where there are many. */
export function listed<T>(calls: readonly T[], linesOf: (call: T) => readonly string[]): string[] {
  const left = calls.length - LISTED
  return [
    ...(left > 0 ? [`  (${counted(left, 'older one')} left out)`] : []),
    ...calls.slice(-LISTED).flatMap(call => linesOf(call).map(line => `  ${line}`)),
  ]
}

/** A call in one line, with what became of its preflight, and a line for each of its reasons. */
export const preflightLines = (call: SimulatedCall): string[] => [
  `${nameOf(call)}   ${preflightState(call)}`,
  ...whyLines(call),
]

/** The same with what the page could change. */
export function changeLines(call: SimulatedCall): string[] {
  const { reasons } = call.verdict
  return [...preflightLines(call), ...(reasons.length > 0 ? [`  ${clientLine(reasons)}`] : [])]
}

/** A call in one line, with how it ended; why, where it was blocked. */
export const endLines = (call: SimulatedCall): string[] => [
  `${nameOf(call)}   ${endState(call)}`,
  ...(call.failure ? failureLines(call.failure, call).map(line => `  ${line}`) : []),
]

/** A preflight in one line, and why the call needed it. */
export const sentLines = (call: SimulatedCall): string[] => [
  ...preflightsOf(call).map(preflightLine),
  ...whyLines(call),
]

/** Why a call needs no preflight, as a clause. */
export function noPreflightWords({ blocked, crossOrigin }: Verdict): string {
  if (blocked) return `blocked before anything was sent: ${refusalWords(blocked).what}`
  return crossOrigin
    ? 'no preflight: nothing about it asks for one'
    : 'no preflight: the URL is of the page’s own origin'
}

const nameOf = ({ method, url }: SimulatedCall): string => `${method} ${publicUrl(url)}`

const whyLines = ({ verdict: { reasons } }: SimulatedCall): string[] =>
  reasons.length > 0 ? reasonLines(reasons).map(line => `  ${line}`) : []

function preflightState(call: SimulatedCall): string {
  const sent = preflightsOf(call)
  if (sent.length > 0) {
    const later = sent.filter(({ hop }) => hop > 0)
    const where = later.map(({ url }) => publicUrl(url)).join(', ')
    const first = later.length < sent.length
    if (later.length === 0) return 'preflighted'
    return `preflighted ${first ? 'and, ' : ''}after a redirect${first ? ', again' : ''}: ${where}`
  }
  if (!call.verdict.preflight) return noPreflightWords(call.verdict)
  if (call.exchanges.length > 0) return 'no preflight: the cache has one that allows it'
  return call.outcome === 'pending'
    ? 'needs a preflight, but has not come to it yet'
    : 'needs a preflight, but ended before it'
}

function endState({ outcome, status, failure, verdict }: SimulatedCall): string {
  if (failure) return verdict.blocked ? 'blocked before anything was sent' : 'blocked'
  if (outcome === 'ok') return status > 0 ? `answered with ${status}` : 'answered, but not readable'
  return outcome === 'pending' ? 'still on its way; wait for it first' : outcome
}

function preflightLine({ url, requestMethod, requestHeaders, status }: Exchange): string {
  const asked = requestHeaders ? `${requestMethod} with ${requestHeaders}` : requestMethod
  return `OPTIONS ${publicUrl(url)}   asks for ${asked}; ${
    status === null ? 'no answer' : `answered with ${status}`
  }`
}
