/** Calls that installed browsers have made, for a suite that looks at them after each test. */

import type { SimulatedCall } from './calls.ts'

/** A call that has ended. */
export interface Finished {
  readonly call: SimulatedCall
  /** Whether its preflight is meant to be, by the option `expected`. */
  readonly expected: boolean
}

/** Kept at most, where no suite ever looks. */
const LIMIT = 1000

let finished: Finished[] = []

/** Notes a call, also for after its browser has been reset. */
export function noteFinished(call: Finished): void {
  if (finished.length >= LIMIT) finished.shift()
  finished.push(call)
}

/** The calls since somebody last looked. */
export function takeFinished(): readonly Finished[] {
  const taken = finished
  finished = []
  return taken
}
