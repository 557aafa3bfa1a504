/** What a test's report has attached: the lines that a console would have, and how they compare. */

import type { Browser, Engine } from '../browsers/rules.ts'
import type { Verdict } from '../browsers/verdict.ts'
import { publicUrl } from '../explain/call.ts'
import { counted, milliseconds } from '../explain/quantities.ts'
import { isFinding } from '../install.ts'
import { consoleReporter } from '../report/console.ts'
import type { Reporter } from '../report/reporter.ts'
import { endLines, preflightLines } from '../testing/words.ts'
import type { ContextRecord, Disagreement } from './record.ts'

const INDENT = '  '

const indented = (line: string): string => `${INDENT}${line}`

/** What a report is about. */
export interface Reported {
  readonly record: ContextRecord
  /** Playwright's name of the browser. */
  readonly browserName: Engine
  readonly compared: boolean
  readonly isExpected: (url: string) => boolean
}

/** The report on a test; null where there is nothing to tell of. */
export function reportOn(reported: Reported): string | null {
  const { record } = reported
  const { disagreements } = record
  const foreign = record.findings.filter(
    ({ call: { verdict } }) => verdict.crossOrigin || verdict.blocked,
  )
  const isQuiet =
    foreign.length + disagreements.length + record.faults.length === 0 &&
    record.wrapped.length === 0
  if (isQuiet) return null
  // What was blocked before it left is told of as on the console.
  const blocked = foreign
    .map(({ call }) => call)
    .filter(({ failure, verdict }) => failure !== null && !verdict.blocked)
  return [
    [headLine(record, foreign.length), compareLine(reported, disagreements.length)],
    disagreementLines(disagreements),
    consoleLines(reported, foreign),
    blocked.length > 0 ? ['Blocked', ...blocked.flatMap(endLines).map(indented)] : [],
    record.faults.length > 0 ? ['Faults of why-preflight', ...record.faults.map(indented)] : [],
  ]
    .filter(lines => lines.length > 0)
    .map(lines => `${lines.join('\n')}\n`)
    .join('\n')
}

function headLine({ preflights, calls }: ContextRecord, foreign: number): string {
  const ms = calls.reduce((sum, { cost }) => sum + cost.preflightMs, 0)
  const waited = ms > 0 ? `, waited ${milliseconds(ms)} for them` : ''
  return `${counted(foreign, 'call')} to other origins, ${counted(preflights.length, 'preflight')}${waited}.`
}

function compareLine({ record, browserName, compared }: Reported, wrong: number): string {
  if (!compared) {
    return (
      `Not compared: this ${browserName} doesn’t show Playwright’s users its preflights. What was ` +
      'sent is what Resource Timing shows, or the verdict; workers are not watched.'
    )
  }
  const left = record.uncompared.length
  const result = wrong === 0 ? 'no verdict is wrong' : `${counted(wrong, 'verdict')} wrong`
  const rest = left > 0 ? `; nothing was reported of ${counted(left, 'call')}` : ''
  return `Compared with what the browser sent: ${result}${rest}.`
}

const disagreementLines = (disagreements: readonly Disagreement[]): string[] =>
  disagreements.length === 0
    ? []
    : [
        'Why-preflight is mistaken, or something below the page has changed the call, as',
        'extraHTTPHeaders do:',
        ...disagreements.flatMap(({ call, preflight, what }) => [
          `  ${what}`,
          ...(call ? preflightLines(call) : [`OPTIONS ${publicUrl(preflight!.url)}`]).map(
            line => `    ${line}`,
          ),
        ]),
      ]

/** What the console would have, had the watcher told there. */
function consoleLines(
  { record, isExpected, browserName }: Reported,
  findings: ContextRecord['findings'],
): string[] {
  const lines: string[] = []
  const reporters = new Map<string, Reporter>()
  const reporterFor = (origin: string): Reporter => {
    const known = reporters.get(origin) ?? consoleReporter(consoleInto(lines), origin, false)
    reporters.set(origin, known)
    return known
  }
  if (record.wrapped.length > 0) reporterFor('').wrapped(record.wrapped)
  for (const { call, origin, verdicts } of findings) {
    // A page that is gone before it said why others preflight a call leaves nothing to tell.
    const isTold = isFinding(call) && (verdicts || call.verdict.preflight || call.verdict.blocked)
    if (!isTold) reporterFor(origin).simple(call)
    else if (!isExpected(call.url)) {
      const verdictIn = (engine: Browser): Verdict =>
        verdicts?.[engine as Engine] ?? likely(call.verdict, engine as Engine)
      reporterFor(origin).found({ call, browser: browserName, verdictIn })
    }
  }
  return lines
}

const likely = (verdict: Verdict, engine: Engine): Verdict => ({
  ...verdict,
  preflight: verdict.browsers[engine],
})

/** A console whose lines are kept. */
function consoleInto(lines: string[]): Console {
  let margin = ''
  const log = (text: string): void => {
    lines.push(...text.split('\n').map(line => `${margin}${line}`))
  }
  const groupCollapsed = (title: string): void => {
    log(title)
    margin = INDENT
  }
  const groupEnd = (): void => {
    margin = ''
  }
  return { log, debug: log, warn: log, groupCollapsed, groupEnd } as unknown as Console
}
