/**
 * Which headers of a request as it went over the wire the page had set. What browsers add of their own
 * is in every copied command and every HAR, and says nothing about preflights.
 */

import { headerName } from '../standard/header-name.ts'

/** Headers of a request, taken apart. */
export interface SortedHeaders {
  /** What the page set, or could have. */
  readonly own: readonly (readonly [name: string, value: string])[]
  /** The page's origin, if `Origin` or else `Referer` tells it. */
  readonly origin: string | null
  /** The values of all `Cookie` headers, joined; null for none. */
  readonly cookie: string | null
  /** What was left out although a page could have set it, in lower case. */
  readonly doubtful: readonly string[]
}

/** Headers that a page may set, but whose values are like this only where a browser has added them. */
const ADDED: Readonly<Record<string, RegExp>> = {
  'user-agent': /^Mozilla\//,
  priority: /^(u=\d)?(, ?)?(i)?$/,
  'accept-language': /^[a-z]{2,3}(-\w+)*(, ?[a-z]{2,3}(-\w+)*(;q=0\.\d+)?)*$/i,
  'upgrade-insecure-requests': /^1$/,
  // Firefox, over a connection that Alt-Svc told it of: https://httpwg.org/specs/rfc7838.html#alt-used
  'alt-used': /^[\w.-]+(:\d+)?$/,
}
/** Those that a browser has added if it has added its name. */
const ADDED_ALONG: Readonly<Record<string, RegExp>> = {
  // Chrome, to Google's own servers.
  'x-client-data': /./,
  'x-browser-channel': /./,
  'x-browser-copyright': /./,
  'x-browser-validation': /./,
  'x-browser-year': /./,
  'if-none-match': /./,
  'if-modified-since': /./,
}
/** Added to every request where DevTools keep the cache off. */
const CACHE_OFF: Readonly<Record<string, RegExp>> = {
  pragma: /^no-cache$/,
  'cache-control': /^no-cache$/,
}

/** Takes the headers of a request apart. */
export function sortHeaders(pairs: readonly (readonly [string, string])[]): SortedHeaders {
  const values = (name: string) =>
    pairs.flatMap(([each, value]) => (each.toLowerCase() === name ? [value] : []))
  const fromBrowser = values('user-agent').some(value => ADDED['user-agent']!.test(value))
  const cacheOff = Object.keys(CACHE_OFF).every(name =>
    values(name).some(value => CACHE_OFF[name]!.test(value)),
  )
  const isAdded = (name: string, value: string): boolean =>
    (ADDED[name]?.test(value) ?? false) ||
    (fromBrowser && (ADDED_ALONG[name]?.test(value) ?? false)) ||
    (cacheOff && (CACHE_OFF[name]?.test(value) ?? false))
  const own: (readonly [string, string])[] = []
  const doubtful = new Set<string>()
  for (const pair of pairs) {
    const [name, value] = pair
    // Pseudo-headers of HTTP/2 are no headers.
    if (name.startsWith(':')) continue
    const { lowerCase, isForbidden } = headerName(name)
    if (isForbidden(value)) continue
    if (!isAdded(lowerCase, value)) own.push(pair)
    else if (UNUSUAL.test(lowerCase)) doubtful.add(lowerCase)
  }
  const [origin] = values('origin')
  const [referer] = values('referer')
  const cookies = values('cookie')
  return {
    own,
    origin: origin ?? (referer && URL.canParse(referer) ? new URL(referer).origin : null),
    cookie: cookies.length > 0 ? cookies.join('; ') : null,
    doubtful: [...doubtful],
  }
}

/** Would be a reason for a preflight if the page had set it. */
const UNUSUAL = /^(pragma|cache-control|if-)/
