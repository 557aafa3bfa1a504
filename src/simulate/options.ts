/** The options of `simulateBrowser`, checked. */

import type { Browser } from '../browsers/rules.ts'
import { checkBrowser, checkNames, checkOrigin, checkReport, matching } from '../checks.ts'
import type { Matcher } from '../matcher.ts'
import { show } from '../show.ts'
import type { SimulatedCall } from './calls.ts'
import type { GivenCookies } from './cookies.ts'
import type { Network } from './network-request.ts'

/** What `simulateBrowser` takes. */
export interface SimulateOptions {
  /**
   * The origin of the page, as `https://app.example.com`. Default: that of the environment's
   * `location`, else `http://localhost:3000`.
   */
  origin?: string
  /** Whose habits to follow. Default: `'standard'`. */
  browser?: Browser
  /**
   * Answers requests, as a server's own `fetch` does; it rejects for a connection that fails.
   * Default: a real connection, where MSW and the like can see it.
   */
  network?: Network
  /** `Set-Cookie` lines by the URL that would have sent them before the test begins. */
  cookies?: GivenCookies
  /** Calls that are meant to be preflighted: recorded, but not reported. */
  expected?: Matcher | readonly Matcher[]
  /**
   * Where findings go, preflighted and refused calls: to the console, nowhere, or to a function of
   * yours. Default: `'console'`.
   */
  report?: 'console' | 'silent' | ((call: SimulatedCall) => void)
}

const NAMES = ['origin', 'browser', 'network', 'cookies', 'expected', 'report']

/** The options with their defaults. */
export interface CheckedSimulateOptions {
  origin: string
  browser: Browser
  network: Network | undefined
  cookies: GivenCookies
  isExpected: (url: string) => boolean
  report: 'console' | 'silent' | ((call: SimulatedCall) => void)
}

/**
 * Checks the options of `simulateBrowser`.
 *
 * @throws TypeError that names the option and what it takes.
 */
export function checkSimulateOptions(options: SimulateOptions): CheckedSimulateOptions {
  checkNames('simulateBrowser', options, NAMES)
  const { origin = ownOrigin(), browser = 'standard', network, cookies = {} } = options
  const { report = 'console' } = options
  checkBrowser('option browser', browser)
  checkReport(report)
  const isExpected = matching('expected', options.expected)
  checkOrigin('option origin', origin)
  if (network !== undefined && typeof network !== 'function') {
    throw new TypeError(`option network takes a function, not ${show(network)}`)
  }
  if (typeof cookies !== 'object' || cookies === null || !Object.keys(cookies).every(isHttpUrl)) {
    throw new TypeError(`option cookies takes Set-Cookie lines by URL, not ${show(cookies)}`)
  }
  return { origin, browser, network, cookies, isExpected, report }
}

/** Where the environment has a page, its origin; `about:blank` has none. */
function ownOrigin(): string {
  const origin = (globalThis as { location?: Location }).location?.origin
  return origin === undefined || origin === 'null' ? 'http://localhost:3000' : origin
}

const isHttpUrl = (url: string): boolean => /^https?:/.test(url) && URL.canParse(url)
