/** How text is set: sections, indented and wrapped lines. */

import wrapAnsi from 'wrap-ansi'
import type { Terminal } from './terminal.ts'

/** Lines under a title, with an empty line before; nothing where there are none. */
export const section = (
  { colors }: Pick<Terminal, 'colors'>,
  title: string,
  lines: readonly string[],
): string[] => (lines.length > 0 ? ['', colors.bold(title), ...lines] : [])

/** A paragraph, wrapped between words; all its lines but the first are indented further. */
export function paragraph({ width }: Pick<Terminal, 'width'>, text: string, indent = 2): string[] {
  const [first = '', ...rest] = wrapAnsi(text, width - indent - 2).split('\n')
  return [`${' '.repeat(indent)}${first}`, ...rest.map(line => `${' '.repeat(indent + 2)}${line}`)]
}
