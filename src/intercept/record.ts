/** The calls a page made, newest kept: the one place that knows of all of them. */

import type { Browser } from '../browsers/rules.ts'
import { type Verdict, verdictOn } from '../browsers/verdict.ts'
import type { Description } from '../standard/description.ts'
import type { Call, Cost, Outcome } from './call.ts'
import type { Trace } from './places.ts'

/** Told of a call when it is made, and again when its outcome and cost are known. */
export type Listener = (call: Call) => void

/** A call as it was noticed; it becomes a `Call` for whoever looks. */
export class Entry {
  readonly id: number
  readonly description: Description
  /** When it was made, in milliseconds of the page's clock. */
  readonly start: number
  readonly browser: Browser
  #call: Call | undefined
  outcome: Outcome = 'pending'
  status = 0
  end = 0
  cost: Cost = { preflightMs: 0, totalMs: 0, preflightSent: 'unknown' }

  constructor(id: number, description: Description, start: number, browser: Browser) {
    this.id = id
    this.description = description
    this.start = start
    this.browser = browser
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
    const verdict = this.verdictIn(this.browser)
    return {
      id: this.id,
      initiator,
      method,
      url: url.href,
      // A beacon whose body needs a preflight is sent in cors mode.
      mode: initiator === 'beacon' && verdict.preflight ? 'cors' : mode,
      credentials,
      verdict,
      stack: (madeAt as Trace | undefined)?.stack ?? '',
      outcome: this.outcome,
      status: this.status,
      cost: this.cost,
    }
  }
}

/** The record of a watcher, and who listens to it. */
export class CallRecord {
  readonly #limit: number
  readonly #entries: Entry[] = []
  readonly #listeners = new Set<Listener>()
  readonly #onError: (error: unknown) => void
  #lastId = 0

  constructor(limit: number, onError: (error: unknown) => void) {
    this.#limit = limit
    this.#onError = onError
  }

  get calls(): Call[] {
    return this.#entries.map(entry => entry.call)
  }

  get nextId(): number {
    return ++this.#lastId
  }

  add(entry: Entry): void {
    this.#entries.push(entry)
    if (this.#entries.length > this.#limit) this.#entries.shift()
    this.tell(entry)
  }

  /** Takes back a call that never left. */
  remove(entry: Entry): void {
    const index = this.#entries.lastIndexOf(entry)
    if (index >= 0) this.#entries.splice(index, 1)
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  tell(entry: Entry): void {
    for (const listener of this.#listeners) {
      try {
        listener(entry.call)
      } catch (error) {
        this.#onError(error)
      }
    }
  }
}
