/** What all interceptors of a page share: who is asked, where calls are noted, how they end. */

import type { Outcome } from '../browsers/call.ts'
import type { Browser } from '../browsers/rules.ts'
import type { Page } from '../request/page.ts'
import type { Places } from '../request/places.ts'
import type { Description } from '../standard/description.ts'
import { type CallRecord, type Clock, Entry } from './record.ts'
import type { Settling } from './settling.ts'

/** The parts of a watch. */
export interface WatchParts {
  readonly target: typeof globalThis
  readonly page: Page
  readonly browser: Browser
  readonly places: Places
  readonly record: CallRecord
  readonly settling: Settling
  readonly clock: Clock
  /** Whether a URL is to be watched; undefined for all. */
  readonly wanted: ((url: string) => boolean) | undefined
  /** Told of a fault of ours, which the page never hears of. */
  readonly onError: (error: unknown) => void
}

/** A page being watched. */
export class Watch {
  readonly target: typeof globalThis
  readonly page: Page
  readonly places: Places
  readonly #parts: WatchParts
  /** False once uninstalled: what is still in the page only passes calls on. */
  active = true

  constructor(parts: WatchParts) {
    this.target = parts.target
    this.page = parts.page
    this.places = parts.places
    this.#parts = parts
  }

  /** Takes a fault of ours, so that the page never hears of it. */
  failed(error: unknown): void {
    this.#parts.onError(error)
  }

  /** Runs what must not fail; undefined where it did. */
  try<T>(run: () => T): T | undefined {
    try {
      return run()
    } catch (error) {
      this.failed(error)
      return undefined
    }
  }

  /** Notes a call that is about to be made. */
  made(description: Description): Entry | undefined {
    const { wanted, record, browser, clock } = this.#parts
    if (record.telling || (wanted && !wanted(description.url.href))) return undefined
    const entry = new Entry(record.nextId, description, browser, clock)
    record.add(entry)
    return entry
  }

  /** Notes how a call ended. */
  ended(entry: Entry, outcome: Outcome, status: number): void {
    if (entry.outcome !== 'pending') return
    entry.outcome = outcome
    entry.status = status
    entry.end = entry.now()
    this.#parts.settling.schedule()
  }

  /** Takes back a call that threw before it left. */
  unmade(entry: Entry): void {
    this.#parts.record.remove(entry)
  }
}
