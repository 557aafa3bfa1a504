/** The options of `install`, checked. */

import { type Browser, RULES } from './browsers/rules.ts'
import type { Call } from './intercept/call.ts'

/** Which URLs: a part of one, a pattern, or a function that is given it. */
export type Matcher = string | RegExp | ((url: string) => boolean)

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
  /** The window or worker scope to watch. Default: this one. */
  target?: Window | typeof globalThis
}

const BROWSERS = Object.keys(RULES) as readonly Browser[]

/** The options with their defaults. */
export interface CheckedOptions {
  wanted: ((url: string) => boolean) | undefined
  isExpected: (url: string) => boolean
  report: 'console' | 'silent' | ((call: Call) => void)
  limit: number
  browser: Browser | undefined
  target: typeof globalThis
}

/**
 * Checks the options of `install`.
 *
 * @throws TypeError that names the option and what it takes.
 */
export function checkOptions(options: InstallOptions): CheckedOptions {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`install takes an object of options, not ${show(options)}`)
  }
  for (const name of Object.keys(options)) {
    if (!NAMES.includes(name)) {
      throw new TypeError(`install has no option ${show(name)}; it takes ${NAMES.join(', ')}`)
    }
  }
  const { report = 'console', limit = 1000, browser, target = globalThis } = options
  const include = matchers('include', options.include)
  const exclude = matchers('exclude', options.exclude)
  const expected = matchers('expected', options.expected)
  if (report !== 'console' && report !== 'silent' && typeof report !== 'function') {
    throw new TypeError(
      `option report takes 'console', 'silent' or a function, not ${show(report)}`,
    )
  }
  if (!Number.isInteger(limit) || limit < 1) {
    throw new TypeError(`option limit takes a whole number from 1, not ${show(limit)}`)
  }
  if (browser !== undefined) checkBrowser('option browser', browser)
  if ((typeof target !== 'object' && typeof target !== 'function') || target === null) {
    throw new TypeError(`option target takes a window or worker scope, not ${show(target)}`)
  }
  const all = options.include === undefined
  return {
    wanted:
      all && exclude.length === 0
        ? undefined
        : url => (all || matchesAny(include, url)) && !matchesAny(exclude, url),
    isExpected: url => matchesAny(expected, url),
    report,
    limit,
    browser,
    target: target as typeof globalThis,
  }
}

const NAMES = ['include', 'exclude', 'expected', 'report', 'limit', 'browser', 'target']

/** @throws TypeError for what is no browser. */
export function checkBrowser(name: string, browser: unknown): asserts browser is Browser {
  if (!BROWSERS.includes(browser as Browser)) {
    throw new TypeError(
      `${name} takes ${BROWSERS.map(known => `'${known}'`).join(', ')}, not ${show(browser)}`,
    )
  }
}

function matchers(name: string, given: unknown): readonly Matcher[] {
  const list = given === undefined ? [] : Array.isArray(given) ? given : [given]
  for (const matcher of list) {
    if (typeof matcher === 'string' || typeof matcher === 'function' || isRegExp(matcher)) continue
    throw new TypeError(
      `option ${name} takes a string, a RegExp, a function or an array of these, not ${show(matcher)}`,
    )
  }
  return list
}

const isRegExp = (value: unknown): value is RegExp =>
  Object.prototype.toString.call(value) === '[object RegExp]'

const matchesAny = (list: readonly Matcher[], url: string): boolean =>
  list.some(matcher =>
    typeof matcher === 'string'
      ? url.includes(matcher)
      : typeof matcher === 'function'
        ? matcher(url)
        : // Unlike test(), search() keeps no position in a global pattern.
          url.search(matcher) >= 0,
  )

const show = (value: unknown): string =>
  typeof value === 'string' ? `'${value}'` : value === null ? 'null' : String(value)
