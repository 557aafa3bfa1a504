import type { HeaderValues } from '../standard/cors-check.ts'

/** A request that went over the network for a call, and what came back. */
export interface Exchange {
  readonly kind: 'preflight' | 'actual'
  /** Redirects followed before, from 0. */
  readonly hop: number
  readonly method: string
  readonly url: string
  /** The `Origin` header; null where there was none. */
  readonly origin: string | null
  /** `Access-Control-Request-Method` of a preflight, else null. */
  readonly requestMethod: string | null
  /** `Access-Control-Request-Headers` of a preflight; null where it asked for none. */
  readonly requestHeaders: string | null
  /** Null where no response came. */
  status: number | null
  /** The response's CORS headers, by names in lower case. */
  cors: Record<string, string>
}

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
