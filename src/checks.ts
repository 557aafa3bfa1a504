/** Checks that options have in common. */

import { type Browser, RULES } from './browsers/rules.ts'
import { isMatcher, type Matcher, matchesAny } from './matcher.ts'
import { show } from './show.ts'
import { isOrigin } from './standard/origin.ts'

const BROWSERS = Object.keys(RULES) as readonly Browser[]

/** @throws TypeError for what is no object, and for a name that is no option. */
export function checkNames(taker: string, options: unknown, names: readonly string[]): void {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`${taker} takes an object of options, not ${show(options)}`)
  }
  for (const name of Object.keys(options)) {
    if (!names.includes(name)) {
      throw new TypeError(`${taker} has no option ${show(name)}; it takes ${names.join(', ')}`)
    }
  }
}

/** @throws TypeError for what is no browser. */
export function checkBrowser(name: string, browser: unknown): asserts browser is Browser {
  if (!BROWSERS.includes(browser as Browser)) {
    throw new TypeError(
      `${name} takes ${BROWSERS.map(known => `'${known}'`).join(', ')}, not ${show(browser)}`,
    )
  }
}

/** @throws TypeError for what is no origin as browsers send it. */
export function checkOrigin(name: string, origin: unknown): asserts origin is string {
  if (typeof origin !== 'string' || !isOrigin(origin)) {
    throw new TypeError(`${name} takes an origin like https://app.example.com, not ${show(origin)}`)
  }
}

/** @throws TypeError for a report that goes nowhere. */
export function checkReport(report: unknown): void {
  if (report !== 'console' && report !== 'silent' && typeof report !== 'function') {
    throw new TypeError(
      `option report takes 'console', 'silent' or a function, not ${show(report)}`,
    )
  }
}

/** @throws TypeError for what is neither true nor false. */
export function checkSwitch(name: string, given: unknown): asserts given is boolean {
  if (typeof given !== 'boolean') {
    throw new TypeError(`option ${name} takes true or false, not ${show(given)}`)
  }
}

/** @throws TypeError for what can't match URLs. */
export function matching(name: string, given: unknown): (url: string) => boolean {
  const list: readonly Matcher[] = given === undefined ? [] : Array.isArray(given) ? given : [given]
  for (const matcher of list) {
    if (isMatcher(matcher)) continue
    throw new TypeError(
      `option ${name} takes a string, a RegExp, a function or an array of these, not ${show(matcher)}`,
    )
  }
  return url => matchesAny(list, url)
}
