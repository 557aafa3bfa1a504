/**
 * Says which calls of a page are CORS-preflighted, and why.
 *
 * @module
 */

import { installWith } from './install.ts'
import type { Watcher } from './intercept/watch-page.ts'
import type { InstallOptions } from './options.ts'

export type { Call, Cost, Outcome } from './browsers/call.ts'
export type { Browser, Engine } from './browsers/rules.ts'
export type { Verdict } from './browsers/verdict.ts'
export { type ExplainContext, explain } from './explain.ts'
export type { EndpointFigures, Figures, Summary } from './intercept/summary.ts'
export type { Watcher } from './intercept/watch-page.ts'
export type { InstallOptions, Matcher } from './options.ts'
export type { CredentialsMode, Initiator, RequestMode } from './standard/description.ts'
export type {
  AllowCredentialsFailure,
  AllowOriginFailure,
  AnyFailure,
  At,
  BadPort,
  DisallowedByMode,
  ExchangeFailure,
  Failure,
  FailureCode,
  HeaderNotAllowed,
  HeaderRefused,
  IntegrityFailure,
  ListInvalid,
  LocalNetworkFailure,
  MethodNotAllowed,
  MixedContent,
  NetworkFailure,
  PreflightRedirect,
  PreflightStatus,
  RedirectFailure,
  Refusal,
  SchemeFailure,
  StreamRefused,
} from './standard/failure.ts'
export type { PreflightRequest } from './standard/preflight.ts'
export type {
  ContentTypeReason,
  HeaderReason,
  HeadersTotalReason,
  HeaderValueReason,
  MethodReason,
  RangeReason,
  Reason,
  ReasonCode,
  StreamBodyReason,
  UploadListenerReason,
} from './standard/reason.ts'

/**
 * Watches a page: from now on each call of `fetch`, `XMLHttpRequest`, `sendBeacon` and `EventSource`
 * is recorded with its verdict, and each distinct finding is told once. Where there is no page, as
 * in Node, it does nothing.
 *
 * @param options What to watch and where findings go; all of it has defaults.
 * @throws TypeError for a bad option.
 * @example
 * import { install } from 'why-preflight'
 * const watcher = install({ expected: 'https://auth.example.com' })
 * watcher.summary().waitedMs
 */
export const install = (options: InstallOptions = {}): Watcher =>
  installWith(
    async (...given) => {
      const { consoleReporter } = await import('./report/console.ts')
      return consoleReporter(...given)
    },
    options,
    {
      panel: async () => (await import('./panel.ts')).showPanel,
      track: async () => (await import('./report/performance-track.ts')).showTrack,
    },
  )
