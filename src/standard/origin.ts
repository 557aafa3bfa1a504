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

/**
 * The origin of a URL as browsers send it, an app's own scheme included, or undefined where it has
 * none. https://html.spec.whatwg.org/#ascii-serialisation-of-an-origin
 */
export function originOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, host } = new URL(url)
  // A parser takes wildcards and lists for names of hosts; no host has one.
  return host === '' || /[*,]/.test(host) ? undefined : `${protocol}//${host}`
}

/** Whether text is an origin as browsers send it; opaque ones send `null`. */
export const isOrigin = (text: string): boolean => text === 'null' || originOf(text) === text
