/** The header lines by which a server would allow a call. */

import { type Line, preflightLines, responseLines, variesByOrigin } from '../explain/remedy.ts'
import type { CorsCheck } from '../server/check.ts'
import type { Sent } from '../server/connection.ts'
import { section } from './layout.ts'
import type { Terminal } from './terminal.ts'

/** The lines for both answers; a plus marks those that are missing or different now. */
export function remedyLines({ remedy, sent, call }: CorsCheck, terminal: Terminal): string[] {
  if (!remedy) return []
  const here = sent.filter(({ url }) => url === remedy.url)
  const preflight = here.find(({ method }) => method === 'OPTIONS')
  const actual = here.find(({ headers }) => !('access-control-request-method' in headers))
  const toPreflight = remedy.preflighted
    ? section(
        terminal,
        'What the server should answer to OPTIONS, with status 204',
        marked(preflightLines(remedy), preflight, terminal),
      )
    : []
  return [
    ...toPreflight,
    ...section(
      terminal,
      `What it should answer to ${call.method}`,
      marked(responseLines(remedy), actual, terminal),
    ),
  ]
}

const marked = (lines: readonly Line[], now: Sent | undefined, { colors }: Terminal): string[] =>
  lines.map(([name, value]) =>
    has(now?.answer[name.toLowerCase()], name, value)
      ? `    ${name}: ${value}`
      : colors.green(`  + ${name}: ${value}`),
  )

/** Whether a header says so already; `Vary` may name more. */
const has = (now: string | undefined, name: string, value: string): boolean =>
  name === 'Vary' ? now !== undefined && variesByOrigin(now) : now === value
