/** The cookies of a simulated browser: https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html */

import { CookieJar, getPublicSuffix } from 'tough-cookie'
import type { HeaderValues } from '../standard/cors-check.ts'

/** Cookies of sites before a test begins: `Set-Cookie` lines by the URL that would have sent them. */
export type GivenCookies = Readonly<Record<string, string | readonly string[]>>

/** A cookie jar that knows which page asks. */
export class Cookies {
  readonly #jar = new CookieJar(undefined, { looseMode: true })
  readonly #sharedAcrossSites: boolean
  #empty = true

  /** @param sharedAcrossSites Whether a cookie without SameSite goes along to other sites. */
  constructor(given: GivenCookies, sharedAcrossSites: boolean) {
    this.#sharedAcrossSites = sharedAcrossSites
    for (const [url, lines] of Object.entries(given)) {
      for (const line of typeof lines === 'string' ? [lines] : lines) this.#set(line, url, 'strict')
    }
  }

  /** The `Cookie` header of a request; empty where no cookie goes along. */
  header(url: URL, pageOrigin: string): string {
    if (this.#empty) return ''
    const sameSiteContext = this.#context(url, pageOrigin)
    const crossSite = sameSiteContext === 'none'
    return this.#jar
      .getCookiesSync(url.href, { sameSiteContext })
      .filter(({ sameSite }) => !crossSite || this.#sharedAcrossSites || sameSite === 'none')
      .map(cookie => cookie.cookieString())
      .join('; ')
  }

  /** Takes in the `Set-Cookie` lines of a response. */
  store(headers: HeaderValues, url: URL, pageOrigin: string): void {
    const lines = (headers as Partial<Headers>).getSetCookie?.() ?? []
    for (const line of lines) this.#set(line, url.href, this.#context(url, pageOrigin))
  }

  #set(line: string, url: string, sameSiteContext: 'strict' | 'none'): void {
    this.#jar.setCookieSync(line, url, { sameSiteContext, ignoreError: true })
    this.#empty = false
  }

  #context(url: URL, pageOrigin: string): 'strict' | 'none' {
    return siteOf(url) === siteOf(new URL(pageOrigin)) ? 'strict' : 'none'
  }
}

const siteOf = ({ protocol, hostname }: URL): string =>
  `${protocol}//${getPublicSuffix(hostname, { allowSpecialUseDomain: true }) ?? hostname}`
