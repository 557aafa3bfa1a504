/** What a redirect makes of a request: https://fetch.spec.whatwg.org/#http-redirect-fetch */

import type { Description, RequestMode } from './description.ts'
import type { RedirectFailure } from './failure.ts'
import type { Header } from './header.ts'
import { isHttp } from './origin.ts'
import { isRedirectStatus } from './preflight-response.ts'
import { hasUserinfo } from './userinfo.ts'

/** The parts of a request that a redirect looks at or changes. */
export interface Redirectable {
  readonly url: URL
  readonly method: string
  readonly headers: readonly Header[]
  readonly mode: RequestMode
  readonly initiator: Description['initiator']
  readonly keepalive?: boolean
  /** The page's own origin. */
  readonly pageOrigin: string
  /** Whether the response is shared by CORS. */
  readonly cors: boolean
  /** Whether a redirect between two foreign origins has made the origin `null`. */
  readonly tainted: boolean
  /** Whether the body can't be sent a second time. */
  readonly streams: boolean
  /** Redirects followed before. */
  readonly hop: number
}

/** What changes; a body that is dropped takes its Content-Type along. */
export interface Redirected {
  readonly url: URL
  readonly method: string
  readonly headers: readonly Header[]
  readonly tainted: boolean
  readonly dropsBody: boolean
  /** Whether this redirect drops a header, by its name in lower case. */
  readonly drops: (name: string) => boolean
}

/** Where browsers may differ in following. */
export interface RedirectRules {
  /** Whether a Location makes a redirect of a status that is none. */
  readonly alsoRedirects: (status: number) => boolean
  /** What an empty Location is: a relative URL, as if there was none, or the end of the call. */
  readonly emptyLocation: 'a URL' | 'none' | 'invalid'
  /** Whether a redirect without Location is a response like any other in redirect mode `error`. */
  readonly errorNeedsLocation: boolean
  /** Whether a Location ends the call in redirect mode `manual` too; null is one that can't be parsed. */
  readonly manualRefuses: (target: URL | null) => boolean
  /** Most redirects that are followed. */
  readonly limit: (request: Redirectable) => number
  /** Whether bytes above 0x7F in a Location are escaped as they are, not as the letters they stand for. */
  readonly escapesBytes: boolean
  /** Whether a method becomes GET: https://fetch.spec.whatwg.org/#http-redirect-fetch */
  readonly becomesGet: (method: string, status: number, leaves: boolean) => boolean
  /** Whether a user name or password in the target ends the call. */
  readonly refusesUserinfo: (request: Redirectable, target: URL) => boolean
}

/** The standard's rules. */
export const STANDARD_REDIRECTS: RedirectRules = {
  alsoRedirects: () => false,
  emptyLocation: 'a URL',
  errorNeedsLocation: false,
  manualRefuses: () => false,
  limit: () => 20,
  escapesBytes: false,
  becomesGet: (method, status) =>
    (status === 303 && method !== 'GET' && method !== 'HEAD') ||
    ((status === 301 || status === 302) && method === 'POST'),
  refusesUserinfo: ({ cors, mode, pageOrigin }, { origin }) =>
    cors || (mode === 'cors' && origin !== pageOrigin),
}

/** https://fetch.spec.whatwg.org/#request-body-header-name */
const BODY_HEADERS = /^content-(encoding|language|location|type)$/

/**
 * What a response is to a call: its answer, a redirect to hide or to follow, or a failure.
 * https://fetch.spec.whatwg.org/#concept-http-fetch
 */
export function redirection(
  { status, location, url }: { status: number; location: string | null; url: URL },
  mode: RequestRedirect,
  rules: RedirectRules,
): 'answer' | 'hidden' | 'followed' | RedirectFailure['code'] {
  const given = location !== null && location !== ''
  if (!isRedirectStatus(status) && !(given && rules.alsoRedirects(status))) return 'answer'
  if (mode === 'manual') {
    const target = given && URL.canParse(location, url.href) ? new URL(location, url) : null
    if (!given || !rules.manualRefuses(target)) return 'hidden'
    return target ? 'redirect-scheme' : 'redirect-location'
  }
  if (mode === 'error') return given || !rules.errorNeedsLocation ? 'redirect-error' : 'answer'
  if (location === null) return 'answer'
  if (given || rules.emptyLocation === 'a URL') return 'followed'
  return rules.emptyLocation === 'none' ? 'answer' : 'redirect-location'
}

/**
 * Where a redirect leads.
 *
 * @param location The Location header.
 * @returns What changes, or a failure's code.
 */
export function followRedirect(
  request: Redirectable,
  status: number,
  location: string,
  rules: RedirectRules,
): Redirected | RedirectFailure['code'] {
  const reference = rules.escapesBytes ? location.replace(/[\x80-\xff]/g, escaped) : location
  if (!URL.canParse(reference, request.url.href)) return 'redirect-location'
  const target = new URL(reference, request.url)
  // https://fetch.spec.whatwg.org/#concept-response-location-url
  if (!target.href.includes('#')) target.hash = request.url.hash
  if (!isHttp(target.protocol)) return 'redirect-scheme'
  if (request.hop >= rules.limit(request)) return 'redirect-limit'
  if (hasUserinfo(target) && rules.refusesUserinfo(request, target)) return 'redirect-userinfo'
  if (status !== 303 && request.streams) return 'redirect-stream'
  const leaves = target.origin !== request.url.origin
  const becomesGet = rules.becomesGet(request.method, status, leaves)
  const drops = (name: string): boolean =>
    (becomesGet && BODY_HEADERS.test(name)) || (leaves && name === 'authorization')
  return {
    url: target,
    method: becomesGet ? 'GET' : request.method,
    headers: request.headers.filter(({ name }) => !drops(name)),
    drops,
    tainted: request.tainted || (leaves && request.url.origin !== request.pageOrigin),
    dropsBody: becomesGet,
  }
}

const escaped = (byte: string): string => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`
