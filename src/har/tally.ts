/** Endpoints and failures of a HAR, each told apart up to a limit. */

import { allOf, type Failure } from '../standard/failure.ts'
import { type EndpointAudit, endpointUrl, newEndpoint } from './endpoint.ts'

/** A failure, and how often it came. */
export interface FailureAudit {
  readonly method: string
  readonly url: string
  readonly failure: Failure
  times: number
}

/** How many are told apart; what is beyond is in the totals alone. */
export const LIMIT = 2000

/** What was counted by endpoint, and by failure. */
export class Tally {
  readonly #endpoints = new Map<string, EndpointAudit>()
  readonly #failures = new Map<string, FailureAudit>()

  /** Those that waited longest for preflights first. */
  get endpoints(): EndpointAudit[] {
    return [...this.#endpoints.values()].sort(
      (a, b) => b.preflightMs - a.preflightMs || b.preflights - a.preflights || b.calls - a.calls,
    )
  }

  /** The most frequent first. */
  get failures(): FailureAudit[] {
    return [...this.#failures.values()].sort((a, b) => b.times - a.times)
  }

  /** The endpoint of a URL; one of nobody's where there are too many. */
  endpoint(method: string, url: URL): EndpointAudit {
    const where = endpointUrl(url)
    const known = this.#endpoints.get(`${method} ${where}`)
    if (known) return known
    const endpoint = newEndpoint(method, where)
    if (this.#endpoints.size < LIMIT) this.#endpoints.set(`${method} ${where}`, endpoint)
    return endpoint
  }

  /** Counts a failure; those of an endpoint with the same codes are one. */
  failed(method: string, url: URL, failure: Failure): void {
    const where = endpointUrl(url)
    const codes = allOf(failure).map(({ code }) => code)
    const key = [method, where, 'request' in failure && failure.request, ...codes].join(' ')
    const known = this.#failures.get(key)
    if (known) known.times++
    else if (this.#failures.size < LIMIT) {
      this.#failures.set(key, { method, url: where, failure, times: 1 })
    }
  }
}
