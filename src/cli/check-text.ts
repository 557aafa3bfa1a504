/** What a server said to a call, for people. */

import type { Engine } from '../browsers/rules.ts'
import { adviceWords } from '../explain/advice.ts'
import { reasonLines } from '../explain/call.ts'
import { failureLines } from '../explain/failures.ts'
import type { Remedy } from '../explain/remedy.ts'
import { SERVERS, type ServerName, type ServerRecipe } from '../explain/servers.ts'
import { type CheckOutcome, type CorsCheck, type EngineCheck, isAllowed } from '../server/check.ts'
import { paragraph, section } from './layout.ts'
import { remedyLines } from './remedy-text.ts'
import { callLines, indented, lineEach, sections } from './sections.ts'
import type { Terminal } from './terminal.ts'
import { timelineLines } from './timeline-text.ts'

/** The lines of a result. */
export function checkLines(
  check: CorsCheck,
  engines: readonly Engine[],
  server: ServerName | undefined,
  terminal: Terminal,
): string[] {
  const { call, remedy, engines: checks } = check
  return [
    ...callLines(call, call.url, terminal),
    ...section(terminal, 'What was sent', timelineLines(check, engines, terminal)),
    ...lineEach(engines, terminal, 'What browsers make of it', engine =>
      verdictWords(checks[engine], terminal),
    ),
    ...sections(engines, terminal, 'Why there is a preflight', engine =>
      reasonLines(checks[engine].verdict.reasons).map(indented),
    ),
    ...sections(engines, terminal, failureTitle(check), engine =>
      failedLines(checks[engine], terminal),
    ),
    ...(engines.some(engine => checks[engine].outcome === 'blocked')
      ? remedyLines(check, terminal)
      : []),
    ...section(terminal, 'Worth a change', adviceLines(check, terminal)),
    ...(server && remedy ? recipeLines(SERVERS[server], remedy, terminal) : []),
  ]
}

/** The text as it stands, to be copied. */
const recipeLines = ({ title, recipe, note }: ServerRecipe, remedy: Remedy, terminal: Terminal) =>
  section(terminal, `For ${title}`, [
    ...(note ? paragraph(terminal, note(remedy)) : []),
    '',
    recipe(remedy),
  ])

const SAYS: Readonly<Record<CheckOutcome, string>> = {
  allowed: 'allowed',
  'preflight-allowed': 'allowed by the preflight',
  unsent: 'not known: no preflight is needed, and --send would send the request',
  blocked: 'blocked',
  'no-answer': 'no answer',
}

function verdictWords({ outcome, status }: EngineCheck, { colors }: Terminal): string {
  const color =
    outcome === 'blocked' ? colors.red : isAllowed(outcome) ? colors.green : colors.yellow
  const answered = outcome === 'allowed' ? `, status ${status}` : ''
  return `${color(SAYS[outcome])}${answered}`
}

const failureTitle = ({ sent }: CorsCheck): string =>
  sent.some(({ status }) => status !== null) ? 'What fails' : 'What is wrong'

const failedLines = ({ failure, exchanges }: EngineCheck, terminal: Terminal): string[] =>
  failure ? failureLines(failure, { exchanges }).flatMap(line => paragraph(terminal, line)) : []

const MARKS = { cost: 'Cost', risk: 'Risk', doubt: 'Doubt' } as const

const adviceLines = ({ advice }: CorsCheck, terminal: Terminal): string[] =>
  advice.map(adviceWords).flatMap(({ kind, what, fix }) => {
    const color = kind === 'risk' ? terminal.colors.red : terminal.colors.yellow
    return paragraph(terminal, `${color(MARKS[kind])}: ${what}; ${fix}.`)
  })
