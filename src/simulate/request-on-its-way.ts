/** A request as it is on each hop of its way: https://fetch.spec.whatwg.org/#concept-request */

import { blockedFailure } from '../browsers/blocked.ts'
import { ENFORCEMENT, type EnforcementRules } from '../browsers/enforcement.ts'
import { type Browser, RULES } from '../browsers/rules.ts'
import type { Description } from '../standard/description.ts'
import type { AnyFailure, At, RedirectFailure } from '../standard/failure.ts'
import { isCorsSafelistedMethod } from '../standard/method.ts'
import { isCrossOrigin } from '../standard/origin.ts'
import {
  type PreflightRequest,
  type PreflightRules,
  preflightReasons,
} from '../standard/preflight.ts'
import type { CacheHabits, CacheKey } from '../standard/preflight-cache.ts'
import { followRedirect } from '../standard/redirect.ts'
import { originHeader } from '../standard/request-origin.ts'
import { withoutUserinfo } from '../standard/userinfo.ts'
import type { Load, Loaded, SendableBody } from './load.ts'

/** What a preflight asks, and whether something else than method and headers asks for it. */
export type Question = PreflightRequest & { readonly forced: boolean }

/** A request, and what redirects have made of it. */
export class RequestOnItsWay {
  readonly rules: PreflightRules
  readonly enforcement: EnforcementRules
  /** Redirects followed. */
  hop = 0
  /** https://fetch.spec.whatwg.org/#concept-request-response-tainting */
  tainting: 'basic' | 'cors' | 'opaque' = 'basic'
  /** A failure that shows after the next preflight. */
  pending: Loaded | null = null
  readonly #call: Load
  readonly #browser: Browser
  #now: Description & { url: URL }
  #body: SendableBody | null
  /** https://fetch.spec.whatwg.org/#concept-request-tainted-origin */
  #tainted = false
  /** The unsafe headers of the call as the page made it. */
  readonly #unsafeNames: readonly string[]
  /** https://fetch.spec.whatwg.org/#use-cors-preflight-flag */
  readonly #forced: boolean
  /** The headers that the last hop with reason for a preflight asked for; null where none had. */
  #lastAsked: readonly string[] | null = null
  #lastOrigin: string | null = null
  /** What the last redirect dropped. */
  #drops: (name: string) => boolean = () => false
  /** Whether the last redirect stayed within its origin, and whether all have. */
  #stayed = false
  #hasStayed = true

  constructor(browser: Browser, call: Load) {
    this.#call = call
    this.#browser = browser
    this.rules = RULES[browser]
    this.enforcement = ENFORCEMENT[browser]
    const { description, body } = call
    this.#now = { ...description, url: new URL(description.url.href) }
    this.#body = body
    const { reasons, request } = preflightReasons(description, this.rules)
    this.#unsafeNames = this.#bringsType
      ? request.headers.filter(name => name !== CONTENT_TYPE)
      : request.headers
    this.#forced = reasons.some(isForcing)
  }

  /** The call as it is on this hop. */
  get now(): Description & { readonly url: URL } {
    return this.#now
  }

  get body(): SendableBody | null {
    return this.#body
  }

  /** The origin that it names; redirects between foreign origins make it `null`. */
  get origin(): string {
    return this.#tainted ? 'null' : this.#now.origin
  }

  /** Whether it began within the page's origin. */
  get beganSameOrigin(): boolean {
    const { url, origin } = this.#call.description
    return !isCrossOrigin(url, origin)
  }

  /** A failure, with where it happened. */
  fail<const T extends object>(request: At['request'], failure: T): T & At {
    return { ...failure, request, hop: this.hop, url: this.#now.url.href }
  }

  /** Which tainting this hop has, or why the call ends here. */
  begin(): AnyFailure | null {
    const { url, mode, origin, keepalive } = this.#now
    const foreign = this.tainting !== 'basic' || isCrossOrigin(url, origin)
    const refusal = blockedFailure(this.#now, foreign, this.#browser)
    if (refusal) return refusal
    if (keepalive && sizeOf(this.#body) > KEEPALIVE_LIMIT) {
      return this.fail('actual', { code: 'network', cause: 'keepalive allows no more than 64 KiB' })
    }
    if (!foreign) return null
    if (mode === 'no-cors' && this.#call.redirect !== 'follow') {
      return this.fail('actual', { code: 'redirect-no-cors', status: 0, location: '' })
    }
    this.tainting = mode === 'no-cors' ? 'opaque' : 'cors'
    if (this.hop === 0 && this.enforcement.dropsUserinfo) {
      this.#now = { ...this.#now, url: withoutUserinfo(url) }
    }
    return null
  }

  /** What a preflight for this hop asks, or null where it needs none. */
  question(): Question | null {
    const question = this.tainting === 'cors' ? this.#toAsk() : null
    if (question) this.#lastAsked = question.headers
    return question
  }

  #toAsk(): Question | null {
    const { reasons, request } = preflightReasons(this.#now, this.rules)
    const { method } = request
    const forced = this.#forced
    const { asksAfterRedirect } = this.enforcement
    if (this.hop === 0 || asksAfterRedirect === 'what is sent') {
      return forced || reasons.length > 0 ? { ...request, forced } : null
    }
    const set = this.#unsafeNames
    const brought = request.headers.filter(name => name === CONTENT_TYPE && !set.includes(name))
    if (!forced && set.length + brought.length === 0 && isCorsSafelistedMethod(method)) {
      // What once needed a preflight keeps needing one.
      return this.#lastAsked && { method, headers: [...this.#lastAsked], forced }
    }
    const left =
      asksAfterRedirect === 'what the page set' ? set : set.filter(name => !this.#drops(name))
    return { method, headers: [...left, ...brought].sort(), forced }
  }

  get #bringsType(): boolean {
    const { initiator, headers } = this.#call.description
    return (
      this.enforcement.bodyTypeIsOfBody &&
      initiator === 'xmlhttprequest' &&
      !headers.some(({ name }) => name === CONTENT_TYPE)
    )
  }

  /** By what the preflight cache knows this hop. */
  get cacheKey(): CacheKey {
    const { origin, url, credentials } = this.#now
    const named = this.enforcement.preflightKeepsOrigin ? origin : this.origin
    return { origin: named, url, credentials }
  }

  get cacheHabits(): CacheHabits {
    const { initiator, headers } = this.#now
    const conditional = headers.some(({ name }) => CONDITIONAL.test(name))
    return { initiator, cache: this.#call.cache, conditional }
  }

  /** The `Origin` header of this hop, or null for none; read once on each. */
  originHeader(): string | null {
    this.#lastOrigin = this.#originHeader()
    return this.#lastOrigin
  }

  #originHeader(): string | null {
    const { url, method, mode } = this.#now
    const { keepsOrigin, movesToNull, referrerPolicyCounts } = this.enforcement
    const cors = this.tainting === 'cors'
    if (keepsOrigin && this.#stayed && !cors) return this.#lastOrigin
    const heedsPolicy =
      referrerPolicyCounts === 'always' ||
      (referrerPolicyCounts === 'before redirects' && this.hop === 0)
    return originHeader({
      origin: movesToNull && !this.#hasStayed && !cors ? 'null' : this.origin,
      ...{ url, method, mode, cors },
      sameOrigin: this.tainting === 'basic',
      referrerPolicy: heedsPolicy ? this.#call.referrerPolicy : '',
    })
  }

  /** Follows a redirect to the next hop, or says why it can't. */
  follow(status: number, location: string): RedirectFailure['code'] | null {
    const next = followRedirect(
      {
        ...this.#now,
        pageOrigin: this.#now.origin,
        cors: this.tainting === 'cors',
        tainted: this.#tainted,
        streams: this.#body?.content instanceof ReadableStream,
        hop: this.hop,
      },
      status,
      location,
      this.enforcement.redirects,
    )
    if (typeof next === 'string') return next
    const { url, method, headers, dropsBody } = next
    if (dropsBody) this.#body = null
    this.#stayed = url.origin === this.#now.url.origin
    this.#hasStayed &&= this.#stayed
    this.#now = { ...this.#now, url, method, headers, ...(dropsBody ? { body: null } : {}) }
    this.#tainted = next.tainted
    this.#drops = next.drops
    this.hop++
    return null
  }
}

const CONTENT_TYPE = 'content-type'

/** Headers that make a request's cache mode `no-store`. */
const CONDITIONAL = /^if-(match|none-match|modified-since|unmodified-since|range)$/

/** Reasons that are neither the method nor a header, and stay on each hop. */
const isForcing = ({ code }: { code: string }): boolean =>
  code === 'upload-listener' || code === 'stream-body'

/** https://fetch.spec.whatwg.org/#http-network-or-cache-fetch; what else is under way counts too, but not here. */
const KEEPALIVE_LIMIT = 65_536

const sizeOf = (body: SendableBody | null): number =>
  typeof body?.content === 'string'
    ? new TextEncoder().encode(body.content).length
    : body?.content instanceof Uint8Array
      ? body.content.length
      : 0
