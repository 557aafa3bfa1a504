/** The headers that a command of curl states: https://curl.se/docs/manpage.html#-H */

import { isToken } from '../standard/token.ts'
import type { Fail } from './curl.ts'
import type { Word } from './word.ts'

type Pair = readonly [name: string, value: string]

const LINE = /^([^:;\s]+)\s*(?::(.*)|;)$/s

/**
 * The headers of lines, and of the implied ones those that no line replaces or takes away.
 *
 * @param fail Throws for a word.
 */
export function headersOf(lines: readonly Word[], implied: readonly Pair[], fail: Fail): Pair[] {
  const removed: Pair[] = []
  const given: Pair[] = []
  for (const line of lines) {
    const [all, name, value] = LINE.exec(line.value) ?? []
    if (all === undefined || !isToken(name!)) return fail('a header needs a name and a colon', line)
    // `Name;` sends a header empty; Firefox and Safari copy that as `Name: `.
    const list = value === '' ? removed : given
    list.push([name!, (value ?? '').trim()])
  }
  return [...given, ...implied.filter(([name]) => !hasName([...given, ...removed], name))]
}

/** Whether a header of a name is among others. */
export const hasName = (pairs: readonly Pair[], name: string): boolean =>
  pairs.some(([each]) => each.toLowerCase() === name.toLowerCase())

/** Headers that have an option of their own. */
export function headersOfOptions(last: (name: string) => string | undefined): Pair[] {
  const basic = last('user')
  const bearer = last('oauth2-bearer')
  const range = last('range')
  const pairs: readonly (readonly [string, string | undefined])[] = [
    ['User-Agent', last('user-agent')],
    ['Referer', last('referer')],
    [
      'Authorization',
      basic === undefined ? bearer && `Bearer ${bearer}` : `Basic ${base64(basic)}`,
    ],
    ['Range', range && `bytes=${range}`],
  ]
  return pairs.flatMap(([name, value]): Pair[] => (value ? [[name, value]] : []))
}

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64')
