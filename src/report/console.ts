/** Findings on the console: a collapsed group for each, once. */

import type { Call } from '../browsers/call.ts'
import { ENGINES } from '../browsers/rules.ts'
import {
  blockedLines,
  browserLines,
  clientLine,
  DOCS,
  MAX_AGE,
  publicUrl,
  reasonLines,
  serverLines,
} from '../explain/call.ts'
import { milliseconds } from '../explain/quantities.ts'
import { stateOf } from '../explain/state.ts'
import { PREFIX } from '../prefix.ts'
import type { Finding, Reporter } from './reporter.ts'

const STYLES = [
  'color:#8250df;font-weight:bold',
  'font-weight:bold',
  'color:#bf8700;font-weight:normal',
] as const
const REMEMBERED = 1000

/** How often a finding was made, and what it cost so far. */
interface Count {
  times: number
  sent: number
  ms: number
}

/**
 * A reporter that prints to a console.
 *
 * @param styled Whether the console knows `%c`.
 */
export function consoleReporter(console: Console, origin: string, styled: boolean): Reporter {
  const counts = new Map<string, Count>()

  const count = (call: Call, key: string): Count => {
    const known = counts.get(key) ?? { times: 0, sent: 0, ms: 0 }
    known.times++
    if (call.cost.preflightSent === 'yes') known.sent++
    known.ms += call.cost.preflightMs
    if (counts.size >= REMEMBERED && !counts.has(key)) counts.clear()
    counts.set(key, known)
    return known
  }

  return {
    found(finding) {
      const { call } = finding
      const known = count(call, keyOf(call))
      if (known.times > 1) {
        // One line at the 2nd, 4th, 8th … time says how it adds up.
        if (Number.isInteger(Math.log2(known.times))) console.log(...titled(call, known))
        return
      }
      console.groupCollapsed(...titled(call, known))
      console.log(bodyOf(finding, known))
      console.groupEnd()
    },
    simple(call) {
      const key = `simple ${call.method} ${publicUrl(call.url)}`
      if (count(call, key).times === 1) {
        console.debug(`${PREFIX} ${call.method} ${publicUrl(call.url)}  needs no preflight`)
      }
    },
    wrapped(names) {
      console.warn(
        `${PREFIX} ${names.join(', ')}: wrapped by other code before why-preflight came. Headers ` +
          'that it adds below can’t be seen here. Import why-preflight before everything else.',
      )
    },
    fault(error) {
      console.warn(`${PREFIX} has a fault of its own; the page is not affected.`, error)
    },
  }

  function titled(of: Call, known: Count): string[] {
    const what = `${of.method} ${publicUrl(of.url)}`
    const how = `${stateOf(of)}${oftenWords(known)}`
    if (!styled) return [`${PREFIX} ${what}  ${how}`]
    // What is not ours goes in by %s: a URL may hold what looks like a format.
    const [prefix, call, state] = STYLES
    return [`%c${PREFIX}%c %s  %c%s`, prefix, call, what, state, how]
  }

  function bodyOf({ call, browser, verdictIn }: Finding, known: Count): string {
    const { verdict } = call
    if (verdict.blocked) {
      return [...blockedLines(verdict), `${DOCS}/${verdict.blocked.code}.md`].join('\n')
    }
    const there = ENGINES.find(engine => verdict.browsers[engine]) ?? 'standard'
    const { reasons } = verdict.preflight ? verdict : verdictIn(there)
    return [
      ...reasonLines(reasons),
      ...browserLines(verdict, browser, verdictIn),
      ...serverPart(call, known),
      ...costPart(call),
      clientLine(reasons, !verdict.preflight),
      `${DOCS}/${reasons[0]?.code}.md`,
    ].join('\n')
  }

  function costPart({ verdict, cost, outcome }: Call): string[] {
    const hidden = verdict.preflight && outcome === 'ok' && cost.preflightSent === 'unknown'
    return hidden
      ? [`Cost: the browser hides it; Timing-Allow-Origin: ${origin} on the answer shows more.`]
      : []
  }

  function serverPart(call: Call, known: Count): string[] {
    const lines = serverLines(call, origin)
    if (lines.length === 0) return []
    const saving =
      known.sent > 1
        ? `Access-Control-Max-Age: ${MAX_AGE} would have saved ${known.sent - 1} of these ${known.sent}.`
        : 'answer the OPTIONS with'
    return [`Server: ${saving}`, ...lines.map(line => `  ${line}`)]
  }
}

/** Calls with the same key are the same finding. */
const keyOf = ({ method, url, verdict }: Call): string =>
  [
    method,
    publicUrl(url),
    verdict.blocked?.code,
    ...verdict.reasons.map(reason => `${reason.code} ${'name' in reason ? reason.name : ''}`),
  ].join(' ')

const oftenWords = ({ times, ms }: Count): string =>
  times > 1 ? ` (${ordinal(times)} time${ms > 0 ? `, waited ${milliseconds(ms)} in all` : ''})` : ''

function ordinal(n: number): string {
  const tens = n % 100
  const suffix = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')
  return `${n}${suffix}`
}
