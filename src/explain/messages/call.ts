/** What browsers' messages tell of a call beyond its failure. */

/** A failed call, as far as words tell of it; what is unknown becomes `…`. */
export interface FailedCall {
  /** The page's origin. */
  readonly origin?: string
  /** What the page has called, before redirects. */
  readonly url?: string
  readonly initiator?: string
  /** The status of the response that failed, if not that of the last exchange. */
  readonly status?: number
  /** What went over the network, in order. */
  readonly exchanges?: readonly SentFor[]
}

/** A request that went over the network. */
export interface SentFor {
  readonly url: string
  /** Its `Origin` header. */
  readonly origin: string | null
  readonly status: number | null
}

/** In place of what is not known. */
export const UNKNOWN = '…'

/** The page's origin, even where a redirect has made the last ones `null`. */
export function pageOrigin({ origin, exchanges = [] }: FailedCall): string {
  const named = exchanges.find(exchange => exchange.origin !== null)?.origin
  // Without an Origin header, a request went to the page's own server.
  return origin ?? named ?? (exchanges[0] ? new URL(exchanges[0].url).origin : UNKNOWN)
}

/** Whether a URL is one of the page's own server. */
export const isOwnServer = (url: string, call: FailedCall): boolean =>
  new URL(url).origin === pageOrigin(call)

/** The status of the response that failed, which is the last one. */
export const lastStatus = ({ status, exchanges = [] }: FailedCall): number | undefined =>
  status || (exchanges.at(-1)?.status ?? undefined)

export const isXhr = ({ initiator }: FailedCall): boolean => initiator === 'xmlhttprequest'

/** Where a redirect leads; as it was sent where that is no URL. */
export function targetOf({ location, url }: { location: string; url: string }): URL | null {
  return URL.canParse(location, url) ? new URL(location, url) : null
}
