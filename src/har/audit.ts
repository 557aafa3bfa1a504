/** What a HAR says of CORS: entries in, figures out; nothing but the figures is kept. */

import { ENFORCEMENT } from '../browsers/enforcement.ts'
import { type Browser, ENGINES, type Engine } from '../browsers/rules.ts'
import { verdictOn } from '../browsers/verdict.ts'
import { publicUrl } from '../explain/call.ts'
import { corsCheck } from '../standard/cors-check.ts'
import type { AnyFailure, Failure, NetworkFailure } from '../standard/failure.ts'
import { checkPreflightResponse } from '../standard/preflight-response.ts'
import type { Reason } from '../standard/reason.ts'
import { type RecordedCall, type RecordedPreflight, recordedFrom } from './call.ts'
import type { HarEntry, HarError } from './read.ts'
import { Saving } from './saving.ts'

/** Figures on one method and URL, in which numbers and the like in the path count as one. */
export interface EndpointAudit {
  readonly method: string
  readonly url: string
  calls: number
  /** Preflights that went over the network, and the milliseconds that they took. */
  preflights: number
  preflightMs: number
  /** How many of them, and of those milliseconds, a longer Access-Control-Max-Age would have spared. */
  spared: number
  sparedMs: number
  /** Why, as far as calls tell; of those alike one. */
  reasons: Reason[]
  /** What preflights asked for, where no call tells why: a method, and names of headers. */
  asked: string[]
  /** Browsers that would do otherwise: calls that they would preflight, though here they were not. */
  readonly elsewhere: Record<Engine, number>
}

/** A failure, and how often it came. */
export interface FailureAudit {
  readonly method: string
  readonly url: string
  readonly failure: Failure
  times: number
}

/** What an audit found. */
export interface HarAudit {
  /** Who recorded; null where that is none of the three, whose calls are judged by the standard. */
  browser: Engine | null
  entries: number
  /** Entries that could not be understood. */
  unreadable: number
  /** Calls to other origins, with CORS. */
  calls: number
  preflights: number
  preflightMs: number
  spared: number
  sparedMs: number
  /** Those that waited longest for preflights first. */
  endpoints: EndpointAudit[]
  failures: FailureAudit[]
  /** Where and why the HAR ends too early; null where it does not. */
  broken: HarError | null
}

/** What a preflight is checked for: nothing in a HAR tells whether credentials were to go along. */
const SHARED = 'same-origin' as const

/** Endpoints and failures told apart; what is beyond goes to the totals alone. */
const LIMIT = 2000

/** Makes an audit, entry by entry. */
export class Auditor {
  readonly audit: HarAudit = {
    ...{ browser: null, entries: 0, unreadable: 0, calls: 0, preflights: 0, preflightMs: 0 },
    ...{ spared: 0, sparedMs: 0, endpoints: [], failures: [], broken: null },
  }
  readonly #endpoints = new Map<string, EndpointAudit>()
  readonly #failures = new Map<string, FailureAudit>()
  #saving: Saving | undefined

  /** Notes who recorded. */
  creator(name: string): void {
    this.audit.browser ??= engineNamed(name)
  }

  /** Takes an entry in. */
  entry(entry: HarEntry): void {
    this.audit.entries++
    try {
      const recorded = recordedFrom(entry)
      if (recorded?.kind === 'preflight') this.#preflight(recorded)
      else if (recorded) this.#call(recorded)
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      this.audit.unreadable++
    }
  }

  /** Ends the audit. */
  end(broken: HarError | null): HarAudit {
    const endpoints = [...this.#endpoints.values()].sort(
      (a, b) => b.preflightMs - a.preflightMs || b.preflights - a.preflights || b.calls - a.calls,
    )
    const failures = [...this.#failures.values()].sort((a, b) => b.times - a.times)
    return Object.assign(this.audit, { endpoints, failures, broken })
  }

  get #browser(): Browser {
    return this.audit.browser ?? 'standard'
  }

  #preflight(preflight: RecordedPreflight): void {
    const { method, headers, url, ms } = preflight
    const failures = failuresOf(preflight, this.#browser)
    this.#saving ??= new Saving(this.audit.browser ?? 'chromium')
    const spared = this.#saving.spares(preflight, failures.length === 0)
    const endpoint = this.#endpoint(method, url)
    for (const figures of endpoint ? [this.audit, endpoint] : [this.audit]) {
      figures.preflights++
      figures.preflightMs += ms
      figures.spared += spared ? 1 : 0
      figures.sparedMs += spared ? ms : 0
    }
    if (endpoint) endpoint.asked = [...new Set([...endpoint.asked, method, ...headers])]
    this.#failed(method, url, 'preflight', failures)
  }

  #call({ description, url, origin, status, answer }: RecordedCall): void {
    const { method, credentials } = description
    const verdict = verdictOn(description, this.#browser)
    this.audit.calls++
    const endpoint = this.#endpoint(method, url)
    if (endpoint) {
      endpoint.calls++
      for (const reason of verdict.reasons) {
        if (!endpoint.reasons.some(known => isAlike(known, reason))) endpoint.reasons.push(reason)
      }
      for (const engine of ENGINES) {
        if (verdict.browsers[engine] && !verdict.preflight) endpoint.elsewhere[engine]++
      }
    }
    // Where the preflight failed, there is no answer to look at.
    if (status > 0) this.#failed(method, url, 'actual', corsCheck(answer, { origin, credentials }))
  }

  #failed(
    method: string,
    url: URL,
    request: 'preflight' | 'actual',
    failures: readonly { code: string }[],
  ): void {
    const [first, ...also] = failures.map(
      failure => ({ ...failure, request, hop: 0, url: publicUrl(url.href) }) as AnyFailure,
    )
    if (!first) return
    const where = endpointUrl(url)
    const key = [method, where, request, ...failures.map(({ code }) => code)].join(' ')
    const known = this.#failures.get(key)
    if (known) known.times++
    else if (this.#failures.size < LIMIT) {
      const failure = { ...first, ...(also.length > 0 ? { also } : {}) }
      this.#failures.set(key, { method, url: where, failure, times: 1 })
    }
  }

  #endpoint(method: string, url: URL): EndpointAudit | null {
    const where = endpointUrl(url)
    const key = `${method} ${where}`
    const known = this.#endpoints.get(key)
    if (known || this.#endpoints.size >= LIMIT) return known ?? null
    const endpoint: EndpointAudit = {
      ...{ method, url: where, calls: 0, preflights: 0, preflightMs: 0, spared: 0, sparedMs: 0 },
      ...{ reasons: [], asked: [], elsewhere: { chromium: 0, firefox: 0, webkit: 0 } },
    }
    this.#endpoints.set(key, endpoint)
    return endpoint
  }
}

const NO_STATUS: NetworkFailure = { code: 'network', cause: 'the HAR has no status for it' }

/** What keeps a preflight's answer from allowing its call. */
function failuresOf(
  { method, headers, origin, status, answer }: RecordedPreflight,
  browser: Browser,
): readonly { code: string }[] {
  if (status === 0) return [NO_STATUS]
  const asked = { method, headers: [...headers], origin, credentials: SHARED, forced: false }
  const { check } = ENFORCEMENT[browser]
  return checkPreflightResponse({ status, headers: answer }, asked, check).failures
}

/** Whether two reasons are about the same. */
const isAlike = (one: Reason, other: Reason): boolean =>
  one.code === other.code && nameOf(one) === nameOf(other)

const nameOf = (reason: Reason): string =>
  'name' in reason ? reason.name : 'method' in reason ? reason.method : ''

/** What in a path is likely to be an identifier. */
const ID = /^(\d+|[\da-f]{8}-[\da-f]{4}-[\da-f-]{22}|[\da-f]{16,})$/i

const endpointUrl = ({ origin, pathname }: URL): string =>
  publicUrl(
    origin +
      pathname
        .split('/')
        .map(part => (ID.test(part) ? ':id' : part))
        .join('/'),
  )

/** Who writes HARs, by the names that they give themselves. */
function engineNamed(name: string): Engine | null {
  if (/^WebInspector$|chrom|edge/i.test(name)) return 'chromium'
  if (/firefox/i.test(name)) return 'firefox'
  return /webkit|safari/i.test(name) ? 'webkit' : null
}
