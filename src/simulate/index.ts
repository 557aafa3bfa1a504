/**
 * The browser in a test: CORS enforced as the standard says, or as each engine does it.
 *
 * @module
 */

export type { Call, Cost, Outcome } from '../browsers/call.ts'
export type { Browser, Engine } from '../browsers/rules.ts'
export type { Verdict } from '../browsers/verdict.ts'
export type { Matcher } from '../matcher.ts'
export type { Failure, FailureCode } from '../standard/failure.ts'
export type { Reason, ReasonCode } from '../standard/reason.ts'
export { type SimulatedBrowser, simulateBrowser } from './browser.ts'
export type { SimulatedCall } from './calls.ts'
export type { GivenCookies } from './cookies.ts'
export { failureOf } from './core.ts'
export type { Exchange } from './exchange.ts'
export type { Network, NetworkResponse } from './network-request.ts'
export type { SimulateOptions } from './options.ts'
