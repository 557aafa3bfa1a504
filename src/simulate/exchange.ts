import type { HeaderValues } from '../standard/cors-check.ts'
import type { NetworkFailure } from '../standard/failure.ts'
import type { Load } from './load.ts'
import {
  type Network,
  type NetworkResponse,
  networkRequest,
  type RequestParts,
} from './network-request.ts'
import { PassThrough } from './pass-through.ts'

/** A request that went over the network for a call, and what came back. */
export interface Exchange {
  /** `actual` for the request itself, and for those that redirects lead to. */
  readonly kind: 'preflight' | 'actual'
  /** Redirects followed before, from 0. */
  readonly hop: number
  /** `OPTIONS` for a preflight. */
  readonly method: string
  /** Absolute. */
  readonly url: string
  /** The `Origin` header; null where there was none. */
  readonly origin: string | null
  /** `Access-Control-Request-Method` of a preflight, else null. */
  requestMethod: string | null
  /** `Access-Control-Request-Headers` of a preflight; null where it asked for none. */
  requestHeaders: string | null
  /** Null where no response came. */
  status: number | null
  /** The response's CORS headers, by names in lower case. */
  cors: Record<string, string>
}

/** The preflights among exchanges. */
export const preflightsIn = (exchanges: readonly Exchange[]): Exchange[] =>
  exchanges.filter(({ kind }) => kind === 'preflight')

const CORS_HEADERS = [
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'access-control-allow-methods',
  'access-control-allow-headers',
  'access-control-max-age',
  'access-control-expose-headers',
] as const

/** Notes the response of an exchange. */
export function noteResponse(exchange: Exchange, status: number, headers: HeaderValues): void {
  exchange.status = status
  for (const name of CORS_HEADERS) {
    const value = headers.get(name)
    if (value !== null) exchange.cors[name] = value
  }
}

/** An exchange that is about to begin. */
export const newExchange = (
  kind: Exchange['kind'],
  hop: number,
  method: string,
  url: URL,
  origin: string | null,
): Exchange => ({
  ...{ kind, hop, method, origin },
  url: url.href,
  requestMethod: null,
  requestHeaders: null,
  status: null,
  cors: {},
})

/** What a preflight consists of: https://fetch.spec.whatwg.org/#cors-preflight-fetch */
export const preflightParts = (
  origin: string,
  method: string,
  headers: string | null,
): Omit<RequestParts, 'url' | 'method' | 'signal'> => ({
  headers: [
    ['accept', '*/*'],
    ['access-control-request-method', method],
    ...(headers === null ? [] : [['access-control-request-headers', headers] as const]),
    ['origin', origin],
  ],
  mode: 'cors',
  // Credentials never go along.
  credentials: 'same-origin',
  body: null,
})

/** Makes an exchange over the network, and notes what came back. */
export async function exchangeOver(
  network: Network,
  { signal, onExchange }: Pick<Load, 'signal' | 'onExchange'>,
  exchange: Exchange,
  parts: Omit<RequestParts, 'url' | 'method' | 'signal'>,
): Promise<NetworkResponse | { failure: NetworkFailure }> {
  onExchange(exchange)
  const { url, method, hop } = exchange
  try {
    const response = await network(networkRequest({ ...parts, url, method, signal }))
    if (response.type === 'error') return { failure: noAnswer('Response.error()') }
    noteResponse(exchange, response.status, response.headers)
    return response
  } catch (error) {
    if (error instanceof PassThrough && hop === 0) throw error
    return { failure: noAnswer(`${(error as Error | null)?.message ?? error}`) }
  }
}

const noAnswer = (cause: string): NetworkFailure => ({ code: 'network', cause })
