/** An audit for a terminal. */

import { failureLines } from '../../explain/failures.ts'
import type { EndpointAudit, FailureAudit, HarAudit } from '../../har/audit.ts'
import { paragraph, section } from '../layout.ts'
import type { Terminal } from '../terminal.ts'
import { becauseOf, counted, elsewhereWords, spent, summaryLines } from './words.ts'

/** Endpoints and failures that are listed; --json has all. */
const LISTED = 30

/** The lines of a result. */
export const auditLines = (audit: HarAudit, terminal: Terminal): string[] => {
  const preflighted = audit.endpoints.filter(({ preflights }) => preflights > 0)
  const elsewhere = audit.endpoints.filter(endpoint => elsewhereWords(endpoint) !== '')
  return [
    ...summaryLines(audit),
    ...section(
      terminal,
      'Preflights by endpoint',
      listed(preflighted, endpoint => endpointLines(endpoint, terminal)),
    ),
    ...section(
      terminal,
      'What fails',
      listed(audit.failures, failure => failedLines(failure, terminal)),
    ),
    ...section(
      terminal,
      'In other browsers',
      listed(elsewhere, endpoint => [
        `  ${endpoint.method} ${endpoint.url}  ${elsewhereWords(endpoint)}`,
      ]),
    ),
  ]
}

function listed<T>(all: readonly T[], linesOf: (one: T) => string[]): string[] {
  const more = all.length - LISTED
  return [
    ...all.slice(0, LISTED).flatMap(linesOf),
    ...(more > 0 ? [`  and ${more} more; --json has all`] : []),
  ]
}

function endpointLines(endpoint: EndpointAudit, { colors }: Terminal): string[] {
  const { method, url, calls, preflights, preflightMs, spared } = endpoint
  const sparing = spared > 0 ? `; ${spared} could be saved` : ''
  const why = becauseOf(endpoint)
  return [
    `  ${colors.bold(`${method} ${url}`)}`,
    `    ${colors.yellow(counted(preflights, 'preflight'))} for ${counted(calls, 'call')}, ${spent(preflightMs)}${sparing}`,
    ...(why ? [`    because of ${why}`] : []),
  ]
}

const failedLines = (
  { method, url, failure, times }: FailureAudit,
  terminal: Terminal,
): string[] => [
  `  ${terminal.colors.red(`${method} ${url}`)}${times > 1 ? `, ${times} times` : ''}`,
  ...failureLines(failure).flatMap(line => paragraph(terminal, line, 4)),
]
