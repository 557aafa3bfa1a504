/** The words of a command for bash and its like. */

import { split } from 'shlex'
import { CopiedError } from './copied-error.ts'
import type { Word } from './word.ts'

/** White space and continued lines. */
const SPACE = /(?:[ \t\r\n]|\\\r?\n)+/y
/** The smallest part that is quoted in one way. */
const PART =
  /'[^']*'|\$'(?:\\[\s\S]|[^'\\])*'|\$?"(?:\\[\s\S]|[^"\\])*"|\\[\s\S]|[^ \t\r\n'"\\$]+|\$/y
/** What ends a command. */
const END = /^(\||\|\||&|&&|;|>|>>|<|2>|2>&1)$/

/**
 * Cuts a command into words, up to what ends it.
 *
 * @throws CopiedError for a quote that is not closed.
 */
export function bashWords(text: string): Word[] {
  const words: Word[] = []
  let at = skip(SPACE, text, 0)
  while (at < text.length) {
    const position = at
    let value = ''
    for (let part = match(PART, text, at); part !== ''; part = match(PART, text, at)) {
      value += decoded(part)
      at += part.length
    }
    // A continued line goes on with the same word.
    if (at === position || (at < text.length && !/[ \t\r\n]/.test(text[at]!))) {
      throw new CopiedError(`the ${text[at]} that begins here is not closed`, text, at)
    }
    if (END.test(text.slice(position, at))) break
    words.push({ value, position })
    at = skip(SPACE, text, at)
  }
  return words
}

/** Each part by itself: side by side, the library would take the escapes of one for the other's. */
const decoded = (part: string): string =>
  part === '\\\n' ? '' : /^[$'"\\]./s.test(part) ? (split(part)[0] ?? '') : part

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}

const skip = (pattern: RegExp, text: string, at: number): number =>
  at + match(pattern, text, at).length
