/** Repeating a preflight that a browser has sent, and nothing else. */

import { ENFORCEMENT } from '../browsers/enforcement.ts'
import type { Browser } from '../browsers/rules.ts'
import type { Remedy } from '../explain/remedy.ts'
import { exchangeOver, newExchange, preflightParts } from '../simulate/exchange.ts'
import type { CredentialsMode } from '../standard/description.ts'
import { type AnyFailure, type Failure, failureOf } from '../standard/failure.ts'
import type { PreflightRequest } from '../standard/preflight.ts'
import { checkPreflightResponse } from '../standard/preflight-response.ts'
import { Connection, type ConnectionOptions, type Sent } from './connection.ts'
import { remedyFor } from './remedy.ts'

/** A preflight, as far as it is known outside of the page. */
export interface RepeatedPreflight extends PreflightRequest {
  readonly url: URL
  /** The page's origin. */
  readonly origin: string
  readonly credentials: CredentialsMode
  /** Whose rules the answer is judged by. */
  readonly browser: Browser
}

/** What a server says to it. */
export interface Repeated {
  /** What keeps the answer from allowing the call; null where it does allow it. */
  readonly failure: Failure | null
  readonly sent: Sent
  readonly remedy: Remedy
}

/** Sends a preflight again, without cookies, and follows no redirect. */
export async function repeatPreflight(
  { url, origin, method, headers, credentials, browser }: RepeatedPreflight,
  { timeoutMs, lookup }: Omit<ConnectionOptions, 'cookie'>,
): Promise<Repeated> {
  const connection = new Connection({ timeoutMs, lookup, cookie: null })
  const exchange = newExchange('preflight', 0, 'OPTIONS', url, origin)
  const asked = headers.length > 0 ? headers.join(',') : null
  exchange.requestMethod = method
  exchange.requestHeaders = asked
  const answer = await exchangeOver(
    connection.network,
    { signal: undefined, onExchange: () => undefined },
    exchange,
    preflightParts(origin, method, asked),
  )
  const failures =
    'failure' in answer
      ? [answer.failure]
      : checkPreflightResponse(
          answer,
          { method, headers, origin, credentials, forced: false },
          ENFORCEMENT[browser].check,
        ).failures
  const at = { request: 'preflight', hop: 0, url: url.href } as const
  return {
    failure: failureOf(failures.map((failure): AnyFailure => ({ ...failure, ...at }))),
    sent: connection.sent[0]!,
    remedy: remedyFor(url.href, [exchange], origin, credentials === 'include'),
  }
}
