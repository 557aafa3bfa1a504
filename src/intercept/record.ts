/** The calls a page made, newest kept: the one place that knows of all of them. */

import type { Call, Outcome } from '../browsers/call.ts'
import type { Browser } from '../browsers/rules.ts'
import { type Verdict, verdictOn } from '../browsers/verdict.ts'
import type { Trace } from '../request/places.ts'
import type { Description } from '../standard/description.ts'
import { isCrossOrigin } from '../standard/origin.ts'
import { isPlain } from '../standard/preflight.ts'
import { costless } from './cost.ts'

/** Told of a call when it is made, and again when its outcome and cost are known. */
export type Listener = (call: Call) => void

/** Two ways to tell the time, in milliseconds since the page began. */
export interface Clock {
  /** As Resource Timing counts. */
  readonly exact: () => number
  /** A few milliseconds off at times, at a fifth of the cost. */
  readonly cheap: () => number
}

const UNKNOWN_COST = costless(0, 'unknown')

/** A call as it was noticed; it becomes a `Call` for whoever looks. */
export class Entry {
  readonly id: number
  readonly description: Description
  /** Tells the time; only what may have waited for a preflight is worth the exact clock. */
  readonly now: () => number
  readonly start: number
  readonly browser: Browser
  #call: Call | undefined
  outcome: Outcome = 'pending'
  status = 0
  /** Whether its cost is known, or will not be. */
  known = false
  end = 0
  cost = UNKNOWN_COST

  constructor(id: number, description: Description, browser: Browser, clock: Clock) {
    this.id = id
    this.description = description
    this.browser = browser
    const exact = !isPlain(description) && isCrossOrigin(description.url, description.origin)
    this.now = exact ? clock.exact : clock.cheap
    this.start = this.now()
  }

  verdictIn(browser: Browser): Verdict {
    return verdictOn(this.description, browser)
  }

  get call(): Call {
    this.#call ??= this.#describe()
    this.#call.outcome = this.outcome
    this.#call.status = this.status
    this.#call.cost = this.cost
    return this.#call
  }

  #describe(): Call {
    const { initiator, method, url, mode, credentials, madeAt } = this.description
    let known: Verdict | undefined
    const verdict = () => {
      known ??= this.verdictIn(this.browser)
      return known
    }
    return {
      id: this.id,
      initiator,
      method,
      url: url.href,
      // A beacon whose body needs a preflight is sent in cors mode.
      mode: initiator === 'beacon' && verdict().preflight ? 'cors' : mode,
      credentials,
      // Worked out when somebody looks: not while the page makes its call.
      get verdict() {
        return verdict()
      },
      start: this.start,
      stack: (madeAt as Trace | undefined)?.stack ?? '',
      outcome: this.outcome,
      status: this.status,
      cost: this.cost,
    }
  }
}

/** The record of a watcher, and who listens to it. */
export class CallRecord {
  /** A ring: the entry with an id stands at the id's remainder. */
  readonly #entries: (Entry | undefined)[] = []
  readonly #limit: number
  readonly #listeners = new Set<Listener>()
  readonly #onError: (error: unknown) => void
  #lastId = 0
  /** Whether listeners are being told: what they call themselves is not the page's. */
  telling = false

  constructor(limit: number, onError: (error: unknown) => void) {
    this.#limit = limit
    this.#onError = onError
  }

  get calls(): Call[] {
    return this.entries.map(entry => entry.call)
  }

  /** In the order made. */
  get entries(): Entry[] {
    const newest = this.#lastId % this.#limit
    return [...this.#entries.slice(newest + 1), ...this.#entries.slice(0, newest + 1)].filter(
      entry => entry !== undefined,
    )
  }

  /** Undefined for a call that is no longer remembered. */
  entryOf({ id }: Call): Entry | undefined {
    const entry = this.#entries[id % this.#limit]
    return entry?.id === id ? entry : undefined
  }

  get nextId(): number {
    return ++this.#lastId
  }

  add(entry: Entry): void {
    this.#entries[entry.id % this.#limit] = entry
    if (this.#listeners.size > 0) this.tell(entry)
  }

  /** Takes back a call that never left. */
  remove(entry: Entry): void {
    delete this.#entries[entry.id % this.#limit]
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  tell(entry: Entry): void {
    for (const listener of this.#listeners) this.quietly(() => listener(entry.call))
  }

  /** Runs what is not the page's: its own calls are not recorded, and its errors are ours. */
  quietly(run: () => void): void {
    const before = this.telling
    this.telling = true
    try {
      run()
    } catch (error) {
      this.#onError(error)
    }
    this.telling = before
  }
}
