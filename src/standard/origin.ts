import type { UrlParts } from './description.ts'

/** Schemes that fetch without asking another origin: https://fetch.spec.whatwg.org/#scheme-fetch */
const LOCAL = new Set(['about:', 'blob:', 'data:'])

/** Whether a URL is asked over HTTP. */
export const isHttp = (scheme: string): boolean => scheme === 'http:' || scheme === 'https:'

/**
 * Whether a URL belongs to another origin than the page: scheme, host or port differ, or the page's
 * origin is opaque. `data:`, `blob:` and `about:` URLs ask nobody.
 * https://html.spec.whatwg.org/#same-origin
 */
export const isCrossOrigin = (url: UrlParts, origin: string): boolean =>
  !LOCAL.has(url.protocol) && (origin === 'null' || url.origin !== origin)
