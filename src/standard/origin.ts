import type { UrlParts } from './description.ts'

/** Whether a URL is asked over HTTP. */
export const isHttp = (scheme: string): boolean => scheme === 'http:' || scheme === 'https:'

/**
 * Whether a URL belongs to another origin than the page: scheme, host or port differ, or the page's
 * origin is opaque. A `data:` URL asks nobody, and what stands behind a `blob:` URL belongs to the
 * page that made it. https://html.spec.whatwg.org/#same-origin
 */
export function isCrossOrigin(url: UrlParts, origin: string): boolean {
  if (url.protocol === 'data:' || url.origin === origin) {
    return origin === 'null' && !/^(data|blob):/.test(url.protocol)
  }
  // An app's own scheme has no origin that URL would name.
  return url.origin !== 'null' || `${url.protocol}//${url.hostname}` !== origin
}
