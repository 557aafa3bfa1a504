/** The URL of a command of curl: https://curl.se/docs/manpage.html#URL */

import type { Fail } from './curl.ts'
import { urlencoded } from './curl-body.ts'
import type { Word } from './word.ts'

/** What `--url-query` adds to it. */
export const queryOf = ({ value }: Word): string =>
  value.startsWith('+') ? value.slice(1) : urlencoded(value)

/** Brackets and braces have a meaning of their own in a URL, so copies escape them. */
const unglobbed = (url: string): string => url.replace(/\\([[\]{}])/g, '$1')

/**
 * The one that there is.
 *
 * @param fail Throws for a word.
 */
export function urlOf(words: readonly Word[], fail: Fail): URL {
  const [word, second] = words
  if (!word) return fail('curl needs a URL', undefined)
  if (second) return fail('one call has one URL; this is another', second)
  // As curl guesses.
  const text = /^[a-z][\w+.-]*:\/\//i.test(word.value)
    ? unglobbed(word.value)
    : `http://${unglobbed(word.value)}`
  if (!/^https?:\/\/[^/]/i.test(text) || !URL.canParse(text)) {
    return fail('a call needs an http or https URL', word)
  }
  if (/^\w+:\/\/[^/]*[$`]/.test(text)) return fail('the host has to be known', word)
  return new URL(text)
}
