/** The page that the environment stands for. */

import type { Page } from '../request/page.ts'

/**
 * A page of an origin. Where the environment has a document of that origin, URLs are relative to it.
 */
export const pageOf = (origin: string): Page => {
  const base = (): string => {
    const { document, location } = globalThis as Partial<typeof globalThis>
    return location?.origin === origin && document?.baseURI ? document.baseURI : origin
  }
  return {
    origin,
    base,
    resolve(url) {
      const from = base()
      try {
        return from === 'null' ? new URL(url) : new URL(url, from)
      } catch {
        throw new TypeError(`the URL can't be parsed: ${url}`)
      }
    },
  }
}
