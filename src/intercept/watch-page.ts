/// <reference lib="esnext.disposable" preserve="true" />

/** Installing a watcher: options checked, patches placed, and everything put back on request. */

import type { Call } from '../browsers/call.ts'
import type { Browser } from '../browsers/rules.ts'
import type { Verdict } from '../browsers/verdict.ts'
import { Places } from '../request/places.ts'
import { watchBeacon } from './beacon.ts'
import { engineOf } from './engine.ts'
import { watchEventSource } from './eventsource.ts'
import { watchFetch } from './fetch.ts'
import { Patches, unzoned } from './patches.ts'
import { membersOfInit } from './read-init.ts'
import { CallRecord, type Clock, type Entry } from './record.ts'
import { RequestOrigins, watchHeaders, watchRequest } from './request-origins.ts'
import { Settling } from './settling.ts'
import { type Summary, summarize } from './summary.ts'
import { Timings } from './timings.ts'
import { UploadListeners, watchUploadListeners } from './upload-listeners.ts'
import { pageOf } from './urls.ts'
import { Watch } from './watch.ts'
import { watchXhr } from './xhr.ts'

/** A watched page. */
export interface Watcher extends Disposable {
  /** The calls the page made, in order; the newest `limit` of them. */
  readonly calls: readonly Call[]
  /**
   * Tells a listener of each call when it is made, and again when its outcome and cost are known.
   * Calls that a listener makes itself are not watched.
   *
   * @returns A function that ends the subscription.
   */
  subscribe(listener: (call: Call) => void): () => void
  /** The browser that verdicts speak for. */
  readonly browser: Browser
  /** What another browser makes of a call; undefined where the call is no longer remembered. */
  verdictIn(call: Call, browser: Browser): Verdict | undefined
  /** What preflights cost so far, in all and by endpoint. */
  summary(): Summary
  /** Stops watching and leaves the page as it was. */
  uninstall(): void
}

/** What an interception needs to know; all of it checked by then. */
export interface WatchOptions {
  readonly target: typeof globalThis
  readonly browser: Browser | undefined
  readonly limit: number
  readonly wanted: ((url: string) => boolean) | undefined
  /** Told of each call whose outcome and cost are known. */
  readonly known: (entry: Entry) => void
  /** Told what had been wrapped before, if anything. */
  readonly wrapped: (names: readonly string[]) => void
  readonly onError: (error: unknown) => void
}

/** By the name of what adds headers, how users call it. */
const WRAPPED: Readonly<Record<string, string>> = {
  fetch: 'fetch',
  open: 'XMLHttpRequest',
  setRequestHeader: 'XMLHttpRequest',
  send: 'XMLHttpRequest',
}

/** Places the patches. */
export function watchPage(options: WatchOptions): Watcher {
  const { target, limit, onError } = options
  const clock = clockOf(target)
  const page = pageOf(target)
  const browser = options.browser ?? engineOf(target)
  const record = new CallRecord(limit, onError)
  const timings = new Timings(target, page.origin, () => record.quietly(() => settling.look()))
  const known = (entry: Entry) => {
    record.tell(entry)
    record.quietly(() => options.known(entry))
  }
  const pageTimeout = unzoned(target, 'setTimeout')
  const later = (run: () => void, ms: number) => void pageTimeout(() => record.quietly(run), ms)
  const settling: Settling = new Settling(record, timings, later, known)
  const watch = new Watch({
    ...options,
    page,
    browser,
    places: new Places(target),
    record,
    settling,
    clock,
  })
  const patches = new Patches(target)
  if ('fetch' in target) {
    const origins = new RequestOrigins()
    const members = membersOfInit(target)
    watchHeaders(patches, watch, origins)
    watchRequest(patches, watch, origins, members)
    watchFetch(patches, watch, origins, members)
  }
  if (target.XMLHttpRequest) {
    const uploadListeners = new UploadListeners(target.XMLHttpRequestUpload.prototype)
    watchUploadListeners(patches, watch, uploadListeners)
    watchXhr(patches, watch, uploadListeners)
  }
  watchBeacon(patches, watch)
  watchEventSource(patches, watch)
  const wrapped = patches.wrapped.flatMap(name => WRAPPED[name] ?? [])
  // What stands in for a browser has no function that looks like one of a browser's.
  if (wrapped.length > 0 && engineOf(target) !== 'standard') {
    options.wrapped([...new Set(wrapped)])
  }

  const uninstall = () => {
    watch.active = false
    timings.stop()
    patches.restore()
  }
  return {
    get calls() {
      return record.calls
    },
    subscribe: listener => record.subscribe(listener),
    browser,
    verdictIn: (call, other) => record.entryOf(call)?.verdictIn(other),
    summary: () => summarize(record.calls),
    uninstall,
    [Symbol.dispose]: uninstall,
  }
}

function clockOf({ performance, Date: PageDate }: typeof globalThis): Clock {
  // Both as they are now: a test may stop the page's clocks later.
  const { now } = PageDate
  const exact = performance.now.bind(performance)
  const began = now() - exact()
  return { exact, cheap: () => now() - began }
}
