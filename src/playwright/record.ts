/** All calls of a context, and whether the verdicts on them are what the browser did. */

import type { Call } from '../browsers/call.ts'
import type { SimulatedCall } from '../simulate/calls.ts'
import type { Exchange } from '../simulate/exchange.ts'
import { differenceFrom } from './compare.ts'
import { KeptPreflights } from './kept.ts'
import type { FindingMessage, PageMessage } from './messages.ts'
import { type ReportedPreflight, type ReportedRequest, Requests } from './requests.ts'
import { isSettled, preflightExchange, type Sides, watchedCall } from './watched-call.ts'

/** A call, and everything that the browser reports of it. */
export type WatchedCall = SimulatedCall

/** Where verdict and browser differ. */
export interface Disagreement {
  /** Null for a preflight that belongs to no call which was seen. */
  readonly call: WatchedCall | null
  /** Null where none was sent. */
  readonly preflight: Exchange | null
  /** What differs, in words. */
  readonly what: string
}

/** A call that was seen, and the request that it became. */
interface Seen extends Sides {
  call: Call
  readonly session: string
  request: ReportedRequest | undefined
  /** Whether an earlier preflight allowed it when it was made. */
  isKept: boolean
  verdicts: Verdicts | undefined
}

type Verdicts = FindingMessage['verdicts']

const UNMATCHED = { request: undefined, isKept: false, verdicts: undefined }

/** The record of a context. */
export class ContextRecord {
  readonly #seen = new Map<string, Seen>()
  readonly #kept = new KeptPreflights()
  readonly #wanted: (url: string) => boolean
  readonly #requests: Requests
  /** What the watchers say of themselves, each once. */
  readonly #wrapped = new Set<string>()
  readonly #faults = new Set<string>()
  readonly #waiting = new Set<() => void>()

  /** @param wanted Whether a URL is to be watched. */
  constructor(wanted: (url: string) => boolean) {
    this.#wanted = wanted
    this.#requests = new Requests({
      sent: request => {
        const seen = [...this.#seen.values()].filter(one => isOf(request, one))
        // What is to be blocked becomes a request of its own only where the verdict is wrong.
        this.#join(seen.find(({ call }) => !call.verdict.blocked) ?? seen[0], request)
      },
      answered: (preflight, request) => {
        const seen = request && this.#whose(request)
        if (seen) this.#kept.keep(preflight, seen.call.credentials)
      },
    })
  }

  /** In the order made. */
  get calls(): WatchedCall[] {
    return [...this.#seen.values()].map(watchedCall)
  }

  /** Every preflight that went over the network for them. */
  get preflights(): Exchange[] {
    return this.calls.flatMap(({ exchanges }) => exchanges.filter(isPreflight))
  }

  get disagreements(): Disagreement[] {
    const found = [...this.#seen.values()].flatMap(seen => {
      const { call, origin, request } = seen
      if (!request) return []
      const what = differenceFrom(call, request, seen.isKept || this.#kept.covers(call, origin))
      if (what === null) return []
      const whole = watchedCall(seen)
      return [{ call: whole, preflight: whole.exchanges.find(isPreflight) ?? null, what }]
    })
    const known = new Set([...this.#seen.values()].map(({ request }) => request))
    const strays = this.#requests.all.filter(request => !known.has(request))
    const unseen = strays.flatMap(({ preflights }) => preflights)
    return [...found, ...unseen.filter(({ url }) => this.#wanted(url)).map(stray)]
  }

  /** Calls that needed the network, and that the browser has told nothing of. */
  get uncompared(): WatchedCall[] {
    return [...this.#seen.values()]
      .filter(
        ({ call: { verdict }, request }) => !request && verdict.crossOrigin && !verdict.blocked,
      )
      .map(watchedCall)
  }

  /** Calls with what each engine makes of them, where the page has come to say so. */
  get findings(): { call: WatchedCall; origin: string; verdicts: Verdicts | undefined }[] {
    return [...this.#seen.values()].map(seen => ({
      call: watchedCall(seen),
      origin: seen.origin,
      verdicts: seen.verdicts,
    }))
  }

  /** Functions that other code had wrapped before a watcher came. */
  get wrapped(): readonly string[] {
    return [...this.#wrapped]
  }

  /** What went wrong with the watching. */
  get faults(): readonly string[] {
    return [...this.#faults]
  }

  /** Whether it is known of each call what became of it. */
  get isSettled(): boolean {
    return [...this.#seen.values()].every(isSettled)
  }

  /**
   * Takes what a page or worker says.
   *
   * @param scope Tells apart whoever counts calls from 1.
   */
  addMessage(message: PageMessage, session: string, scope: string): void {
    if ('call' in message) {
      const { call, origin } = message
      const key = `${scope} ${call.id}`
      const known = this.#seen.get(key)
      if (known) known.call = call
      else this.#seen.set(key, { ...{ call, origin, session }, ...UNMATCHED })
    } else if ('found' in message) {
      const known = this.#seen.get(`${scope} ${message.found}`)
      if (known) known.verdicts = message.verdicts
    } else if ('wrapped' in message) {
      for (const name of message.wrapped) this.#wrapped.add(name)
    } else {
      this.addFault(message.fault)
    }
    this.#changed()
  }

  addEvent(session: string, method: string, params: unknown): void {
    this.#requests.take(session, method, params)
    this.#changed()
  }

  addFault(error: unknown): void {
    this.#faults.add(`${(error as Error | null)?.stack ?? error}`)
  }

  /** Waits for something to change, at most so many milliseconds. */
  change(ms: number): Promise<void> {
    return new Promise(resolve => {
      const done = () => {
        clearTimeout(timer)
        this.#waiting.delete(done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      this.#waiting.add(done)
    })
  }

  #changed(): void {
    for (const done of this.#waiting) done()
  }

  #join(seen: Seen | undefined, request: ReportedRequest): void {
    if (!seen) return
    seen.request = request
    seen.isKept = this.#kept.allows(seen.call, seen.origin)
  }

  #whose(request: ReportedRequest): Seen | undefined {
    return [...this.#seen.values()].find(seen => seen.request === request)
  }
}

const isPreflight = ({ kind }: Exchange): boolean => kind === 'preflight'

const stray = (preflight: ReportedPreflight): Disagreement => ({
  call: null,
  preflight: preflightExchange(preflight),
  what: 'an OPTIONS was sent for a call that was not seen',
})

/** Whether a request can be what has become of a call; calls come first, in their order. */
const isOf = (request: ReportedRequest, { call, session, request: known }: Seen): boolean =>
  known === undefined &&
  session === request.session &&
  call.initiator === request.initiator &&
  call.method === request.method &&
  call.url.split('#', 1)[0] === request.hops[0]!.url
