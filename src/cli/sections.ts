/** What is to be said of a call in each browser: once for those of which it is the same. */

import type { Engine } from '../browsers/rules.ts'
import { and, NAMES, publicUrl } from '../explain/call.ts'
import type { Description } from '../standard/description.ts'
import { section } from './layout.ts'
import type { Terminal } from './terminal.ts'

/** The lines that say which call it is. */
export const callLines = (
  { method, origin, credentials }: Pick<Description, 'method' | 'origin' | 'credentials'>,
  url: string,
  { colors }: Terminal,
): string[] => [
  colors.bold(`${method} ${publicUrl(url)}`),
  `from ${origin}${credentials === 'include' ? ', with credentials' : ''}`,
]

/** A section with a line for each browser. */
export const lineEach = (
  engines: readonly Engine[],
  terminal: Terminal,
  title: string,
  lineFor: (engine: Engine) => string,
): string[] =>
  section(
    terminal,
    title,
    engines.map(engine => `  ${NAMES[engine].padEnd(8)} ${lineFor(engine)}`),
  )

/** Sections with the same title; each names its browsers, unless it speaks of all. */
export function sections(
  engines: readonly Engine[],
  terminal: Terminal,
  title: string,
  linesFor: (engine: Engine) => readonly string[],
): string[] {
  const groups = new Map<string, { names: string[]; lines: readonly string[] }>()
  for (const engine of engines) {
    const lines = linesFor(engine)
    const group = groups.get(lines.join('\n')) ?? { names: [], lines }
    group.names.push(NAMES[engine])
    groups.set(lines.join('\n'), group)
  }
  return [...groups.values()].flatMap(({ names, lines }) =>
    section(terminal, names.length === engines.length ? title : `${title} in ${and(names)}`, lines),
  )
}

/** A line as it is, indented. */
export const indented = (line: string): string => `  ${line}`
