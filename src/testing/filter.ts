/** Which calls an assertion is about. */

import { isMatcher, type Matcher, matchesAny } from '../matcher.ts'
import { show } from '../show.ts'
import type { SimulatedCall } from '../simulate/calls.ts'
import type { FailureCode } from '../standard/failure.ts'
import { normalizeMethod } from '../standard/method.ts'
import type { ReasonCode } from '../standard/reason.ts'
import { isToken } from '../standard/token.ts'
import { FAILURE_CODES } from './codes.ts'

/** Which calls `toHavePreflighted` is about. Default: all. */
export interface PreflightFilter {
  /** A part of the URL, a pattern, or a function that is given it. */
  url?: Matcher
  /** The call's method, not that of its preflight. */
  method?: string
  /** The code of a reason, such as `'content-type'`, or a header's name; several mean all of them. */
  because?: ReasonOrHeader | readonly ReasonOrHeader[]
}

/** Which calls `toHaveBeenBlocked` is about. Default: all. */
export interface BlockedFilter {
  /** A part of the URL, a pattern, or a function that is given it. */
  url?: Matcher
  /** The call's method, not that of its preflight. */
  method?: string
  /**
   * The code of a failure, such as `'allow-origin-missing'`: the one at which the browser stopped or
   * another of the same response; several mean all of them.
   */
  because?: FailureCode | readonly FailureCode[]
}

/** The code of a reason, or a header's name. */
export type ReasonOrHeader = ReasonCode | (string & Record<never, never>)

/** A filter, checked. */
export interface CheckedFilter {
  /** Whether URL and method are those of the filter. */
  isAbout(call: SimulatedCall): boolean
  /** What all has to be among a call's causes. */
  because: readonly string[]
  /** The filter as a message shows it; empty where there is none. */
  shown: string
}

/** How a matcher reads `because`. */
interface Because {
  takes: string
  isOne: (value: string) => boolean
}

const REASON: Because = {
  takes: "a reason's code, a header's name or an array of these",
  isOne: isToken,
}

const FAILURE: Because = {
  takes: `a failure's code or an array of codes (${FAILURE_CODES.join(', ')})`,
  isOne: value => (FAILURE_CODES as readonly string[]).includes(value),
}

// Shown as it is, without quotes.
const NOTHING = { toString: () => 'an empty array' }

const MEMBERS = ['url', 'method', 'because']

/** @throws TypeError that names what the filter takes. */
export const checkPreflightFilter = (filter: unknown): CheckedFilter =>
  checkFilter('toHavePreflighted', filter, REASON)

/** @throws TypeError that names what the filter takes. */
export const checkBlockedFilter = (filter: unknown): CheckedFilter =>
  checkFilter('toHaveBeenBlocked', filter, FAILURE)

function checkFilter(matcher: string, filter: unknown, reads: Because): CheckedFilter {
  if (filter === undefined) return { isAbout: () => true, because: [], shown: '' }
  if (typeof filter !== 'object' || filter === null || Array.isArray(filter)) {
    throw new TypeError(`${matcher} takes a filter { ${MEMBERS.join(', ')} }, not ${show(filter)}`)
  }
  for (const name of Object.keys(filter)) {
    if (!MEMBERS.includes(name)) {
      throw new TypeError(
        `the filter of ${matcher} has no member ${show(name)}; it takes ${MEMBERS.join(', ')}`,
      )
    }
  }
  const { url, method, because } = filter as Record<string, unknown>
  const refuse = (name: string, takes: string, value: unknown): never => {
    throw new TypeError(`${name} in the filter of ${matcher} takes ${takes}, not ${show(value)}`)
  }
  if (url !== undefined && !isMatcher(url)) {
    return refuse('url', 'a string, a RegExp or a function', url)
  }
  if (method !== undefined && (typeof method !== 'string' || !isToken(method))) {
    return refuse('method', "a method like 'PUT'", method)
  }
  const wanted = method === undefined ? undefined : normalizeMethod(method)
  return {
    isAbout: call =>
      (url === undefined || matchesAny([url], call.url)) &&
      (wanted === undefined || call.method === wanted),
    because: because === undefined ? [] : list(because, reads, refuse),
    shown: ` with { ${Object.entries(filter)
      .map(([name, value]) => `${name}: ${shownValue(value)}`)
      .join(', ')} }`,
  }
}

function list(
  given: unknown,
  { takes, isOne }: Because,
  refuse: (name: string, takes: string, value: unknown) => never,
): readonly string[] {
  const all: readonly unknown[] = Array.isArray(given) ? given : [given]
  // To ask for no cause at all would be to ask for nothing.
  if (all.length === 0) return refuse('because', takes, NOTHING)
  return all.map(one =>
    typeof one === 'string' && isOne(one) ? one : refuse('because', takes, one),
  )
}

// The runners print it over many lines.
const shownValue = (value: unknown): string =>
  Array.isArray(value) ? `[${value.map(show).join(', ')}]` : show(value)
