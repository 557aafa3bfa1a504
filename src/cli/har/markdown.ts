/** An audit for a comment on a pull request. */

import { failureLines } from '../../explain/failures.ts'
import type { HarAudit } from '../../har/audit.ts'
import { becauseOf, brokenWords, elsewhereWords, spent, summaryLines } from './words.ts'

/** Rows of a table; a comment has a limit. */
const LISTED = 50

/** The text of a comment. */
export function auditMarkdown(audit: HarAudit): string {
  const { endpoints, failures } = audit
  const preflighted = endpoints.filter(({ preflights }) => preflights > 0)
  const unshown = endpoints.filter(endpoint => endpoint.unshown > 0)
  const elsewhere = endpoints.filter(endpoint => elsewhereWords(endpoint) !== '')
  return [
    '### CORS preflights',
    ...summaryLines(audit).map(escaped),
    ...(audit.broken ? [`**${escaped(brokenWords(audit))}.**`] : []),
    ...table(
      ['endpoint', 'calls', 'preflights', 'time', 'could be saved', 'because of'],
      preflighted.map(endpoint => [
        code(`${endpoint.method} ${endpoint.url}`),
        ...[`${endpoint.calls}`, `${endpoint.preflights}`, spent(endpoint.preflightMs)],
        ...[`${endpoint.spared}`, escaped(becauseOf(endpoint))],
      ]),
    ),
    ...(unshown.length > 0
      ? [
          details('Calls that need a preflight of which the HAR shows nothing', [
            ...unshown
              .slice(0, LISTED)
              .map(
                one =>
                  `- ${code(`${one.method} ${one.url}`)}, ${one.unshown}: ${escaped(becauseOf(one))}`,
              ),
            ...more(unshown.length),
          ]),
        ]
      : []),
    ...failures
      .slice(0, LISTED)
      .map(({ method, url, failure, times }) =>
        details(`${code(`${method} ${url}`)} fails${times > 1 ? `, ${times} times` : ''}`, [
          ...failureLines(failure).map(line => `- ${escaped(line)}`),
        ]),
      ),
    ...more(failures.length),
    ...table(
      ['endpoint', 'in other browsers'],
      elsewhere.map(endpoint => [
        code(`${endpoint.method} ${endpoint.url}`),
        escaped(elsewhereWords(endpoint)),
      ]),
    ),
  ].join('\n\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return []
  const lines = [head, head.map(() => '---'), ...rows.slice(0, LISTED)]
  return [lines.map(cells => `| ${cells.join(' | ')} |`).join('\n'), ...more(rows.length)]
}

const more = (count: number): string[] => (count > LISTED ? [`And ${count - LISTED} more.`] : [])

const details = (summary: string, lines: readonly string[]): string =>
  `<details><summary>${summary}</summary>\n\n${lines.join('\n')}\n\n</details>`

/** In HTML, which a summary needs, and in a cell alike. */
const code = (text: string): string =>
  `<code>${text.replace(/[&<>|]/g, char => `&#${char.charCodeAt(0)};`)}</code>`

/** Characters that would be markup. */
const escaped = (text: string): string => text.replace(/[\\`*_{}[\]<>()#+!|~-]/g, '\\$&')
