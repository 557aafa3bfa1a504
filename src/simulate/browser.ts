/** A browser for tests. */

import { ENFORCEMENT } from '../browsers/enforcement.ts'
import { Places } from '../request/places.ts'
import { PreflightCache } from '../standard/preflight-cache.ts'
import { isNode } from './builtin.ts'
import { Calls, type SimulatedCall } from './calls.ts'
import { carryRequests } from './carried-requests.ts'
import { Cookies } from './cookies.ts'
import type { Core } from './core.ts'
import { pageOf } from './environment.ts'
import { type Exchange, preflightsIn } from './exchange.ts'
import { simulatedFetch } from './fetch.ts'
import { noteFinished } from './finished.ts'
import { Global } from './globals.ts'
import { nodeNetwork } from './node-network.ts'
import {
  type CheckedSimulateOptions,
  checkSimulateOptions,
  type SimulateOptions,
} from './options.ts'
import { pageNetwork } from './page-network.ts'
import { consoleReport } from './report.ts'
import { standingAside } from './standing-aside.ts'
import { simulatedXMLHttpRequest } from './xhr.ts'

/** A simulated browser. */
export interface SimulatedBrowser {
  /** The page's `fetch`; works without `install()`. */
  readonly fetch: typeof fetch
  /** The page's `XMLHttpRequest`; works without `install()`. */
  readonly XMLHttpRequest: typeof XMLHttpRequest
  /** The newest calls, at most 1000, in the order made. */
  readonly calls: readonly SimulatedCall[]
  /** Every preflight that went over the network for them. */
  readonly preflights: readonly Exchange[]
  /** Puts both functions into the environment, over what is there; a second time it changes nothing. */
  install(): void
  /** Takes them out again; the environment is as it was. */
  uninstall(): void
  /** Forgets calls, preflights and what they allowed; cookies stay. */
  reset(): void
  /** Forgets what preflights allowed, as a browser does when it is started anew. */
  clearPreflightCache(): void
  /** Whether the preflight of a call to this URL is meant to be, by the option `expected`. */
  isExpected(url: string): boolean
}

/**
 * Simulates a browser: preflights are sent, checked, cached and failed as the engine does it.
 * https://fetch.spec.whatwg.org/#http-cors-protocol
 *
 * @param options Whose page, which browser and which server; all of it has defaults.
 * @throws TypeError for a bad option.
 * @example
 * import { simulateBrowser } from 'why-preflight/simulate'
 * const browser = simulateBrowser({ origin: 'https://app.example.com', browser: 'webkit' })
 * beforeAll(() => browser.install())
 * afterEach(() => browser.reset())
 * afterAll(() => browser.uninstall())
 */
export function simulateBrowser(options: SimulateOptions = {}): SimulatedBrowser {
  const checked = checkSimulateOptions(options)
  const { origin, browser, isExpected } = checked
  const calls = new Calls()
  const cache = new PreflightCache(ENFORCEMENT[browser].cache, () => Date.now())
  const report = reporting(checked)
  const core: Core = {
    browser,
    calls,
    cache,
    places: new Places(globalThis, true),
    page: pageOf(origin),
    network: checked.network ?? (isNode() ? nodeNetwork : pageNetwork),
    native: globalThis.fetch,
    cookies: new Cookies(checked.cookies, browser === 'webkit'),
    ended(call) {
      report(call)
      if (undo) noteFinished({ call, expected: isExpected(call.url) })
    },
  }
  const fetch = new Global<typeof globalThis.fetch>('fetch', (standsAside, below) =>
    simulatedFetch(core, standsAside, below),
  )
  const xhr = new Global<typeof globalThis.XMLHttpRequest>('XMLHttpRequest', (standsAside, below) =>
    standingAside(simulatedXMLHttpRequest(core), standsAside, below),
  )
  const globals = [fetch, xhr]
  let undo: (() => void) | undefined

  return {
    fetch: fetch.value,
    XMLHttpRequest: xhr.value,
    isExpected,
    get calls() {
      return calls.all
    },
    get preflights() {
      return calls.all.flatMap(({ exchanges }) => preflightsIn(exchanges))
    },
    install() {
      undo ??= carryRequests()
      for (const global of globals) global.put()
    },
    uninstall() {
      undo?.()
      undo = undefined
      for (const global of globals) global.remove()
    },
    reset() {
      calls.clear()
      cache.clear()
      // A server that has stopped meanwhile has put back what it once found.
      if (undo) for (const global of globals) global.put()
    },
    clearPreflightCache: () => cache.clear(),
  }
}

/** Tells of refused calls, and of preflights that nobody expects. */
function reporting({ report, origin, browser, isExpected }: CheckedSimulateOptions) {
  if (report === 'silent') return () => undefined
  const tell = report === 'console' ? consoleReport(origin, browser) : report
  return (call: SimulatedCall): void => {
    const preflighted = preflightsIn(call.exchanges).length > 0
    if (!call.failure && (!preflighted || isExpected(call.url))) return
    try {
      tell(call)
    } catch (error) {
      // The test's concern, not the page's.
      Promise.reject(error)
    }
  }
}
