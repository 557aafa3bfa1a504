/** URLs of the page's calls: parsed once an origin, and in full only for who looks. */

import type { Page } from '../request/page.ts'
import type { UrlParts } from '../standard/description.ts'
import { getterOf } from './patches.ts'

/** Scheme, host and port without a letter that a parser would change: no path can make it fail. */
const CLEAN = /^https?:\/\/[a-z\d.-]+(?::\d+)?$/
const KNOWN_SITES = 100

/** The page of a window or worker. */
export function pageOf(target: typeof globalThis): Page {
  const { document, location } = target
  const baseUri = document && getterOf<string>(document, 'baseURI')
  const base = () => (baseUri ? baseUri(document) : location.href)
  const known = new Map<string, Site>()
  let ownText = base()
  let own = siteAt(ownText)

  /** The site of a path from the root, or of an absolute URL that is plain enough. */
  const siteOf = (url: string, current: string): Site | undefined => {
    if (url[0] === '/' && url[1] !== '/' && url[1] !== '\\') {
      if (current !== ownText) {
        own = siteAt(current)
        ownText = current
      }
      return own.origin === 'null' ? undefined : own
    }
    const end = url.indexOf('/', 8)
    const prefix = end < 0 ? '' : url.slice(0, end)
    return known.get(prefix) ?? (CLEAN.test(prefix) ? learn(prefix) : undefined)
  }

  const learn = (prefix: string): Site => {
    if (known.size >= KNOWN_SITES) known.clear()
    const site = siteAt(prefix)
    known.set(prefix, site)
    return site
  }

  return {
    origin: target.origin ?? location.origin,
    base,
    resolve(url, against = base()) {
      const site = siteOf(url, against)
      return site ? new LaterUrl(site, url, against) : new URL(url, against)
    },
  }
}

type Site = Omit<UrlParts, 'href'>

/** Reading a URL's members once, as each is a call into the browser. */
function siteAt(url: string): Site {
  const { origin, protocol, hostname, port, username, password } = new URL(url)
  return { origin, protocol, hostname, port, username, password }
}

/** A URL of a known site, put together when somebody asks. */
class LaterUrl implements UrlParts {
  readonly #site: Site
  readonly #url: string
  readonly #base: string

  constructor(site: Site, url: string, base: string) {
    this.#site = site
    this.#url = url
    this.#base = base
  }

  get href() {
    return new URL(this.#url, this.#base).href
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
