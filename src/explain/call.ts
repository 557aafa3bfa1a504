/** A watched call in words: title and lines, still without colours. */

import { type Browser, ENGINES, type Engine } from '../browsers/rules.ts'
import type { Verdict } from '../browsers/verdict.ts'
import { isCorsSafelistedMethod } from '../standard/method.ts'
import type { Reason } from '../standard/reason.ts'
import { reasonWords } from './reasons.ts'
import { refusalWords } from './refusals.ts'
import { preflightLines } from './remedy.ts'

/** What of a call is put into words. */
export interface ExplainedCall {
  readonly method: string
  readonly url: string
  readonly credentials: string
  readonly verdict: Verdict
}

/** Where the pages on reasons and failures are. */
export const DOCS = 'https://github.com/why-preflight/why-preflight/blob/main/docs/reasons'

/** The most seconds that every engine keeps a preflight for is less; Chromium's cap is this. */
export const MAX_AGE = 7200

/** Browsers by the names users know. */
export const NAMES: Readonly<Record<Engine, string>> = {
  chromium: 'Chrome',
  firefox: 'Firefox',
  webkit: 'Safari',
}

/** A URL with its path, and nothing of its query but the names: values may be secrets. */
export function publicUrl(url: string): string {
  const { origin, protocol, pathname, search } = new URL(url)
  const names = search
    .slice(1)
    .split('&')
    .filter(Boolean)
    .map(pair => `${pair.split('=', 1)[0]}=…`)
  const path = names.length > 0 ? `${pathname}?${names.join('&')}` : pathname
  return `${origin === 'null' ? protocol : origin}${path}`
}

/** Reasons, a line each in columns. */
export function reasonLines(reasons: readonly Reason[]): string[] {
  const words = reasons.map(reason => ({ ...reasonWords(reason), setAt: reason.setAt }))
  const widest = (key: 'subject' | 'what') => Math.max(...words.map(word => word[key].length))
  const [subjects, whats] = [widest('subject'), widest('what')]
  return words.map(
    ({ subject, what, setAt }) =>
      `${subject.padEnd(subjects)}   ${setAt ? `${what.padEnd(whats)}   set at ${setAt}` : what}`,
  )
}

/** What the other engines make of a call, those alike together. */
export function browserLines(
  { preflight }: Verdict,
  browser: Browser,
  verdictIn: (browser: Browser) => Verdict,
): string[] {
  const byState = new Map<string, string[]>()
  for (const engine of ENGINES) {
    if (engine === browser) continue
    const verdict = verdictIn(engine)
    const state = verdict.blocked
      ? 'refuses the call'
      : verdict.preflight === preflight
        ? 'the same'
        : verdict.preflight
          ? 'preflighted'
          : 'no preflight'
    byState.set(state, [...(byState.get(state) ?? []), NAMES[engine]])
  }
  return [...byState].map(([state, names]) => `${names.join(', ')}: ${state}.`)
}

/** The engines that preflight a call, by the names users know. */
export const preflightingBrowsers = ({ browsers }: Verdict): string =>
  ENGINES.filter(engine => browsers[engine])
    .map(engine => NAMES[engine])
    .join(', ')

/** The header lines with which a server allows a preflighted call of this origin. */
export function serverLines(
  { url, credentials, verdict }: ExplainedCall,
  origin: string,
): string[] {
  const { request } = verdict
  if (!request) return []
  const remedy = {
    ...{ url, origin, preflighted: true, maxAge: MAX_AGE, exposed: [] },
    credentials: credentials === 'include',
    methods: isCorsSafelistedMethod(request.method) ? [] : [request.method],
    headers: request.headers,
  }
  return preflightLines(remedy).map(line => line.join(': '))
}

/** The header lines that a preflight asks with, but for `Origin`. */
export const requestLines = ({ request }: Verdict): string[] =>
  request
    ? [
        `Access-Control-Request-Method: ${request.method}`,
        ...(request.headers.length > 0
          ? [`Access-Control-Request-Headers: ${request.headers.join(',')}`]
          : []),
      ]
    : []

/**
 * What the page could change to be spared the preflight.
 *
 * @param anywhere Whether it is other browsers that send one.
 */
export function clientLine(reasons: readonly Reason[], anywhere = false): string {
  const words = reasons.map(reasonWords)
  const changes = [...new Set(words.flatMap(({ client }) => client ?? []))]
  const left = words.filter(({ client }) => client === null).map(({ subject }) => subject)
  if (changes.length === 0) return `Client: ${and(left)} can't do without a preflight.`
  return left.length > 0
    ? `Client: ${and(changes)}; ${and(left)} still needs a preflight.`
    : `Client: ${and(changes)}, and no preflight is left${anywhere ? ' anywhere' : ''}.`
}

/** Why a call never left, and what to change. */
export function blockedLines({ blocked }: Verdict): string[] {
  if (!blocked) return []
  const { what, fix } = refusalWords(blocked)
  return [`${what}.`, `Client: ${fix}.`]
}

/** A list in words. */
export const and = (parts: readonly string[]): string =>
  parts.length < 2 ? `${parts[0] ?? ''}` : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
