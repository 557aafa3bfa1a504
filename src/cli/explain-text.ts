/** What browsers would do with a call, for people. */

import type { Engine } from '../browsers/rules.ts'
import type { Verdict } from '../browsers/verdict.ts'
import {
  blockedLines,
  clientLine,
  reasonLines,
  requestLines,
  serverLines,
} from '../explain/call.ts'
import type { Description } from '../standard/description.ts'
import { paragraph } from './layout.ts'
import { callLines, indented, lineEach, sections } from './sections.ts'
import type { Colors, Terminal } from './terminal.ts'

/** The lines of a result. */
export function explainLines(
  description: Description,
  verdicts: ReadonlyMap<Engine, Verdict>,
  terminal: Terminal,
): string[] {
  const { method, url, origin, credentials } = description
  const engines = [...verdicts.keys()]
  const about = (title: string, linesOn: (verdict: Verdict) => readonly string[]): string[] =>
    sections(engines, terminal, title, engine => linesOn(verdicts.get(engine)!))
  const wrapped = (line: string) => paragraph(terminal, line)
  const asked = { method, url: url.href, credentials }
  return [
    ...callLines(description, url.href, terminal),
    ...lineEach(engines, terminal, 'What browsers do', engine =>
      stateOf(verdicts.get(engine)!, terminal.colors),
    ),
    ...about('Why there is a preflight', ({ reasons }) => reasonLines(reasons).map(indented)),
    ...about('Why it never leaves', verdict => blockedLines(verdict).flatMap(wrapped)),
    ...about('What the preflight asks', verdict => requestLines(verdict).map(indented)),
    ...about('What the server has to answer to it', verdict =>
      serverLines({ ...asked, verdict }, origin).map(indented),
    ),
    ...about('How to do without', ({ reasons }) =>
      reasons.length > 0 ? wrapped(clientLine(reasons)) : [],
    ),
  ]
}

function stateOf({ crossOrigin, preflight, blocked }: Verdict, colors: Colors): string {
  if (blocked) return colors.red('never leaves the browser')
  if (preflight) return colors.yellow('preflighted')
  return colors.green(
    crossOrigin ? 'no preflight' : "no preflight: the URL is of the page's own origin",
  )
}
