/** URLs of the page's calls: parsed once an origin, and in full only for who looks. */

import type { Page } from '../request/page.ts'
import type { UrlParts } from '../standard/description.ts'
import { getterOf } from './patches.ts'

/** Scheme, host and port without a letter that a parser would change: no path can make it fail. */
const CLEAN = /^https?:\/\/[a-z\d.-]+(?::\d+)?$/
const KNOWN_ORIGINS = 100

/** The page of a window or worker. */
export function pageOf(target: typeof globalThis): Page {
  const { document, location, URL } = target
  const baseUri = document && getterOf<string>(document, 'baseURI')
  const base = () => (baseUri ? baseUri(document) : location.href)
  const known = new Map<string, URL>()
  let own = new URL(base())
  let ownText = base()

  /** The base URL for a path from its root, or the origin of an absolute URL that is well known. */
  const siteOf = (url: string, current: string): URL | undefined => {
    if (url[0] === '/' && url[1] !== '/' && url[1] !== '\\') {
      if (current !== ownText) {
        own = new URL(current)
        ownText = current
      }
      return own.origin === 'null' ? undefined : own
    }
    const end = url.indexOf('/', 8)
    const prefix = end < 0 ? '' : url.slice(0, end)
    const site = known.get(prefix)
    return site ?? (CLEAN.test(prefix) ? learn(prefix) : undefined)
  }

  const learn = (prefix: string): URL => {
    if (known.size >= KNOWN_ORIGINS) known.clear()
    const site = new URL(prefix)
    known.set(prefix, site)
    return site
  }

  return {
    origin: target.origin ?? location.origin,
    resolve(url) {
      const current = base()
      const site = siteOf(url, current)
      return site ? new LaterUrl(site, () => new URL(url, current).href) : new URL(url, current)
    },
  }
}

/** A URL of a known site, put together when somebody asks. */
class LaterUrl implements UrlParts {
  readonly #site: URL
  readonly #href: () => string

  constructor(site: URL, href: () => string) {
    this.#site = site
    this.#href = href
  }

  get href() {
    return this.#href()
  }
  get origin() {
    return this.#site.origin
  }
  get protocol() {
    return this.#site.protocol
  }
  get hostname() {
    return this.#site.hostname
  }
  get port() {
    return this.#site.port
  }
  get username() {
    return this.#site.username
  }
  get password() {
    return this.#site.password
  }
}
