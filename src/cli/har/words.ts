/** What an audit found, in words that text and Markdown share. */

import { ENGINES, type Engine } from '../../browsers/rules.ts'
import { and, MAX_AGE, NAMES } from '../../explain/call.ts'
import { counted, milliseconds } from '../../explain/quantities.ts'
import { reasonWords } from '../../explain/reasons.ts'
import type { HarAudit } from '../../har/audit.ts'
import type { EndpointAudit } from '../../har/endpoint.ts'

const countedEntries = (count: number): string => (count === 1 ? '1 entry' : `${count} entries`)

/** Milliseconds, as people read them. */
export const spent = (ms: number): string =>
  ms < 10_000 ? milliseconds(ms) : `${(ms / 1000).toFixed(1)} s`

/** The whole in a few sentences. */
export function summaryLines(audit: HarAudit): string[] {
  const { browser, entries, calls, preflights, preflightMs, spared, sparedMs } = audit
  const by = browser ? `recorded by ${NAMES[browser]}` : 'not recorded by a browser that is known'
  const lines: [count: number, line: string][] = [
    [1, `${countedEntries(entries)}, ${by}.`],
    [
      1,
      `${counted(calls, 'call')} to other origins, ${counted(preflights, 'preflight')}, ${spent(preflightMs)} for these.`,
    ],
    [
      spared,
      `Access-Control-Max-Age: ${MAX_AGE} would have saved ${spared} of them, and ${spent(sparedMs)}.`,
    ],
    [audit.cached, `Went without, for what an earlier preflight allowed: ${audit.cached}.`],
    [
      audit.unshown,
      `Need a preflight of which the HAR shows nothing: ${counted(audit.unshown, 'call')}. It is from before, or it was left out, as Safari and Playwright do.`,
    ],
    [audit.unfollowed, `Preflights that passed, after which no call came: ${audit.unfollowed}.`],
    [
      audit.unreadable,
      `Not understood, and left out: ${audit.unreadable}. ${audit.unreadableWhy.slice(0, 3).join('; ')}.`,
    ],
  ]
  return lines.filter(([count]) => count > 0).map(([, line]) => line)
}

/** Whether anything is to be told of an endpoint's preflights. */
export const isPreflighted = ({ preflights, unshown, cached }: EndpointAudit): boolean =>
  preflights + unshown + cached > 0

/** Why an endpoint is preflighted. */
export function becauseOf({ reasons, asked }: EndpointAudit): string {
  const subjects = reasons.length > 0 ? reasons.map(reason => reasonWords(reason).subject) : asked
  return subjects.length > 0
    ? [...new Set(subjects)].join(', ')
    : 'an upload listener or a stream, which a HAR does not show'
}

/** Where browsers would do otherwise; empty for nowhere. */
export function elsewhereWords({ elsewhere, notElsewhere }: EndpointAudit): string {
  const parts = [...together(elsewhere, 'more'), ...together(notElsewhere, 'less')]
  return parts.join('; ')
}

/** Those browsers together of which the same is to be said. */
function together(counts: Readonly<Record<Engine, number>>, than: string): string[] {
  const others = ENGINES.filter(engine => counts[engine] > 0)
  return [...new Set(others.map(engine => counts[engine]))].map(count => {
    const names = others.filter(engine => counts[engine] === count).map(engine => NAMES[engine])
    return `${and(names)} would preflight ${counted(count, 'call')} ${than}`
  })
}

/** Where a HAR ends too early. */
export const brokenWords = ({ broken, entries }: HarAudit): string =>
  broken
    ? `the HAR is broken after byte ${broken.position}, line ${broken.line}: ${broken.reason}; what is told here comes from the ${countedEntries(entries)} before`
    : ''
