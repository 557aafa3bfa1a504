/** What preflights cost a page. */

import type { Call } from '../browsers/call.ts'
import { cacheKeyOf } from './cache-key.ts'

/** Figures of some calls. */
export interface Figures {
  /** Calls that were made. */
  calls: number
  /** Calls that needed a preflight. */
  preflighted: number
  /** Preflights that are known to have been sent. */
  preflightsSent: number
  /** Milliseconds that calls waited for their preflights. */
  waitedMs: number
  /** Milliseconds of these that `Access-Control-Max-Age` would have saved. */
  savedByMaxAgeMs: number
  /** The same as a share of `waitedMs`, from 0 to 1. */
  savedByMaxAge: number
}

/** Figures of the calls to one endpoint. */
export interface EndpointFigures extends Figures {
  /** Method, origin and path, without the query. */
  endpoint: string
}

/** Figures of all calls to other origins, and by endpoint, the one waited for longest first. */
export interface Summary extends Figures {
  /** One for each method, origin and path. */
  endpoints: EndpointFigures[]
}

/** Sums up calls; those to the page's own origin don't count. */
export function summarize(calls: readonly Call[]): Summary {
  const foreign = calls.filter(({ verdict }) => verdict.crossOrigin)
  const endpoints = [...groupBy(foreign, endpointOf)]
    .map(([endpoint, its]) => ({ endpoint, ...figuresOf(its) }))
    .sort((a, b) => b.waitedMs - a.waitedMs)
  return { ...figuresOf(foreign), endpoints }
}

/** Method, origin and path of a call. */
export const endpointOf = ({ method, url }: Call): string => `${method} ${url.split(/[?#]/, 1)[0]}`

function figuresOf(calls: readonly Call[]): Figures {
  const sent = calls.filter(({ cost }) => cost.preflightSent === 'yes')
  const waitedMs = waitOf(sent)
  // The first preflight of each kind fills the cache; a kept one answers for all that follow.
  const savedByMaxAgeMs = [...groupBy(sent, cacheKeyOf).values()].reduce(
    (saved, [, ...later]) => saved + waitOf(later),
    0,
  )
  return {
    calls: calls.length,
    preflighted: calls.filter(({ verdict }) => verdict.preflight).length,
    preflightsSent: sent.length,
    waitedMs,
    savedByMaxAgeMs,
    savedByMaxAge: waitedMs > 0 ? savedByMaxAgeMs / waitedMs : 0,
  }
}

const waitOf = (calls: readonly Call[]): number =>
  calls.reduce((total, { cost }) => total + cost.preflightMs, 0)

function groupBy(calls: readonly Call[], keyOf: (call: Call) => string): Map<string, Call[]> {
  const groups = new Map<string, Call[]>()
  for (const call of calls) {
    const key = keyOf(call)
    const group = groups.get(key)
    if (group) group.push(call)
    else groups.set(key, [call])
  }
  return groups
}
