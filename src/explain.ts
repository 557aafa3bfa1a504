/** Asking about a call without making it. */

import type { Browser } from './browsers/rules.ts'
import { type Verdict, verdictOn } from './browsers/verdict.ts'
import { checkBrowser } from './checks.ts'
import { engineOf } from './intercept/engine.ts'
import { type Caller, describeCall } from './request/any.ts'

/** Who asks, for `explain`. */
export interface ExplainContext extends Caller {
  /** For which browser to decide. Default: the engine this runs in, in Node the standard. */
  browser?: Browser
}

/**
 * Says whether a call would be preflighted, and why, without making it: sends nothing, reads no
 * body, needs no DOM. https://fetch.spec.whatwg.org/#main-fetch
 *
 * @param input What `fetch` would be given.
 * @param init What `fetch` would be given; an XMLHttpRequest, beacon or EventSource is described in
 * the same words (`credentials: 'include'` for `withCredentials`).
 * @param context Who makes the call.
 * @throws TypeError for a call that no browser would make, and for a context that makes no sense.
 * @example
 * import { explain } from 'why-preflight'
 * explain('https://api.example.com/orders', { method: 'PUT' }, { origin: 'https://app.example.com' })
 *   .reasons // [{ code: 'method', method: 'PUT' }]
 */
export function explain(
  input: RequestInfo | URL,
  init?: RequestInit,
  context: ExplainContext = {},
): Verdict {
  const { browser = engineOf(globalThis) } = context
  checkBrowser('context browser', browser)
  return verdictOn(describeCall(input, init ?? {}, context), browser)
}
