/** The requests that a browser reports, each with its preflights. */

import { pairsIn, valuesOf } from '../har/headers.ts'
import type { HeaderValues } from '../standard/cors-check.ts'
import type { Initiator } from '../standard/description.ts'
import type { PreflightRequest } from '../standard/preflight.ts'
import type { Answered, NetworkEvents } from './events.ts'

/** What came back. */
export interface Answer {
  readonly status: number
  readonly headers: HeaderValues
}

/** A preflight; `request` is what it asks for. */
export interface ReportedPreflight {
  readonly url: string
  readonly origin: string
  readonly request: PreflightRequest
  readonly sentMs: number
  endedMs: number | null
  answer: Answer | null
  error: string | null
}

/** A request of a kind that pages make calls by. */
export interface ReportedRequest {
  readonly session: string
  readonly initiator: Initiator
  readonly method: string
  /** Where it went, redirects followed. */
  readonly hops: Hop[]
  readonly preflights: readonly ReportedPreflight[]
  /** Whether a service worker answered, and the network was never asked. */
  byServiceWorker: boolean
  /** Whether nothing more will come. */
  ended: boolean
  /** Why it failed; null where it did not, or the page has taken it back. */
  error: string | null
  canceled: boolean
}

interface Hop {
  readonly url: string
  answer: Answer | null
}

/** Told of what changes. */
export interface OnRequests {
  /** A request that is on its way. */
  sent(request: ReportedRequest): void
  /** A preflight that has been answered, with its request if that has been reported. */
  answered(preflight: ReportedPreflight, request: ReportedRequest | undefined): void
}

const INITIATORS: Readonly<Record<string, Initiator>> = {
  Fetch: 'fetch',
  XHR: 'xmlhttprequest',
  Ping: 'beacon',
  EventSource: 'eventsource',
}

/** Listens to the events of all sessions; ids of requests are those of the whole browser. */
export class Requests {
  readonly #on: OnRequests
  readonly #requests = new Map<string, ReportedRequest>()
  /** Answers to requests that are still to be reported. */
  readonly #early = new Map<string, Answer>()
  readonly #preflights = new Map<string, { for: string; preflight: ReportedPreflight }>()
  /** By the id of their request. */
  readonly #preflightsFor = new Map<string, ReportedPreflight[]>()

  constructor(on: OnRequests) {
    this.#on = on
  }

  /** In order. */
  get all(): ReportedRequest[] {
    return [...this.#requests.values()]
  }

  take(session: string, method: string, params: unknown): void {
    // Each by its own name, so that the parameters have their own type.
    if (!Object.hasOwn(this.#events, method)) return
    const event = method as keyof NetworkEvents
    ;(this.#events[event] as (session: string, params: unknown) => void)(session, params)
  }

  readonly #events: {
    [Name in keyof NetworkEvents]: (session: string, event: NetworkEvents[Name]) => void
  } = {
    'Network.requestWillBeSent': (session, event) => {
      // The event's own type is another in each version of Chromium.
      if (event.initiator.type === 'preflight') this.#preflightSent(event)
      else this.#sent(session, event)
    },
    'Network.responseReceivedExtraInfo': (_, { requestId, statusCode, headers }) => {
      const answer = answerOf({ status: statusCode, headers })
      const request = this.#requests.get(requestId)
      const hop = request?.hops.find(one => one.answer === null)
      if (hop) hop.answer = answer
      // Another process tells of it, which may be faster.
      else if (!request) this.#early.set(requestId, answer)
    },
    'Network.responseReceived': (_, { requestId, response, timestamp }) => {
      this.#preflightEnded(requestId, timestamp, answerOf(response), null)
      const request = this.#requests.get(requestId)
      if (!request) return
      request.byServiceWorker = response.fromServiceWorker ?? false
      request.hops.at(-1)!.answer = answerOf(response)
    },
    'Network.loadingFinished': (_, { requestId }) => this.#ended(requestId, null, false),
    'Network.loadingFailed': (_, event) => {
      const { requestId, timestamp, errorText, canceled = false, corsErrorStatus } = event
      const why = corsErrorStatus ? `${errorText} (${corsErrorStatus.corsError})` : errorText
      this.#preflightEnded(requestId, timestamp, null, why)
      this.#ended(requestId, canceled ? null : why, canceled)
    },
  }

  #sent(session: string, event: NetworkEvents['Network.requestWillBeSent']): void {
    const { requestId, type, redirectResponse } = event
    const { url, method } = event.request
    const known = this.#requests.get(requestId)
    if (known) {
      if (redirectResponse) known.hops.at(-1)!.answer = answerOf(redirectResponse)
      known.hops.push({ url, answer: null })
      return
    }
    const initiator = INITIATORS[type ?? '']
    if (!initiator) return
    const request: ReportedRequest = {
      ...{ session, initiator, method, byServiceWorker: false, ended: false },
      ...{
        hops: [{ url, answer: this.#early.get(requestId) ?? null }],
        error: null,
        canceled: false,
      },
      preflights: this.#siblings(requestId),
    }
    this.#requests.set(requestId, request)
    this.#on.sent(request)
  }

  #preflightSent({
    requestId,
    request: { url, headers },
    initiator,
    timestamp,
  }: NetworkEvents['Network.requestWillBeSent']): void {
    const values = answerOf({ status: 0, headers }).headers
    const names = values.get('access-control-request-headers')?.split(',') ?? []
    const preflight: ReportedPreflight = {
      url,
      origin: values.get('origin') ?? 'null',
      request: {
        method: values.get('access-control-request-method') ?? '',
        headers: names.map(name => name.trim()),
      },
      sentMs: timestamp * 1000,
      ...{ endedMs: null, answer: null, error: null },
    }
    const whose = initiator.requestId ?? ''
    this.#preflights.set(requestId, { for: whose, preflight })
    this.#siblings(whose).push(preflight)
  }

  #siblings(requestId: string): ReportedPreflight[] {
    const known = this.#preflightsFor.get(requestId) ?? []
    this.#preflightsFor.set(requestId, known)
    return known
  }

  #preflightEnded(
    requestId: string,
    timestamp: number,
    answer: Answer | null,
    error: string | null,
  ): void {
    const found = this.#preflights.get(requestId)
    if (!found) return
    const { preflight } = found
    preflight.endedMs ??= timestamp * 1000
    preflight.answer ??= answer
    preflight.error ??= error
    if (answer) this.#on.answered(preflight, this.#requests.get(found.for))
  }

  #ended(requestId: string, error: string | null, canceled: boolean): void {
    const request = this.#requests.get(requestId)
    if (request) Object.assign(request, { ended: true, error, canceled })
  }
}

const answerOf = ({ status, headers }: Answered): Answer => ({
  status,
  headers: valuesOf(pairsIn(Object.entries(headers).map(([name, value]) => ({ name, value })))),
})
