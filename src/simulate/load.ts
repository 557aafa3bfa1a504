/** A request on its way, redirects and all: https://fetch.spec.whatwg.org/#main-fetch */

import { blockedFailure } from '../browsers/blocked.ts'
import { ENFORCEMENT, type EnforcementRules } from '../browsers/enforcement.ts'
import { type Browser, RULES } from '../browsers/rules.ts'
import { corsCheck } from '../standard/cors-check.ts'
import type { CredentialsMode, Description } from '../standard/description.ts'
import { exposedHeaders, isForbiddenToRead } from '../standard/exposed-headers.ts'
import type { AnyFailure, At, Failure } from '../standard/failure.ts'
import { combine } from '../standard/header.ts'
import { isCorsSafelistedMethod } from '../standard/method.ts'
import { isCrossOrigin } from '../standard/origin.ts'
import {
  headersSent,
  type PreflightRequest,
  type PreflightRules,
  preflightReasons,
} from '../standard/preflight.ts'
import type { CacheHabits, CacheKey, PreflightCache } from '../standard/preflight-cache.ts'
import { checkPreflightResponse } from '../standard/preflight-response.ts'
import { followRedirect, redirection } from '../standard/redirect.ts'
import { originHeader } from '../standard/request-origin.ts'
import type { Cookies } from './cookies.ts'
import { type Exchange, noteResponse } from './exchange.ts'
import { hasIntegrity } from './integrity.ts'
import { loadNatively } from './natively.ts'
import { type Network, type NetworkResponse, networkRequest } from './network-request.ts'
import { PassThrough } from './pass-through.ts'

/** A body that can be sent again after a redirect, unless it is a stream. */
export interface SendableBody {
  readonly content: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>
  /** What it really brings, where the description could only guess: a form's boundary. */
  readonly contentType: string | null
}

/** A call that is to be made. */
export interface Load {
  readonly description: Description
  readonly body: SendableBody | null
  readonly redirect: RequestRedirect
  readonly cache: RequestCache
  readonly referrerPolicy: string
  /** https://w3c.github.io/webappsec-subresource-integrity/#the-integrity-attribute */
  readonly integrity: string
  readonly signal?: AbortSignal | undefined
  /** Told of each exchange as it begins. */
  readonly onExchange: (exchange: Exchange) => void
}

/** A response, filtered as the page may see it. */
export interface FilteredResponse {
  readonly status: number
  readonly statusText: string
  readonly headers: [name: string, value: string][]
  readonly body: ReadableStream<Uint8Array> | null
  readonly url: string
  readonly redirected: boolean
  readonly type: ResponseType
}

/** How a call ended: with a response, or with a failure. */
export type Loaded =
  | { readonly failure: null; readonly response: FilteredResponse }
  | { readonly failure: Failure; readonly response: null }

/** What belongs to a browser, not to a single call. */
export interface Loader {
  readonly browser: Browser
  readonly network: Network
  /** The environment's own `fetch`, for what needs no network, or only a real one. */
  readonly native: typeof fetch
  readonly cache: PreflightCache
  readonly cookies: Cookies
}

/** Makes a call as the browser would. */
export async function load(loader: Loader, call: Load): Promise<Loaded> {
  const { protocol } = call.description.url
  if (/^(data|blob|about):$/.test(protocol)) return loadNatively(call, loader.native)
  try {
    return await new Loading(loader, call).run()
  } catch (error) {
    if (error instanceof PassThrough) return loadNatively(call, loader.native)
    throw error
  }
}

const failed = (failures: readonly AnyFailure[]): Loaded => {
  const [first, ...also] = failures
  return { failure: also.length > 0 ? { ...first!, also } : first!, response: null }
}

/** One call, hop by hop. */
class Loading {
  readonly #loader: Loader
  readonly #call: Load
  readonly #rules: PreflightRules
  readonly #enforcement: EnforcementRules
  /** The call as it is on this hop. */
  #now: Description & { url: URL }
  #body: SendableBody | null
  #hop = 0
  /** https://fetch.spec.whatwg.org/#concept-request-response-tainting */
  #tainting: 'basic' | 'cors' | 'opaque' = 'basic'
  /** https://fetch.spec.whatwg.org/#concept-request-tainted-origin */
  #tainted = false
  /** The unsafe headers of the call as the page made it. */
  readonly #unsafeNames: string[]
  /** The headers that the last hop with reason for a preflight asked for; null where none had. */
  #lastAsked: readonly string[] | null = null
  /** What the last redirect dropped. */
  #drops: (name: string) => boolean = () => false
  /** https://fetch.spec.whatwg.org/#use-cors-preflight-flag */
  readonly #forced: boolean
  #lastOrigin: string | null = null
  /** Whether the last redirect stayed within its origin, and whether all have. */
  #stayed = false
  #hasStayed = true
  /** A failure that shows after the next preflight. */
  #pending: Loaded | null = null

  constructor(loader: Loader, call: Load) {
    this.#loader = loader
    this.#call = call
    this.#rules = RULES[loader.browser]
    this.#enforcement = ENFORCEMENT[loader.browser]
    const { description } = call
    this.#now = { ...description, url: new URL(description.url.href) }
    this.#body = call.body
    const { reasons, request } = preflightReasons(this.#now, this.#rules)
    const leavesOutType =
      this.#enforcement.bodyTypeIsOfBody && description.initiator === 'xmlhttprequest'
    this.#unsafeNames =
      leavesOutType && !description.headers.some(({ name }) => name === 'content-type')
        ? request.headers.filter(name => name !== 'content-type')
        : request.headers
    this.#forced = reasons.some(isForcing)
  }

  async run(): Promise<Loaded> {
    if (this.#now.keepalive && sizeOf(this.#body) > KEEPALIVE_LIMIT) {
      const cause = 'the body of a request with keepalive is longer than 64 KiB'
      return failed([this.#fail('actual', { code: 'network', cause })])
    }
    for (;;) {
      const refusal = this.#taint()
      if (refusal) return failed([refusal])
      const ended = (await this.#preflight()) ?? this.#pending ?? (await this.#send())
      if (ended) return ended
      this.#hop++
    }
  }

  /** Which tainting this hop has, or why the call ends here. */
  #taint(): AnyFailure | null {
    const { url, mode } = this.#now
    const foreign = this.#tainting !== 'basic' || isCrossOrigin(url, this.#now.origin)
    const refusal = blockedFailure(this.#now, foreign, this.#loader.browser)
    if (refusal) return refusal
    if (!foreign) return null
    if (mode === 'no-cors') {
      if (this.#call.redirect !== 'follow') {
        return this.#fail('actual', { code: 'redirect-no-cors', status: 0, location: '' })
      }
      this.#tainting = 'opaque'
    } else {
      this.#tainting = 'cors'
    }
    if (this.#hop === 0 && this.#enforcement.dropsUserinfo) {
      this.#now = { ...this.#now, url: withoutUserinfo(url) }
    }
    return null
  }

  get #origin(): string {
    return this.#tainted ? 'null' : this.#now.origin
  }

  #fail<const T extends object>(request: At['request'], failure: T): T & At {
    return { ...failure, request, hop: this.#hop, url: this.#now.url.href }
  }

  async #preflight(): Promise<Loaded | null> {
    if (this.#tainting !== 'cors') return null
    const asked = this.#whatToAsk()
    if (!asked) return null
    this.#lastAsked = asked.headers
    const { cache, network } = this.#loader
    const { ownOriginNeedsNoHeaders, check: checkRules, cache: cacheRules } = this.#enforcement
    const key = this.#cacheKey
    const { origin, url, credentials } = key
    if (!cacheRules.isBypassedBy(this.#cacheHabits) && cache.allows(key, asked)) return null
    const exchange: Exchange = {
      kind: 'preflight',
      hop: this.#hop,
      method: 'OPTIONS',
      url: url.href,
      origin,
      requestMethod: asked.method,
      requestHeaders: asked.headers.length > 0 ? asked.headers.join(',') : null,
      status: null,
      cors: {},
    }
    const response = await this.#exchange(network, exchange, {
      headers: [
        ['accept', '*/*'],
        ['access-control-request-method', asked.method],
        ...(exchange.requestHeaders === null
          ? []
          : [['access-control-request-headers', exchange.requestHeaders] as const]),
        ['origin', origin],
      ],
      mode: 'cors',
      // https://fetch.spec.whatwg.org/#cors-preflight-fetch: credentials never go along
      credentials: 'same-origin',
      body: null,
    })
    if ('failure' in response) return failed([this.#fail('preflight', response.failure)])
    response.body?.cancel().catch(() => {})
    const { status, headers } = response
    const check = checkPreflightResponse(
      { status, headers },
      { ...asked, origin, credentials },
      checkRules,
    )
    if (ownOriginNeedsNoHeaders && url.origin === this.#now.origin) {
      check.failures = check.failures.filter(
        ({ code }) => !/^allow-(origin|credentials)/.test(code),
      )
    }
    const refused = check.failures.length > 0
    if (refused) this.#forgetPreflight()
    const allowed = !refused || (cacheRules.keepsRefused && check.failures.every(isAboutLists))
    if (allowed && cacheRules.isKeptIn(this.#call.cache)) {
      cache.keep(key, check, headers.get('access-control-max-age'))
    }
    return refused ? failed(check.failures.map(failure => this.#fail('preflight', failure))) : null
  }

  /** What a preflight for this hop asks, or null where it needs none. */
  #whatToAsk(): (PreflightRequest & { forced: boolean }) | null {
    const { reasons, request } = preflightReasons(this.#now, this.#rules)
    const { method } = request
    const forced = this.#forced
    const { asksAfterRedirect } = this.#enforcement
    if (this.#hop === 0 || asksAfterRedirect === 'what is sent') {
      return forced || reasons.length > 0 ? { ...request, forced } : null
    }
    const set = this.#unsafeNames
    const brought = request.headers.filter(name => name === 'content-type' && !set.includes(name))
    if (!forced && set.length + brought.length === 0 && isCorsSafelistedMethod(method)) {
      // What once needed a preflight keeps needing one.
      return this.#lastAsked && { method, headers: [...this.#lastAsked], forced }
    }
    const left = asksAfterRedirect === 'what the page set' ? set : set.filter(n => !this.#drops(n))
    return { method, headers: [...left, ...brought].sort(), forced }
  }

  get #cacheKey(): CacheKey {
    const { origin, url, credentials } = this.#now
    const { preflightKeepsOrigin } = this.#enforcement
    return { origin: preflightKeepsOrigin ? origin : this.#origin, url, credentials }
  }

  /** What a failure does to the answers kept for this hop. */
  #forgetPreflight(): void {
    const { cache } = this.#enforcement
    if (cache.clearedByFailure) this.#loader.cache.forget(this.#cacheKey)
  }

  get #cacheHabits(): CacheHabits {
    const { initiator, headers } = this.#now
    const conditional = headers.some(({ name }) => CONDITIONAL.test(name))
    return { initiator, cache: this.#call.cache, conditional }
  }

  /** The `Origin` header of this hop, or null for none. */
  get #originHeader(): string | null {
    const { url, method, mode } = this.#now
    const { keepsOrigin, movesToNull, referrerPolicyCounts } = this.#enforcement
    const cors = this.#tainting === 'cors'
    if (keepsOrigin && this.#stayed && !cors) return this.#lastOrigin
    const heedsPolicy =
      referrerPolicyCounts === 'always' ||
      (referrerPolicyCounts === 'before redirects' && this.#hop === 0)
    return originHeader({
      origin: movesToNull && !this.#hasStayed && !cors ? 'null' : this.#origin,
      url,
      method,
      mode,
      cors,
      sameOrigin: this.#tainting === 'basic',
      referrerPolicy: heedsPolicy ? this.#call.referrerPolicy : '',
    })
  }

  async #send(): Promise<Loaded | null> {
    const { url, method, mode, credentials } = this.#now
    const cors = this.#tainting === 'cors'
    const { refusesUserinfoLate, redirects } = this.#enforcement
    if (cors && this.#hop > 0 && refusesUserinfoLate && (url.username || url.password)) {
      const { href: location } = url
      return failed([this.#fail('actual', { code: 'redirect-userinfo', status: 0, location })])
    }
    const origin = this.#originHeader
    this.#lastOrigin = origin
    const exchange: Exchange = {
      kind: 'actual',
      hop: this.#hop,
      method,
      url: url.href,
      origin,
      requestMethod: null,
      requestHeaders: null,
      status: null,
      cors: {},
    }
    const sendsCookies =
      credentials === 'include' || (credentials === 'same-origin' && this.#tainting === 'basic')
    const response = await this.#exchange(this.#loader.network, exchange, {
      headers: this.#headersToSend(origin, sendsCookies),
      mode,
      credentials,
      body: this.#body?.content ?? null,
    })
    if ('failure' in response) return failed([this.#fail('actual', response.failure)])
    const { headers, status } = response
    if (sendsCookies) this.#loader.cookies.store(headers, url, this.#now.origin)
    const location = headers.get('location')
    const kind = redirection({ status, location, url }, this.#call.redirect, redirects)
    if (cors) {
      const failures = this.#corsFailures(headers, credentials)
      if (failures.length > 0) {
        this.#forgetPreflight()
        return failed(failures)
      }
      const late =
        kind === 'followed' &&
        this.#enforcement.redirectsNeedCredentials &&
        credentials === 'same-origin' &&
        this.#beganSameOrigin
          ? this.#corsFailures(headers, 'include')
          : []
      if (late.length > 0) this.#pending = failed(late)
    }
    if (kind !== 'answer') response.body?.cancel().catch(() => {})
    if (kind === 'followed') return this.#follow(status, location!)
    if (kind === 'hidden') {
      return this.#whole({ ...OPAQUE, url: url.href, type: 'opaqueredirect' })
    }
    if (kind !== 'answer') {
      return failed([this.#fail('actual', { code: kind, status, location: location ?? '' })])
    }
    return this.#whole(this.#filtered(response))
  }

  /** A response, unless it has not the integrity that the page demands. */
  async #whole(response: FilteredResponse): Promise<Loaded> {
    const { integrity } = this.#call
    const isOpaque =
      response.type === 'opaque' ||
      (response.type === 'opaqueredirect' && !this.#enforcement.redirectsHaveIntegrity)
    const passes = integrity === '' || (!isOpaque && (await hasIntegrity(response, integrity)))
    return passes
      ? { failure: null, response }
      : failed([this.#fail('actual', { code: 'integrity', integrity })])
  }

  #corsFailures(headers: Headers, credentials: CredentialsMode): AnyFailure[] {
    const failures = corsCheck(headers, { origin: this.#origin, credentials })
    return failures.map(failure => this.#fail('actual', failure))
  }

  get #beganSameOrigin(): boolean {
    const { url, origin } = this.#call.description
    return !isCrossOrigin(url, origin)
  }

  #headersToSend(origin: string | null, sendsCookies: boolean): [string, string][] {
    const { url } = this.#now
    const pairs: [string, string][] = []
    let accept = false
    for (const { name, value, fromBody } of combine(headersSent(this.#now, this.#rules))) {
      accept ||= name === 'accept'
      pairs.push([name, fromBody ? (this.#body?.contentType ?? value) : value])
    }
    if (!accept) pairs.push(['accept', '*/*'])
    if (origin !== null) pairs.push(['origin', origin])
    const cookie = sendsCookies ? this.#loader.cookies.header(url, this.#now.origin) : ''
    if (cookie) pairs.push(['cookie', cookie])
    return pairs
  }

  /** Follows a redirect; null where the call goes on. */
  #follow(status: number, location: string): Loaded | null {
    const next = followRedirect(
      {
        ...this.#now,
        pageOrigin: this.#now.origin,
        cors: this.#tainting === 'cors',
        tainted: this.#tainted,
        hasBody: this.#body !== null,
        streams: this.#body?.content instanceof ReadableStream,
        hop: this.#hop,
      },
      status,
      location,
      this.#enforcement.redirects,
    )
    if (typeof next === 'string') {
      this.#forgetPreflight()
      return failed([this.#fail('actual', { code: next, status, location })])
    }
    if (next.dropsBody) this.#body = null
    this.#stayed = next.url.origin === this.#now.url.origin
    this.#hasStayed &&= this.#stayed
    const { url, method, headers } = next
    this.#now = { ...this.#now, url, method, headers, ...(next.dropsBody ? { body: null } : {}) }
    this.#tainted = next.tainted
    this.#drops = next.drops
    return null
  }

  async #exchange(
    network: Network,
    exchange: Exchange,
    parts: Omit<Parameters<typeof networkRequest>[0], 'url' | 'method' | 'signal'>,
  ): Promise<NetworkResponse | { failure: { code: 'network'; cause: string } }> {
    this.#call.onExchange(exchange)
    const { signal } = this.#call
    const { url, method } = exchange
    try {
      const response = await network(networkRequest({ ...parts, url, method, signal }))
      if (response.type === 'error')
        return { failure: { code: 'network', cause: 'Response.error()' } }
      noteResponse(exchange, response.status, response.headers)
      return response
    } catch (error) {
      if (error instanceof PassThrough && this.#hop === 0) throw error
      return { failure: { code: 'network', cause: `${(error as Error | null)?.message ?? error}` } }
    }
  }

  get #starSurvives(): boolean {
    return this.#enforcement.starSurvives && this.#now.initiator === 'fetch'
  }

  #publicUrl(url: URL): string {
    const shown = new URL(url)
    shown.hash = ''
    return shown.href
  }

  /** https://fetch.spec.whatwg.org/#concept-filtered-response */
  #filtered(response: NetworkResponse): FilteredResponse {
    const { credentials, url, method } = this.#now
    if (this.#tainting === 'opaque') {
      response.body?.cancel().catch(() => {})
      return OPAQUE
    }
    const cors = this.#tainting === 'cors'
    const isVisible = cors
      ? exposedHeaders(response.headers, credentials, this.#starSurvives)
      : (name: string) => !isForbiddenToRead(name)
    const { status, statusText, body } = response
    return {
      status,
      statusText,
      headers: lowerCase(response.headers).filter(([name]) => isVisible(name)),
      body: method === 'HEAD' || status === 204 || status === 205 || status === 304 ? null : body,
      url: this.#publicUrl(url),
      redirected: this.#hop > 0,
      type: cors ? 'cors' : 'basic',
    }
  }
}

const OPAQUE: FilteredResponse = {
  status: 0,
  statusText: '',
  headers: [],
  body: null,
  url: '',
  redirected: false,
  type: 'opaque',
}

function withoutUserinfo(url: URL): URL {
  const bare = new URL(url)
  bare.username = bare.password = ''
  return bare
}

/** https://fetch.spec.whatwg.org/#http-network-or-cache-fetch; what else is under way counts too, but not here. */
const KEEPALIVE_LIMIT = 65_536

const sizeOf = (body: SendableBody | null): number =>
  typeof body?.content === 'string'
    ? new TextEncoder().encode(body.content).length
    : body?.content instanceof Uint8Array
      ? body.content.length
      : 0

/** Headers that make a request's cache mode `no-store`. */
const CONDITIONAL = /^if-(match|none-match|modified-since|unmodified-since|range)$/

/** Reasons that are neither the method nor a header, and stay on each hop. */
const isForcing = ({ code }: { code: string }): boolean =>
  code === 'upload-listener' || code === 'stream-body'

/** WebKit keeps an answer that fails only for what its lists leave out. */
const isAboutLists = ({ code }: { code: string }): boolean =>
  code === 'method-not-allowed' || code === 'header-not-allowed'

/** As browsers name them; happy-dom keeps the case they came in. */
const lowerCase = (headers: Headers): [name: string, value: string][] =>
  [...headers].map(([name, value]) => [name.toLowerCase(), value])
