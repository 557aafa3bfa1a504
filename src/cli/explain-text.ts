/** What browsers would do with a call, for people. */

import type { Engine } from '../browsers/rules.ts'
import { type Verdict, verdictOn } from '../browsers/verdict.ts'
import {
  blockedLines,
  clientLine,
  NAMES,
  publicUrl,
  reasonLines,
  serverLines,
} from '../explain/call.ts'
import type { Description } from '../standard/description.ts'
import { paragraph, section } from './layout.ts'
import type { Colors, Terminal } from './terminal.ts'
import { together } from './together.ts'

/** The lines of a result. */
export function explainLines(
  description: Description,
  engines: readonly Engine[],
  terminal: Terminal,
): string[] {
  const { method, url, origin, credentials } = description
  const { colors } = terminal
  const verdictIn = (engine: Engine) => verdictOn(description, engine)
  const asked = { method, url: url.href, credentials }
  return [
    colors.bold(`${method} ${publicUrl(url.href)}`),
    `from ${origin}${credentials === 'include' ? ', with credentials' : ''}`,
    ...section(
      terminal,
      'What browsers do',
      engines.map(engine => `  ${NAMES[engine].padEnd(8)} ${stateOf(verdictIn(engine), colors)}`),
    ),
    ...together(engines, engine => reasonLines(verdictIn(engine).reasons)).flatMap(
      ({ where, lines }) =>
        section(terminal, `Why there is a preflight${where}`, lines.map(indented)),
    ),
    ...together(engines, engine => blockedLines(verdictIn(engine))).flatMap(({ where, lines }) =>
      section(
        terminal,
        `Why it never leaves${where}`,
        lines.flatMap(line => paragraph(terminal, line)),
      ),
    ),
    ...together(engines, engine => askedLines(verdictIn(engine))).flatMap(({ where, lines }) =>
      section(terminal, `What the preflight asks${where}`, lines.map(indented)),
    ),
    ...together(engines, engine =>
      serverLines({ ...asked, verdict: verdictIn(engine) }, origin),
    ).flatMap(({ where, lines }) =>
      section(terminal, `What the server has to answer to it${where}`, lines.map(indented)),
    ),
    ...together(engines, engine => clientLines(verdictIn(engine))).flatMap(({ where, lines }) =>
      section(
        terminal,
        `How to do without${where}`,
        lines.flatMap(line => paragraph(terminal, line)),
      ),
    ),
  ]
}

const indented = (line: string): string => `  ${line}`

function stateOf({ crossOrigin, preflight, blocked }: Verdict, colors: Colors): string {
  if (blocked) return colors.red('never leaves the browser')
  if (preflight) return colors.yellow('preflighted')
  return colors.green(
    crossOrigin ? 'no preflight' : "no preflight: the URL is of the page's own origin",
  )
}

const askedLines = ({ request }: Verdict): string[] =>
  request
    ? [
        `Access-Control-Request-Method: ${request.method}`,
        ...(request.headers.length > 0
          ? [`Access-Control-Request-Headers: ${request.headers.join(',')}`]
          : []),
      ]
    : []

const clientLines = ({ reasons }: Verdict): string[] =>
  reasons.length > 0 ? [clientLine(reasons)] : []
