/** What developers paste: commands of curl and calls of fetch, as DevTools copy them. */

import type { StatedCall } from '../request/stated.ts'
import { bashWords } from './bash-words.ts'
import { cmdWords, isForCmd } from './cmd-words.ts'
import { CopiedError } from './copied-error.ts'
import { curlCall, type Fail } from './curl.ts'
import { fetchCall } from './fetch.ts'
import type { Word } from './word.ts'

export { CopiedError }

const ACCEPTED =
  'paste a curl command or a fetch(…) call, as DevTools copy them (Copy as cURL, Copy as fetch)'
const CURL = /^\s*([$%>#] )?curl(\.exe)?(?=\s|$|\^)/
const POWERSHELL = /^\s*(?:\$\w+ ?=|Invoke-(?:WebRequest|RestMethod)\b|iwr\b|irm\b)/i

/**
 * Reads a pasted text.
 *
 * @throws CopiedError that says where it stops to make sense, and why.
 */
export function parseCopied(text: string): StatedCall {
  const [curl] = CURL.exec(text) ?? []
  if (curl !== undefined) {
    const rest = `${' '.repeat(curl.length)}${text.slice(curl.length)}`
    const { words, notes } = isForCmd(rest) ? cmdWords(rest) : bashWords(rest)
    const call = curlCall(words, failIn(text))
    return { ...call, notes: [...notes, ...call.notes] }
  }
  const isPowerShell = POWERSHELL.test(text)
  if (!isPowerShell && /\bfetch\s*\(/.test(text)) return fetchCall(text)
  const start = /\S/.exec(text)?.index ?? 0
  const what = isPowerShell
    ? "PowerShell's Invoke-WebRequest is not understood"
    : /^\s*(?:wget|https?|xh)\s/.test(text)
      ? 'of command lines, only curl is understood'
      : 'this is no call'
  throw new CopiedError(`${what}; ${ACCEPTED}`, text, start)
}

/**
 * Reads the arguments of curl, cut into words by a shell.
 *
 * @throws CopiedError as `parseCopied`, with positions in the words joined by spaces.
 */
export function parseCurlArguments(words: readonly string[]): StatedCall {
  let position = 0
  const placed = words.map((value): Word => {
    const word = { value, position }
    position += value.length + 1
    return word
  })
  return curlCall(placed, failIn(words.join(' ')))
}

const failIn =
  (text: string): Fail =>
  (reason, word) => {
    throw new CopiedError(reason, text, word?.position ?? text.trimEnd().length)
  }
