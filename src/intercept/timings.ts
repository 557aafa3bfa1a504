/** Resource Timing's entries, kept until the call they belong to is known. */

import type { Call } from '../browsers/call.ts'
import type { Initiator } from '../standard/description.ts'
import type { Timing } from './cost.ts'

const KEPT = 1000
/** Initiators that every engine names alike. */
const NAMED = new Set<Initiator>(['fetch', 'xmlhttprequest'])
/** Clocks are coarse: an entry may seem to start this many milliseconds before its call. */
const SLACK = 2

/** Collects the timing entries of calls to other origins. */
export class Timings {
  #kept: Timing[] = []
  readonly #observer: PerformanceObserver | undefined

  /** @param onArrival Called when new entries are there. */
  constructor(target: typeof globalThis, origin: string, onArrival: () => void) {
    const { PerformanceObserver: Observer } = target
    if (!Observer?.supportedEntryTypes?.includes('resource')) return
    this.#observer = new Observer(list => {
      const foreign = list.getEntries().filter(({ name }) => !name.startsWith(`${origin}/`))
      if (foreign.length === 0) return
      this.#kept.push(...(foreign as PerformanceResourceTiming[]))
      this.#kept.splice(0, this.#kept.length - KEPT)
      onArrival()
    })
    this.#observer.observe({ type: 'resource' })
  }

  /** Whether the browser tells timings at all. */
  get known(): boolean {
    return this.#observer !== undefined
  }

  /** Takes out the first entry of a call to a URL that started between two moments. */
  take({ initiator, url }: Call, from: number, to: number): Timing | undefined {
    const name = url.split('#', 1)[0]!
    const index = this.#kept.findIndex(
      timing =>
        timing.name.split('#', 1)[0] === name &&
        (timing.initiatorType === initiator || !NAMED.has(initiator)) &&
        timing.startTime >= from - SLACK &&
        timing.startTime <= to + SLACK,
    )
    return index < 0 ? undefined : this.#kept.splice(index, 1)[0]
  }

  stop(): void {
    this.#observer?.disconnect()
    this.#kept = []
  }
}
