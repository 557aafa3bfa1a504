/** The words of a command for bash and its like. */

import { split } from 'shlex'
import { CopiedError } from './copied-error.ts'
import { type Command, notesOnRest, type Word } from './word.ts'

/** White space, continued lines and comments. */
const SPACE = /(?:[ \t\r\n]|\\(?:\r?\n|$)|#.*)+/y
/** The smallest part that is quoted in one way; bare `$name` and the like are a part as well. */
const PART =
  /'[^']*'|\$'(?:\\[\s\S]|[^'\\])*'|\$?"(?:\\[\s\S]|[^"\\])*"|`[^`]*`|\\(?:\r?\n|$|[\s\S])|\$(?:\w+|\{[^}]*\}|\([^)]*\))?|[^ \t\r\n'"\\$`;|&<>]+/y
const END = /[;|&<>]/
/** What a shell puts in a value of its own for. */
const EXPANDED = /\$(?:\w+|\{[^}]*\}|\([^)]*\))|`[^`]*`/

/**
 * Cuts a command into words, up to what ends it.
 *
 * @throws CopiedError for a quote that is not closed.
 */
export function bashWords(text: string): Command {
  const words: Word[] = []
  const expanded = new Set<string>()
  let at = skip(SPACE, text, 0)
  while (at < text.length) {
    const position = at
    let value = ''
    for (let part = match(PART, text, at); part !== ''; part = match(PART, text, at)) {
      value += decoded(part)
      for (const name of expandedIn(part)) expanded.add(name)
      at += part.length
    }
    const ended = END.test(text[at] ?? '')
    // A quote or a backtick is all that neither belongs to a word nor ends one.
    if (!ended && at < text.length && !/[ \t\r\n]/.test(text[at]!)) {
      throw new CopiedError(`the ${text[at]} that begins here is not closed`, text, at)
    }
    // A number right before a redirection is a part of that.
    const isDescriptor = /^\d+[<>]$/.test(text.slice(position, at + 1))
    if (at > position && !isDescriptor) words.push({ value, position })
    if (ended) break
    at = skip(SPACE, text, at)
  }
  return {
    words,
    notes: [
      ...[...expanded].map(name => `only a shell knows what ${name} is; it is taken as it stands`),
      ...notesOnRest(text.slice(at)),
    ],
  }
}

/** Each part by itself: side by side, the library would take the escapes of one for the other's. */
function decoded(part: string): string {
  if (/^\\\r?\n?$/.test(part)) return ''
  // The library knows only two of the characters that a backslash has a meaning before.
  if (/^\$?"/.test(part)) {
    return part.slice(part.indexOf('"') + 1, -1).replace(/\\([$`"\\])|\\\r?\n/g, '$1')
  }
  return /^(?:\$?'|\\)/.test(part) ? (split(part)[0] ?? '') : part
}

const expandedIn = (part: string): readonly string[] =>
  /^\$?'/.test(part) ? [] : (EXPANDED.exec(part.replace(/\\[\s\S]/g, '')) ?? [])

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}

const skip = (pattern: RegExp, text: string, at: number): number =>
  at + match(pattern, text, at).length
