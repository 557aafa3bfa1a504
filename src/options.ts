/** The options of `install`, checked. */

import type { Call } from './browsers/call.ts'
import type { Browser } from './browsers/rules.ts'
import { checkBrowser, checkNames, checkReport, checkSwitch, matching } from './checks.ts'
import type { Matcher } from './matcher.ts'
import { show } from './show.ts'

export type { Matcher } from './matcher.ts'

/** What `install` takes. */
export interface InstallOptions {
  /** Watch only calls to these URLs. Default: all. */
  include?: Matcher | readonly Matcher[]
  /** Don't watch calls to these URLs, even if `include` names them. */
  exclude?: Matcher | readonly Matcher[]
  /** Calls that are meant to be preflighted: recorded, but not reported. */
  expected?: Matcher | readonly Matcher[]
  /** Where findings go: to the console, nowhere, or to a function of yours. Default: `'console'`. */
  report?: 'console' | 'silent' | ((call: Call) => void)
  /** How many calls to remember, from 1. Default: 1000. */
  limit?: number
  /** For which browser to decide. Default: the engine the page runs in. */
  browser?: Browser
  /** Whether the page shows a panel with all calls, loaded only then. Default: false. */
  panel?: boolean
  /**
   * Whether preflights stand on a track of their own in Chromium's Performance panel. Each is a
   * `performance.measure()`, which other code's observers see too. Default: false.
   *
   * @see https://developer.chrome.com/docs/devtools/performance/extension
   */
  track?: boolean
  /** The window or worker scope to watch. Default: this one. */
  target?: Window | typeof globalThis
}

/** The options with their defaults. */
export interface CheckedOptions {
  wanted: ((url: string) => boolean) | undefined
  isExpected: (url: string) => boolean
  report: 'console' | 'silent' | ((call: Call) => void)
  limit: number
  browser: Browser | undefined
  /** What shows calls, beside the report. */
  shown: readonly ('panel' | 'track')[]
  target: typeof globalThis
}

/**
 * Checks the options of `install`.
 *
 * @throws TypeError that names the option and what it takes.
 */
export function checkOptions(options: InstallOptions): CheckedOptions {
  checkNames('install', options, NAMES)
  const { report = 'console', limit = 1000, browser, target = globalThis } = options
  const include = matching('include', options.include)
  const exclude = matching('exclude', options.exclude)
  const isExpected = matching('expected', options.expected)
  checkReport(report)
  if (!Number.isInteger(limit) || limit < 1) {
    throw new TypeError(`option limit takes a whole number from 1, not ${show(limit)}`)
  }
  if (browser !== undefined) checkBrowser('option browser', browser)
  const shown = SHOWN.filter(name => {
    const { [name]: wanted = false } = options
    checkSwitch(name, wanted)
    return wanted
  })
  if ((typeof target !== 'object' && typeof target !== 'function') || target === null) {
    throw new TypeError(`option target takes a window or worker scope, not ${show(target)}`)
  }
  const all = options.include === undefined
  return {
    wanted:
      all && options.exclude === undefined
        ? undefined
        : url => (all || include(url)) && !exclude(url),
    isExpected,
    report,
    limit,
    browser,
    shown,
    target: target as typeof globalThis,
  }
}

const SHOWN = ['panel', 'track'] as const
const NAMES = ['include', 'exclude', 'expected', 'report', 'limit', 'browser', ...SHOWN, 'target']
