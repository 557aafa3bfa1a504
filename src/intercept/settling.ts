/** Calls that have ended, until their cost is known; done in slices, away from the page's own work. */

import { cacheKeyOf } from './cache-key.ts'
import { costOf, waitedFor } from './cost.ts'
import type { Entry } from './record.ts'
import type { Timings } from './timings.ts'

/** Ended calls looked at in one slice, and milliseconds between slices. */
const SLICE = 200
const PAUSE = 50
/** Milliseconds after its end that a call waits for its timing. */
const PATIENCE = 3000

/** Finds what ended calls cost. */
export class Settling {
  #ended: Entry[] = []
  #waiting: Entry[] = []
  #scheduled = false
  /** What the last preflight took, for each thing a preflight cache tells apart. */
  readonly #lastWait = new Map<string, number>()
  readonly #limit: number
  readonly #timings: Timings
  readonly #now: () => number
  readonly #later: (run: () => void, ms: number) => void
  readonly #known: (entry: Entry) => void

  constructor(options: {
    limit: number
    timings: Timings
    now: () => number
    later: (run: () => void, ms: number) => void
    /** Called for each call whose cost is known, or will not be. */
    known: (entry: Entry) => void
  }) {
    this.#limit = options.limit
    this.#timings = options.timings
    this.#now = options.now
    this.#later = options.later
    this.#known = options.known
  }

  /** Takes a call that has just ended. */
  add(entry: Entry): void {
    this.#ended.push(entry)
    if (this.#ended.length > this.#limit) this.#ended.shift()
    this.#schedule(0)
  }

  /** Looks again, as new timings are there. */
  look(): void {
    if (this.#waiting.length > 0) this.#schedule(0)
  }

  #schedule(ms: number): void {
    if (this.#scheduled) return
    this.#scheduled = true
    this.#later(() => {
      this.#scheduled = false
      this.#run()
    }, ms)
  }

  #run(): void {
    const batch = [...this.#waiting.splice(0), ...this.#ended.splice(0, SLICE)]
    const now = this.#now()
    for (const entry of batch) {
      if (this.#settle(entry) || now - entry.end > PATIENCE) this.#known(entry)
      else this.#waiting.push(entry)
    }
    this.#waiting.splice(0, this.#waiting.length - this.#limit)
    if (this.#ended.length > 0) this.#schedule(PAUSE)
    else if (this.#waiting.length > 0) this.#schedule(PATIENCE / 4)
  }

  /** Whether the cost of a call is known now. */
  #settle(entry: Entry): boolean {
    const { call } = entry
    const totalMs = entry.end - entry.start
    const needed = call.verdict.preflight
    entry.cost = { preflightMs: 0, totalMs, preflightSent: needed ? 'unknown' : 'no' }
    if (!call.verdict.crossOrigin || !this.#timings.known) return true
    const timing = this.#timings.take(call.url, entry.start, entry.end)
    if (!needed) return true
    if (!timing) return call.outcome === 'aborted'
    const key = cacheKeyOf(call)
    entry.cost = costOf(totalMs, waitedFor(entry.start, timing), this.#lastWait.get(key))
    if (entry.cost.preflightSent === 'yes') {
      if (this.#lastWait.size >= this.#limit) this.#lastWait.clear()
      this.#lastWait.set(key, entry.cost.preflightMs)
    }
    return true
  }
}
