import type { Call } from '../browsers/call.ts'
import type { Browser } from '../browsers/rules.ts'
import type { Verdict } from '../browsers/verdict.ts'

/** A call worth telling of. */
export interface Finding {
  readonly call: Call
  /** For whom the call's verdict speaks. */
  readonly browser: Browser
  /** What another browser makes of the call. */
  readonly verdictIn: (browser: Browser) => Verdict
}

/** Where findings go. */
export interface Reporter {
  /** A call that is preflighted, here or elsewhere, or never leaves. */
  found(finding: Finding): void
  /** A call to another origin that needs no preflight anywhere. */
  simple(call: Call): void
  /** Functions that other code had wrapped before. */
  wrapped(names: readonly string[]): void
  /** A fault of this library. */
  fault(error: unknown): void
}
