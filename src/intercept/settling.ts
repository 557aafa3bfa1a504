/** Calls that have ended, until their cost is known; done in slices, away from the page's own work. */

import { cacheKeyOf } from './cache-key.ts'
import { costless, costOf, waitedFor } from './cost.ts'
import type { CallRecord, Entry } from './record.ts'
import type { Timings } from './timings.ts'

/** Ended calls looked at in one slice, and milliseconds between slices. */
const SLICE = 200
const PAUSE = 50
/** Milliseconds after its end that a call waits for its timing. */
const PATIENCE = 1500
const REMEMBERED = 1000

/** Finds what ended calls cost. */
export class Settling {
  #scheduled = false
  /** What the last preflight took, for each thing a preflight cache tells apart. */
  readonly #lastWait = new Map<string, number>()
  readonly #record: CallRecord
  readonly #timings: Timings
  readonly #later: (run: () => void, ms: number) => void
  readonly #known: (entry: Entry) => void

  /**
   * @param later Runs a function after so many milliseconds.
   * @param known Called for each call whose cost is known, or will not be.
   */
  constructor(
    record: CallRecord,
    timings: Timings,
    later: (run: () => void, ms: number) => void,
    known: (entry: Entry) => void,
  ) {
    this.#record = record
    this.#timings = timings
    this.#later = later
    this.#known = known
  }

  /** Looks at the calls that have ended, soon. */
  schedule(ms = 0): void {
    if (this.#scheduled) return
    this.#scheduled = true
    this.#later(() => {
      this.#scheduled = false
      this.look()
    }, ms)
  }

  /** Looks at the calls that have ended, now. */
  look(): void {
    let left = SLICE
    let waiting = false
    for (const entry of this.#record.entries) {
      if (entry.known || entry.outcome === 'pending') continue
      if (left-- === 0) {
        this.schedule(PAUSE)
        return
      }
      entry.known = this.#settle(entry) || entry.now() - entry.end > PATIENCE
      if (entry.known) this.#known(entry)
      else waiting = true
    }
    if (waiting) this.schedule(PATIENCE / 4)
  }

  /** Whether the cost of a call is known now. */
  #settle(entry: Entry): boolean {
    const { call } = entry
    const { start, end } = entry
    const needed = call.verdict.preflight
    let totalMs = end - start
    entry.cost = costless(totalMs, needed ? 'unknown' : 'no')
    if (!call.verdict.crossOrigin || !this.#timings.known) return true
    const timing = this.#timings.take(call, start, end)
    if (!needed) return true
    if (!timing) return call.outcome === 'aborted'
    // The page is told nothing of a beacon's end, but the timing tells.
    if (call.initiator === 'beacon') totalMs = timing.responseEnd - start
    const key = cacheKeyOf(call)
    const waited = waitedFor(start, timing)
    entry.cost = costOf(totalMs, waited, timing.requestStart, this.#lastWait.get(key))
    if (entry.cost.preflightSent === 'yes') {
      if (this.#lastWait.size >= REMEMBERED) this.#lastWait.clear()
      this.#lastWait.set(key, entry.cost.preflightMs)
    }
    return true
  }
}
