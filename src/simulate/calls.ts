/** The calls of a simulated browser, newest kept. */

import type { Call, Outcome } from '../browsers/call.ts'
import type { Browser } from '../browsers/rules.ts'
import { type Verdict, verdictOn } from '../browsers/verdict.ts'
import type { Description } from '../standard/description.ts'
import type { Failure } from '../standard/failure.ts'
import type { Exchange } from './exchange.ts'

/** A call, and everything that went over the network for it. */
export interface SimulatedCall extends Call {
  /** Why the browser refused it; null where it did not, or has not yet. */
  readonly failure: Failure | null
  /** Preflights and redirects too, in order. */
  readonly exchanges: readonly Exchange[]
}

/** Calls kept at most. */
const LIMIT = 1000

/** A call on its way; its verdict is worked out for whoever looks. */
export class CallInProgress implements SimulatedCall {
  readonly id: number
  readonly stack = ''
  readonly exchanges: Exchange[] = []
  readonly #description: Description
  readonly #browser: Browser
  readonly #start = performance.now()
  #end = 0
  #verdict: Verdict | undefined
  #preflightMs = 0
  #preflightStart = 0
  outcome: Outcome = 'pending'
  status = 0
  failure: Failure | null = null

  constructor(id: number, description: Description, browser: Browser) {
    this.id = id
    this.#description = description
    this.#browser = browser
  }

  get initiator(): Call['initiator'] {
    return this.#description.initiator
  }

  get method(): string {
    return this.#description.method
  }

  get url(): string {
    return this.#description.url.href
  }

  get mode(): Call['mode'] {
    return this.#description.mode
  }

  get credentials(): Call['credentials'] {
    return this.#description.credentials
  }

  get verdict(): Verdict {
    this.#verdict ??= verdictOn(this.#description, this.#browser)
    return this.#verdict
  }

  /** What another browser makes of the call. */
  verdictIn(browser: Browser): Verdict {
    return verdictOn(this.#description, browser)
  }

  get cost(): Call['cost'] {
    const sent = this.exchanges.some(({ kind }) => kind === 'preflight')
    return {
      preflightMs: this.#preflightMs,
      totalMs: this.#end === 0 ? 0 : this.#end - this.#start,
      preflightSent: sent ? 'yes' : this.verdict.preflight ? 'no (cached)' : 'no',
    }
  }

  /** Notes an exchange that begins. */
  noteExchange(exchange: Exchange): void {
    const last = this.exchanges.at(-1)
    const now = performance.now()
    if (last?.kind === 'preflight') this.#preflightMs += now - this.#preflightStart
    this.#preflightStart = now
    this.exchanges.push(exchange)
  }

  end(outcome: Outcome, status: number, failure: Failure | null): void {
    this.outcome = outcome
    this.status = status
    this.failure = failure
    this.#end = performance.now()
    if (this.exchanges.at(-1)?.kind === 'preflight') {
      this.#preflightMs += this.#end - this.#preflightStart
    }
  }
}

/** The record of a simulated browser. */
export class Calls {
  #calls: CallInProgress[] = []
  #lastId = 0

  add(description: Description, browser: Browser): CallInProgress {
    const call = new CallInProgress(++this.#lastId, description, browser)
    this.#calls.push(call)
    // Cut rarely, so that each call costs the same.
    if (this.#calls.length >= 2 * LIMIT) this.#calls = this.#calls.slice(-LIMIT)
    return call
  }

  get all(): readonly CallInProgress[] {
    return this.#calls.slice(-LIMIT)
  }

  clear(): void {
    this.#calls = []
  }
}
