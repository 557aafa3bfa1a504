import { matchRequestUrl } from 'msw'
import { show } from '../show.ts'

/** Whether a URL is covered; a path alone is one of `baseUrl`, or else of the page. */
export type Covers = (url: string, baseUrl?: string) => boolean

/** An origin, which has no path. */
const BARE = /^https?:\/\/[^/]+$/i
const PATTERN = /^(?:[/*]|https?:\/\/[^/])/i

/**
 * Reads what a policy or a preflight is for: an origin covers all its paths, anything else what
 * MSW's own handlers match with it. https://mswjs.io/docs/http/intercepting-requests
 *
 * @param name Who asks, for the message.
 * @throws TypeError for what no URL would ever match.
 */
export function coverage(name: string, urlOrOrigin: string | RegExp): Covers {
  if (urlOrOrigin instanceof RegExp) {
    // A global or sticky pattern keeps a position; a copy starts anew.
    return url => matches(url, new RegExp(urlOrOrigin))
  }
  if (typeof urlOrOrigin !== 'string' || !PATTERN.test(urlOrOrigin)) {
    throw refusal(name, urlOrOrigin)
  }
  const bare = BARE.test(urlOrOrigin)
  if (bare && !urlOrOrigin.includes('*') && URL.canParse(urlOrOrigin)) {
    const { origin } = new URL(urlOrOrigin)
    return url => new URL(url).origin === origin
  }
  const pattern = bare ? `${urlOrOrigin}/*` : urlOrOrigin
  try {
    matches('http://localhost/', pattern)
  } catch (cause) {
    throw refusal(name, urlOrOrigin, cause)
  }
  return (url, baseUrl) => matches(url, pattern, baseUrl)
}

const matches = (url: string, pattern: string | RegExp, baseUrl?: string): boolean =>
  matchRequestUrl(new URL(url), pattern, baseUrl).matches

const refusal = (name: string, given: unknown, cause?: unknown): TypeError =>
  new TypeError(
    `${name} takes an origin, a URL, a path that starts with / or *, or a RegExp, not ${show(given)}`,
    { cause },
  )
