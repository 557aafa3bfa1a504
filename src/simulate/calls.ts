/** The calls of a simulated browser, newest kept. */

import type { Call, Outcome } from '../browsers/call.ts'
import type { Browser } from '../browsers/rules.ts'
import { type Verdict, verdictOn } from '../browsers/verdict.ts'
import type { Trace } from '../request/places.ts'
import type { Description } from '../standard/description.ts'
import type { Failure } from '../standard/failure.ts'
import { type Exchange, preflightsIn } from './exchange.ts'

/** A call, and everything that went over the network for it. */
export interface SimulatedCall extends Call {
  /** Why the browser refused it; null where it did not, or has not yet. */
  readonly failure: Failure | null
  /** Preflights and redirects too, in order. */
  readonly exchanges: readonly Exchange[]
}

/** Calls kept at most. */
const LIMIT = 1000

/** A call on its way. */
export class CallInProgress {
  /** The call for whoever looks: a plain object, whose verdict is worked out when it is read. */
  readonly call: SimulatedCall
  readonly #exchanges: Exchange[] = []
  readonly #start = performance.now()
  #end = 0
  #preflightMs = 0
  #firstPreflight = 0
  #lastExchange = 0
  #outcome: Outcome = 'pending'
  #status = 0
  #failure: Failure | null = null

  constructor(id: number, description: Description, browser: Browser) {
    this.call = this.#view(id, description, browser)
  }

  /** Notes an exchange that begins. */
  noteExchange(exchange: Exchange): void {
    const now = performance.now()
    this.#addPreflightTime(now)
    this.#lastExchange = now
    if (exchange.kind === 'preflight') this.#firstPreflight ||= now
    this.#exchanges.push(exchange)
  }

  /** Notes how the call ended. */
  end(outcome: Outcome, status: number, failure: Failure | null): void {
    this.#outcome = outcome
    this.#status = status
    this.#failure = failure
    this.#end = performance.now()
    this.#addPreflightTime(this.#end)
  }

  #addPreflightTime(now: number): void {
    if (this.#exchanges.at(-1)?.kind === 'preflight') {
      this.#preflightMs += now - this.#lastExchange
    }
  }

  #view(id: number, description: Description, browser: Browser): SimulatedCall {
    const { initiator, method, url, mode, credentials, madeAt } = description
    const own = this
    let verdict: Verdict | undefined
    return {
      id,
      initiator,
      method,
      url: url.href,
      mode,
      credentials,
      start: this.#start,
      get stack() {
        return (madeAt as Trace | undefined)?.stack ?? ''
      },
      exchanges: this.#exchanges,
      get verdict() {
        verdict ??= verdictOn(description, browser)
        return verdict
      },
      get outcome() {
        return own.#outcome
      },
      get status() {
        return own.#status
      },
      get failure() {
        return own.#failure
      },
      get cost() {
        return {
          preflightMs: own.#preflightMs,
          preflightStart: own.#firstPreflight,
          totalMs: own.#end === 0 ? 0 : own.#end - own.#start,
          preflightSent: own.#preflightSent(this.verdict),
        }
      },
    }
  }

  #preflightSent({ preflight }: Verdict): Call['cost']['preflightSent'] {
    if (preflightsIn(this.#exchanges).length > 0) return 'yes'
    if (!preflight) return 'no'
    return this.#exchanges.length > 0 ? 'no (cached)' : 'unknown'
  }
}

/** The record of a simulated browser. */
export class Calls {
  #calls: SimulatedCall[] = []
  #lastId = 0

  add(description: Description, browser: Browser): CallInProgress {
    const inProgress = new CallInProgress(++this.#lastId, description, browser)
    this.#calls.push(inProgress.call)
    // Cut rarely, so that each call costs the same.
    if (this.#calls.length >= 2 * LIMIT) this.#calls = this.#calls.slice(-LIMIT)
    return inProgress
  }

  get all(): readonly SimulatedCall[] {
    return this.#calls.slice(-LIMIT)
  }

  clear(): void {
    this.#calls = []
  }
}
