/** Runs of cards: how the API answers each, and what it received. */

import { randomBytes } from 'node:crypto'

/** How the API answers the preflights of a run. */
export interface Policy {
  /** Milliseconds before an OPTIONS is answered. */
  delayMs: number
  /** Seconds for `Access-Control-Max-Age`. */
  maxAge: number
}

/** A request as it arrived. */
export interface Received {
  /** Milliseconds since the first request of the run. */
  at: number
  method: string
  /** Below the run's own path. */
  path: string
  origin: string | null
  /** `Access-Control-Request-Method` and `-Headers`, as sent. */
  acrm: string | null
  acrh: string | null
}

/** One run. */
export interface Run {
  readonly policy: Policy
  readonly received: Received[]
  startedAt: number
}

const KEPT = 500
const MAX_DELAY_MS = 2000
const MAX_AGE = 86400

/** The newest runs. */
export class Runs {
  readonly #runs = new Map<string, Run>()

  /** @returns The id of a new run. */
  open(policy: Policy): string {
    const [oldest] = this.#runs.keys()
    if (oldest !== undefined && this.#runs.size >= KEPT) this.#runs.delete(oldest)
    // No counter: a browser may still remember preflights of a former server's URLs.
    const id = randomBytes(4).toString('hex')
    this.#runs.set(id, { policy, received: [], startedAt: 0 })
    return id
  }

  get(id: string): Run | undefined {
    return this.#runs.get(id)
  }
}

/** Reads what the page sent as a policy; undefined where it is none. */
export function readPolicy(json: string): Policy | undefined {
  try {
    const { delayMs, maxAge } = JSON.parse(json)
    const valid = isWithin(delayMs, MAX_DELAY_MS) && isWithin(maxAge, MAX_AGE)
    return valid ? { delayMs, maxAge } : undefined
  } catch {
    return undefined
  }
}

const isWithin = (value: unknown, limit: number): boolean =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= limit
