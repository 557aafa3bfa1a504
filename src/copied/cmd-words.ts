/**
 * The words of a command for Windows: first cmd.exe takes carets away, then the program takes quotes
 * and backslashes. https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments
 */

import { CopiedError } from './copied-error.ts'
import { type Command, notesOnRest, type Word } from './word.ts'

/** A character that cmd.exe hands on, and where it stood. */
interface Left {
  readonly char: string
  readonly position: number
}

const PART_FOR_BASH = String.raw`'[^']*'|\$'(?:\\[\s\S]|[^'\\])*'|\$(?!')|\\[\s\S]|[^'"\\$]`
const QUOTED = String.raw`"(?:\\[\s\S]|[^"\\])*"`
/**
 * What no bash needs, outside of what is quoted for it: a caret before a quote or at the end of a
 * line, and a quote right after a quoted part.
 */
const FOR_CMD = new RegExp(`^(?:${PART_FOR_BASH}|${QUOTED})*?(?:\\^["\r\n]|${QUOTED}")`)

/** Whether a command is one for Windows. */
export const isForCmd = (text: string): boolean => FOR_CMD.test(text)

/**
 * Cuts a command into words, up to what ends it.
 *
 * @throws CopiedError for a quote that is not closed.
 */
export function cmdWords(text: string): Command {
  const { left, end } = withoutCarets(text)
  const words: Word[] = []
  let at = 0
  const isSpace = () => /^[ \t\r\n]$/.test(left[at]?.char ?? '')
  for (;;) {
    while (isSpace()) at++
    if (at >= left.length) return { words, notes: notesOnRest(text.slice(end)) }
    const { position } = left[at]!
    let value = ''
    let opened: Left | null = null
    while (at < left.length && (opened || !isSpace())) {
      // A program takes two for one before a quote only, but DevTools double them everywhere.
      const slashes = countOf(left, at, '\\')
      at += slashes
      if (left[at]?.char !== '"') {
        value += '\\'.repeat(slashes % 2 === 0 ? slashes / 2 : slashes)
        if (slashes === 0) value += left[at++]!.char
        continue
      }
      value += '\\'.repeat(Math.floor(slashes / 2))
      if (slashes % 2 === 1) value += '"'
      else if (opened && left[at + 1]?.char === '"') {
        // Two of them within quotes are one.
        value += '"'
        at++
      } else opened = opened ? null : left[at]!
      at++
    }
    if (opened) {
      throw new CopiedError('the " that begins here is not closed', text, opened.position)
    }
    words.push({ value, position })
  }
}

/** What cmd.exe leaves: outside of its quotes a caret makes the next character an ordinary one. */
function withoutCarets(text: string): { left: Left[]; end: number } {
  const left: Left[] = []
  let quoted = false
  let at = 0
  for (; at < text.length; at++) {
    const position = at
    if (text[at] === '^' && !quoted) {
      at++
      // At the end of a line it continues the line, and makes ordinary what comes first there.
      const end = /^\r?\n/.exec(text.slice(at, at + 2))
      at += end?.[0].length ?? 0
      if (end && /[ \t"^]/.test(text[at] ?? '')) {
        at--
        continue
      }
    } else if (text[at] === '"') quoted = !quoted
    else if (!quoted && /[&|<>]/.test(text[at]!)) break
    if (at < text.length) left.push({ char: text[at]!, position })
  }
  return { left, end: at }
}

function countOf(left: readonly Left[], from: number, char: string): number {
  let count = 0
  while (left[from + count]?.char === char) count++
  return count
}
