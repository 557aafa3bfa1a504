/** What preflights have allowed already: https://fetch.spec.whatwg.org/#cors-preflight-cache */

import type { CredentialsMode } from './description.ts'
import { isCorsSafelistedMethod } from './method.ts'
import type { PreflightRequest } from './preflight.ts'
import type { PreflightCheck } from './preflight-response.ts'
import { withoutUserinfo } from './userinfo.ts'

/** Seconds that an answer without Access-Control-Max-Age is kept. */
export const DEFAULT_MAX_AGE = 5

/** Answers kept at most; the oldest goes first. */
const LIMIT = 1000

/** A request, as far as the cache tells requests apart. */
export interface CacheKey {
  readonly origin: string
  readonly url: URL
  readonly credentials: CredentialsMode
}

/** What would be asked if nothing was kept. */
export interface CacheQuestion extends PreflightRequest {
  /** Whether something else than method and headers asks for the preflight. */
  readonly forced: boolean
}

/** The habits of a cache: the standard's, or an engine's. */
export interface PreflightCacheRules {
  /** Seconds to keep an answer with this Access-Control-Max-Age; 0 for not at all. */
  readonly maxAge: (value: string | null) => number
  /** Whether an answer takes the place of what was kept for the same URL. */
  readonly replaces: boolean
  /** Whether what was kept for a request with credentials serves one without. */
  readonly credentialedServesAll: boolean
  /** Whether the origin `null` of a redirected request is one that requests can share. */
  readonly sharesOpaqueOrigins: boolean
  /** Whether another user name or password makes another URL. */
  readonly tellsUserinfoApart: boolean
  /** Which kept `*` allow anything to a request without credentials. */
  readonly wildcards: 'all' | 'those kept without credentials' | 'none'
  /** Whether a kept `*` allows Authorization. */
  readonly authorizationUnderWildcard: boolean
  /** Whether a method need not have been allowed, if any answer was kept. */
  readonly isExempt: (method: string, forced: boolean) => boolean
  /** Whether that answer may have run out. */
  readonly exemptOutlives: boolean
  /** Whether what does not suffice for a request is dropped. */
  readonly dropsMissed: boolean
  /** Whether an answer is kept although it did not allow what was asked. */
  readonly keepsRefused: boolean
  /** Whether a failure of a call that needs preflights drops what was kept for its URL. */
  readonly clearedByFailure: boolean
  /** Whether a request asks anew. */
  readonly isBypassedBy: (request: CacheHabits) => boolean
  /** Whether an answer to a request in this cache mode is kept. */
  readonly isKeptIn: (mode: string) => boolean
}

/** What a request wants of caches for responses. */
export interface CacheHabits {
  readonly initiator: string
  readonly cache: string
  /** Whether it has one of the headers that ask for a response only under a condition. */
  readonly conditional: boolean
}

/** Reads Access-Control-Max-Age: whole seconds, at most a cap; anything else counts as missing. */
export const maxAgeUpTo =
  (cap: number) =>
  (value: string | null): number =>
    value !== null && /^\d+$/.test(value) ? Math.min(Number(value), cap) : DEFAULT_MAX_AGE

/** The standard's habits; it leaves the cap to the browser, and has none here. */
export const STANDARD_CACHE: PreflightCacheRules = {
  maxAge: maxAgeUpTo(Infinity),
  replaces: false,
  credentialedServesAll: true,
  sharesOpaqueOrigins: true,
  tellsUserinfoApart: true,
  wildcards: 'all',
  authorizationUnderWildcard: false,
  isExempt: (method, forced) => isCorsSafelistedMethod(method) && !forced,
  exemptOutlives: false,
  dropsMissed: false,
  keepsRefused: false,
  clearedByFailure: true,
  isBypassedBy: () => false,
  isKeptIn: () => true,
}

/** What is allowed, each until a moment in milliseconds. */
interface Allowed {
  readonly methods: Map<string, number>
  readonly headers: Map<string, number>
  /** The end of all; 0 where there was nothing yet. */
  until: number
}

interface Kept {
  readonly withCredentials: Allowed
  readonly without: Allowed
}

/** A browser's preflight cache. */
export class PreflightCache {
  readonly #rules: PreflightCacheRules
  readonly #now: () => number
  readonly #kept = new Map<string, Kept>()

  /** @param now The clock, in milliseconds; read at each look-up. */
  constructor(rules: PreflightCacheRules, now: () => number) {
    this.#rules = rules
    this.#now = now
  }

  /** Whether a request needs no preflight for what an earlier one allowed. */
  allows(key: CacheKey, question: CacheQuestion): boolean {
    const suffices = this.covers(key, question)
    if (!suffices && this.#rules.dropsMissed) this.forget(key)
    return suffices
  }

  /** The same for whoever only looks on: nothing is dropped. */
  covers(key: CacheKey, question: CacheQuestion): boolean {
    const kept = this.#kept.get(this.#idOf(key))
    if (!kept) return false
    const { isExempt, exemptOutlives, authorizationUnderWildcard } = this.#rules
    const allowed = this.#allowedFor(key, kept)
    const withWildcards = this.#wildcardsFor(key, kept)
    const now = this.#now()
    const has = (parts: Allowed[], list: 'methods' | 'headers', token: string): boolean =>
      parts.some(part => (part[list].get(token) ?? 0) > now)
    const covered = (name: string): boolean =>
      has(allowed, 'headers', name) ||
      ((name !== 'authorization' || authorizationUnderWildcard) &&
        has(withWildcards, 'headers', '*'))
    return (
      ((isExempt(question.method, question.forced) &&
        allowed.some(({ until }) => until > (exemptOutlives ? 0 : now))) ||
        has(allowed, 'methods', question.method) ||
        has(withWildcards, 'methods', '*')) &&
      question.headers.every(covered)
    )
  }

  /** Keeps what a preflight's response allows. */
  keep(key: CacheKey, { methods, headers }: PreflightCheck, maxAge: string | null): void {
    const { replaces, sharesOpaqueOrigins } = this.#rules
    if (replaces) this.forget(key)
    const seconds = this.#rules.maxAge(maxAge)
    if (seconds <= 0 || (key.origin === 'null' && !sharesOpaqueOrigins)) return
    const id = this.#idOf(key)
    const kept = this.#kept.get(id) ?? { withCredentials: nothing(), without: nothing() }
    const allowed = key.credentials === 'include' ? kept.withCredentials : kept.without
    const until = this.#now() + seconds * 1000
    for (const method of methods) allowed.methods.set(method, until)
    for (const name of headers) allowed.headers.set(name, until)
    allowed.until = Math.max(allowed.until, until)
    this.#kept.delete(id)
    this.#kept.set(id, kept)
    if (this.#kept.size > LIMIT) this.#kept.delete(this.#kept.keys().next().value!)
  }

  /** Drops what was kept for a request's URL. */
  forget(key: CacheKey): void {
    this.#kept.delete(this.#idOf(key))
  }

  /** Drops everything. */
  clear(): void {
    this.#kept.clear()
  }

  #allowedFor({ credentials }: CacheKey, kept: Kept): Allowed[] {
    if (credentials === 'include') return [kept.withCredentials]
    return this.#rules.credentialedServesAll ? [kept.without, kept.withCredentials] : [kept.without]
  }

  #wildcardsFor(key: CacheKey, kept: Kept): Allowed[] {
    const { wildcards } = this.#rules
    if (wildcards === 'none' || key.credentials === 'include') return []
    return wildcards === 'all' ? this.#allowedFor(key, kept) : [kept.without]
  }

  /** URLs are compared whole: another fragment is another URL. */
  #idOf({ origin, url }: CacheKey): string {
    const { href } = this.#rules.tellsUserinfoApart ? url : withoutUserinfo(url)
    return `${origin} ${href}`
  }
}

const nothing = (): Allowed => ({ methods: new Map(), headers: new Map(), until: 0 })
