/** What a server said to a call, for people. */

import type { Engine } from '../browsers/rules.ts'
import { adviceWords } from '../explain/advice.ts'
import { NAMES, publicUrl, reasonLines } from '../explain/call.ts'
import { failureLines } from '../explain/failures.ts'
import type { Remedy } from '../explain/remedy.ts'
import { SERVERS, type ServerName, type ServerRecipe } from '../explain/servers.ts'
import type { CheckOutcome, CorsCheck, EngineCheck } from '../server/check.ts'
import { paragraph, section } from './layout.ts'
import { remedyLines } from './remedy-text.ts'
import type { Terminal } from './terminal.ts'
import { timelineLines } from './timeline-text.ts'
import { together } from './together.ts'

/** The lines of a result. */
export function checkLines(
  check: CorsCheck,
  engines: readonly Engine[],
  server: ServerName | undefined,
  terminal: Terminal,
): string[] {
  const { call, remedy } = check
  const { colors } = terminal
  const credentials = call.credentials === 'include' ? ', with credentials' : ''
  return [
    colors.bold(`${call.method} ${publicUrl(call.url)}`),
    `from ${call.origin}${credentials}`,
    ...section(terminal, 'What was sent', timelineLines(check, engines, terminal)),
    ...section(
      terminal,
      'What browsers make of it',
      engines.map(engine => verdictLine(engine, check.engines[engine], terminal)),
    ),
    ...reasonSections(check, engines, terminal),
    ...failureSections(check, engines, terminal),
    ...(engines.some(engine => check.engines[engine].outcome === 'blocked')
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

function verdictLine(engine: Engine, { outcome, status }: EngineCheck, { colors }: Terminal) {
  const color =
    outcome === 'blocked' ? colors.red : /allowed$/.test(outcome) ? colors.green : colors.yellow
  const answered = outcome === 'allowed' ? `, status ${status}` : ''
  return `  ${NAMES[engine].padEnd(8)} ${color(SAYS[outcome])}${answered}`
}

function reasonSections(check: CorsCheck, engines: readonly Engine[], terminal: Terminal) {
  const groups = together(engines, engine => reasonLines(check.engines[engine].verdict.reasons))
  return groups.flatMap(({ where, lines }) =>
    section(
      terminal,
      `Why there is a preflight${where}`,
      lines.map(line => `  ${line}`),
    ),
  )
}

function failureSections(
  { engines: checks, sent }: CorsCheck,
  engines: readonly Engine[],
  terminal: Terminal,
) {
  const groups = together(engines, engine => {
    const { failure, exchanges } = checks[engine]
    return failure ? failureLines(failure, { exchanges }) : []
  })
  const title = sent.some(({ status }) => status !== null) ? 'What fails' : 'What is wrong'
  return groups.flatMap(({ where, lines }) =>
    section(
      terminal,
      `${title}${where}`,
      lines.flatMap(line => paragraph(terminal, line)),
    ),
  )
}

const MARKS = { cost: 'Cost', risk: 'Risk', doubt: 'Doubt' } as const

const adviceLines = ({ advice }: CorsCheck, terminal: Terminal): string[] =>
  advice.map(adviceWords).flatMap(({ kind, what, fix }) => {
    const color = kind === 'risk' ? terminal.colors.red : terminal.colors.yellow
    return paragraph(terminal, `${color(MARKS[kind])}: ${what}; ${fix}.`)
  })
