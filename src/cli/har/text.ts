/** An audit for a terminal. */

import { failureLines } from '../../explain/failures.ts'
import { counted } from '../../explain/quantities.ts'
import type { HarAudit } from '../../har/audit.ts'
import type { EndpointAudit } from '../../har/endpoint.ts'
import type { FailureAudit } from '../../har/tally.ts'
import { paragraph, section } from '../layout.ts'
import type { Terminal } from '../terminal.ts'
import { becauseOf, elsewhereWords, isPreflighted, spent, summaryLines } from './words.ts'

/** Endpoints and failures that are listed; --json has all. */
const LISTED = 30

/** The lines of a result. */
export const auditLines = (audit: HarAudit, terminal: Terminal): string[] => {
  const preflighted = audit.endpoints.filter(isPreflighted)
  const elsewhere = audit.endpoints.filter(endpoint => elsewhereWords(endpoint) !== '')
  return [
    ...summaryLines(audit).flatMap(line => paragraph(terminal, line, 0)),
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
        `  ${terminal.colors.bold(`${endpoint.method} ${endpoint.url}`)}`,
        ...paragraph(terminal, elsewhereWords(endpoint), 4),
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

function endpointLines(endpoint: EndpointAudit, terminal: Terminal): string[] {
  const { method, url, calls, preflights, preflightMs, spared, cached, unshown } = endpoint
  const { colors } = terminal
  const parts: [count: number, words: string][] = [
    [
      preflights,
      `${colors.yellow(counted(preflights, 'preflight'))} for ${counted(calls, 'call')}, ${spent(preflightMs)}`,
    ],
    [spared, `${spared} could be saved`],
    [cached, `${counted(cached, 'call')} went without`],
    [unshown, `${colors.yellow(counted(unshown, 'call'))} whose preflight is not shown`],
  ]
  const words = parts.filter(([count]) => count > 0).map(([, part]) => part)
  return [
    `  ${colors.bold(`${method} ${url}`)}`,
    ...paragraph(terminal, words.join('; '), 4),
    ...paragraph(terminal, `because of ${becauseOf(endpoint)}`, 4),
  ]
}

const failedLines = (
  { method, url, failure, times }: FailureAudit,
  terminal: Terminal,
): string[] => [
  `  ${terminal.colors.red(`${method} ${url}`)}${times > 1 ? `, ${times} times` : ''}`,
  ...failureLines(failure).flatMap(line => paragraph(terminal, line, 4)),
]
