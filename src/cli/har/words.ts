/** What an audit found, in words that text and Markdown share. */

import { ENGINES } from '../../browsers/rules.ts'
import { and, MAX_AGE, NAMES } from '../../explain/call.ts'
import { reasonWords } from '../../explain/reasons.ts'
import type { EndpointAudit, HarAudit } from '../../har/audit.ts'

/** A count with its noun. */
export const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`

const countedEntries = (count: number): string => (count === 1 ? '1 entry' : `${count} entries`)

/** Milliseconds, as people read them. */
export const spent = (ms: number): string =>
  ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`

/** The whole in a sentence or two. */
export function summaryLines(audit: HarAudit): string[] {
  const { browser, entries, calls, preflights, preflightMs, spared, sparedMs, unreadable } = audit
  const by = browser ? `recorded by ${NAMES[browser]}` : 'not recorded by a browser that is known'
  return [
    `${countedEntries(entries)}, ${by}: ${counted(calls, 'call')} to other origins, ${counted(preflights, 'preflight')}, ${spent(preflightMs)} for these.`,
    ...(spared > 0
      ? [
          `Access-Control-Max-Age: ${MAX_AGE} would have saved ${spared} of them, and ${spent(sparedMs)}.`,
        ]
      : []),
    ...(unreadable > 0 ? [`Not understood, and left out: ${unreadable}.`] : []),
  ]
}

/** Why an endpoint is preflighted. */
export function becauseOf({ reasons, asked }: EndpointAudit): string {
  const subjects = reasons.length > 0 ? reasons.map(reason => reasonWords(reason).subject) : asked
  return [...new Set(subjects)].join(', ')
}

/** Browsers that would preflight calls which were not here; empty for none. */
export function elsewhereWords({ elsewhere }: EndpointAudit): string {
  const others = ENGINES.filter(engine => elsewhere[engine] > 0)
  if (others.length === 0) return ''
  const most = Math.max(...others.map(engine => elsewhere[engine]))
  return `${and(others.map(engine => NAMES[engine]))} would preflight ${counted(most, 'call')} more`
}

/** Where a HAR ends too early. */
export const brokenWords = ({ broken, entries }: HarAudit): string =>
  broken
    ? `the HAR is broken after byte ${broken.position}, line ${broken.line}: ${broken.reason}; what is told here comes from the ${countedEntries(entries)} before`
    : ''
