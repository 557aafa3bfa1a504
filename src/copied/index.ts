/** What developers paste: commands of curl and calls of fetch, as DevTools copy them. */

import type { StatedCall } from '../request/stated.ts'
import { bashWords } from './bash-words.ts'
import { cmdWords } from './cmd-words.ts'
import { CopiedError } from './copied-error.ts'
import { curlCall, type Fail } from './curl.ts'
import { fetchCall } from './fetch.ts'
import type { Word } from './word.ts'

export { CopiedError }

const ACCEPTED =
  'paste a curl command or a fetch(…) call, as DevTools copy them (Copy as cURL, Copy as fetch)'
const CURL = /^\s*(\$ |> )?curl(\.exe)?(?=\s|$|\^)/
/** A caret that no bash needs: before a quote, or at the end of a line. */
const FOR_CMD = /\^["\r\n]|\s"[^"]*""/

/**
 * Reads a pasted text.
 *
 * @throws CopiedError that says where it stops to make sense, and why.
 */
export function parseCopied(text: string): StatedCall {
  const [curl] = CURL.exec(text) ?? []
  if (curl !== undefined) {
    const rest = `${' '.repeat(curl.length)}${text.slice(curl.length)}`
    const words = FOR_CMD.test(rest) ? cmdWords(rest) : bashWords(rest)
    return curlCall(words, failIn(text))
  }
  if (/\bfetch\s*\(/.test(text)) return fetchCall(text)
  const start = /\S/.exec(text)?.index ?? 0
  const [powershell] = /Invoke-(WebRequest|RestMethod)/i.exec(text) ?? []
  const what = powershell ? `${powershell} is not understood` : 'this is no call'
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
