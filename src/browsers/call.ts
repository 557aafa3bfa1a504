import type { CredentialsMode, Initiator, RequestMode } from '../standard/description.ts'
import type { Verdict } from './verdict.ts'

/** What a preflight cost a call. */
export interface Cost {
  /** Milliseconds that the call waited for its preflight; 0 where none was sent or none is known of. */
  preflightMs: number
  /** When the preflight left, counted as `Call.start` is; 0 where none is known of. */
  preflightStart: number
  /** Milliseconds from the call to its outcome; 0 until then. */
  totalMs: number
  /**
   * Whether a preflight went over the network, as Resource Timing shows it: `unknown` until it does,
   * and where it does not; `no` for a call that needs none.
   */
  preflightSent: 'yes' | 'no (cached)' | 'unknown' | 'no'
}

/** How a call ended, as far as the page can know. */
export type Outcome = 'pending' | 'ok' | 'error' | 'aborted'

/** A call that the page made. */
export interface Call {
  /** Counts from 1 in a watcher. */
  readonly id: number
  /** What made it. */
  readonly initiator: Initiator
  /** Normalised. */
  readonly method: string
  /** Absolute, with path and query. */
  readonly url: string
  /** Whether and how CORS is used. */
  readonly mode: RequestMode
  /** Whether cookies and the like go along. */
  readonly credentials: CredentialsMode
  /** Whether it needs a preflight, and why. */
  readonly verdict: Verdict
  /** When it was made, in milliseconds since the page began, as `performance.now()` counts. */
  readonly start: number
  /** The page's frames at the call, a line each; empty where none was taken. */
  readonly stack: string
  /** How it has ended so far. */
  outcome: Outcome
  /** The status the page saw; 0 where it saw none. */
  status: number
  /** What its preflight cost. */
  cost: Cost
}
