/** What a HAR says of CORS: entries in, figures out; nothing but the figures is kept. */

import type { Engine } from '../browsers/rules.ts'
import { pageOrigin, type RecordedCall, type RecordedPreflight, recordedFrom } from './call.ts'
import { type EndpointAudit, noteAsked, noteVerdict } from './endpoint.ts'
import type { Fault } from './fault.ts'
import { addTo, type Figures, noFigures } from './figures.ts'
import { judge } from './judge.ts'
import { InOrder } from './order.ts'
import { type Exchange, Pairing } from './pair.ts'
import type { HarEntry, HarListener, HarPage } from './read.ts'
import { engineNamed } from './recorder.ts'
import { Replay } from './replay.ts'
import { type FailureAudit, LIMIT, Tally } from './tally.ts'

/** What an audit found. */
export interface HarAudit extends Figures {
  /** Who recorded; null where that is none of the three, whose calls are judged by the standard. */
  browser: Engine | null
  entries: number
  /** Entries that could not be understood. */
  unreadable: number
  /** The first of them, by their number from 1, and why. */
  readonly unreadableWhy: string[]
  /** Those that waited longest for preflights first. */
  endpoints: EndpointAudit[]
  failures: FailureAudit[]
  /** Where and why the HAR ends too early; null where it does not. */
  broken: Fault | null
}

/** How many entries that can't be understood are named. */
const NAMED = 10

/** Makes an audit, entry by entry. */
export class Auditor implements HarListener {
  readonly #audit: HarAudit = {
    ...{ browser: null, entries: 0, unreadable: 0, unreadableWhy: [], ...noFigures() },
    ...{ endpoints: [], failures: [], broken: null },
  }
  readonly #tally = new Tally()
  readonly #pages = new Map<unknown, string>()
  readonly #inOrder = new InOrder<RecordedCall | RecordedPreflight>()
  readonly #pairing = new Pairing()
  #replay: Replay | undefined

  creator(name: string): void {
    this.#audit.browser ??= engineNamed(name)
  }

  page({ id, title }: HarPage): void {
    const origin = pageOrigin(title)
    if (origin !== undefined && this.#pages.size < LIMIT) this.#pages.set(id, origin)
  }

  entry(entry: HarEntry): void {
    this.#audit.entries++
    try {
      const recorded = recordedFrom(entry, this.#pages)
      const next = recorded && this.#inOrder.take(recorded)
      if (next) this.#recorded(next)
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      this.#notUnderstood(error)
    }
  }

  /** Ends the audit. */
  end(broken: Fault | null): HarAudit {
    for (const recorded of this.#inOrder.end()) this.#recorded(recorded)
    for (const exchange of this.#pairing.end()) this.#exchange(exchange)
    const { endpoints, failures } = this.#tally
    return Object.assign(this.#audit, { endpoints, failures, broken })
  }

  #notUnderstood({ message }: TypeError): void {
    const { entries, unreadableWhy } = this.#audit
    if (this.#audit.unreadable++ < NAMED) unreadableWhy.push(`entry ${entries}: ${message}`)
  }

  #recorded(recorded: RecordedCall | RecordedPreflight): void {
    this.#audit.browser ??= recorded.engine
    for (const exchange of this.#pairing.take(recorded)) this.#exchange(exchange)
  }

  #exchange(exchange: Exchange): void {
    const { browser } = this.#audit
    this.#replay ??= new Replay(browser ?? 'chromium')
    const { preflight, call } = exchange
    const { url, method } = preflight ?? call
    const judgement = judge(exchange, browser ?? 'standard')
    const figures = this.#replay.count(exchange, judgement)
    const endpoint = this.#tally.endpoint(method, url)
    addTo(this.#audit, figures)
    addTo(endpoint, figures)
    if (preflight) noteAsked(endpoint, preflight)
    if (judgement.verdict) noteVerdict(endpoint, judgement.verdict)
    for (const failure of judgement.failures) this.#tally.failed(method, url, failure)
  }
}
