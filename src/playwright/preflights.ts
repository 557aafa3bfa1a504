/** What a test is given. */

import type { Exchange } from '../simulate/exchange.ts'
import type { ContextRecord, Disagreement, WatchedCall } from './record.ts'

/** The calls of a test's browser context, and their preflights. */
export interface Preflights {
  /** The calls that pages and workers made, in that order. */
  readonly calls: readonly WatchedCall[]
  /** Every preflight that went over the network for them. */
  readonly preflights: readonly Exchange[]
  /** Where a verdict is not what the browser did: faults of this library, empty where there is none. */
  readonly disagreements: readonly Disagreement[]
  /** Whether the browser tells what it sends, so that verdicts can be compared. */
  readonly compared: boolean
}

const records = new WeakMap<Preflights, ContextRecord>()

/** A record for a test to read. */
export function preflightsOf(record: ContextRecord, compared: boolean): Preflights {
  const preflights: Preflights = {
    get calls() {
      return record.calls
    },
    get preflights() {
      return record.preflights
    },
    get disagreements() {
      return record.disagreements
    },
    compared,
  }
  records.set(preflights, record)
  return preflights
}

/** The record behind it; undefined for what is of another make. */
export const recordOf = (preflights: Preflights): ContextRecord | undefined =>
  records.get(preflights)
