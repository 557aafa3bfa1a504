/** Which calls the list shows. */

import type { Call } from '../../browsers/call.ts'
import { endpointOf } from '../../intercept/summary.ts'
import { codesOf, isAvoidable } from './concern.ts'

/** What is looked for; empty texts find all. */
export interface Filter {
  /** Words, each a part of the method, the URL, a reason's code or the name of a header. */
  readonly text: string
  /** The code of a reason, or of why a call never left. */
  readonly reason: string
  readonly endpoint: string
  /** Only calls whose preflight the page could do without. */
  readonly avoidable: boolean
}

/** Finds all calls. */
export const EVERYTHING: Filter = { text: '', reason: '', endpoint: '', avoidable: false }

/** The calls that a filter finds, newest first. */
export function found(calls: readonly Call[], filter: Filter): Call[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  const isFound = (call: Call) =>
    (filter.endpoint === '' || endpointOf(call) === filter.endpoint) &&
    (filter.reason === '' || codesOf(call).includes(filter.reason)) &&
    (!filter.avoidable || isAvoidable(call)) &&
    (words.length === 0 || hasAll(textOf(call), words))
  return calls.filter(isFound).reverse()
}

const hasAll = (text: string, words: readonly string[]): boolean =>
  words.every(word => text.includes(word))

const textOf = (call: Call): string =>
  [
    call.method,
    call.url,
    ...codesOf(call),
    ...call.verdict.reasons.map(reason => ('name' in reason ? reason.name : '')),
  ]
    .join(' ')
    .toLowerCase()

/** What there is to choose from: reasons and endpoints of the calls, the most frequent first. */
export function choices(calls: readonly Call[]): { reasons: string[]; endpoints: string[] } {
  return {
    reasons: byFrequency(calls.flatMap(codesOf)),
    endpoints: byFrequency(calls.map(endpointOf)),
  }
}

function byFrequency(names: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a).map(([name]) => name)
}
