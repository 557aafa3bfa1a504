import type { Fail } from './curl.ts'
import { FLAGS, SHORT, VALUED } from './curl-options.ts'
import type { Word } from './word.ts'

/** An option that was given; `value` is there exactly where it takes one. */
export interface Option {
  /** Its long name. */
  readonly name: string
  readonly value?: Word
}

/** Tells options from operands, which are URLs. */
export function optionsOf(
  words: readonly Word[],
  fail: Fail,
): { options: Option[]; operands: Word[] } {
  const options: Option[] = []
  const operands: Word[] = []
  const left = [...words]
  const take = (name: string, of: Word): Word => left.shift() ?? fail(`--${name} needs a value`, of)
  const flag = (name: string, of: Word): Option =>
    name === 'next' ? fail('one call is taken; --next begins another', of) : { name }
  for (let word = left.shift(); word; word = left.shift()) {
    const { value, position } = word
    if (value === '--') operands.push(...left.splice(0))
    else if (value.startsWith('--')) {
      const name = value.slice(2)
      if (VALUED.has(name)) options.push({ name, value: take(name, word) })
      else if (FLAGS.has(name.replace(/^no-/, '')) || FLAGS.has(name))
        options.push(flag(name, word))
      else fail(`curl has no option ${value}`, word)
    } else if (value.startsWith('-') && value !== '-') {
      // Several in one word; the rest of it is the value of the first that takes one.
      for (let at = 1; at < value.length; at++) {
        const name = SHORT[value[at]!]
        if (name === undefined) return fail(`curl has no option -${value[at]}`, word)
        if (!VALUED.has(name)) options.push(flag(name, word))
        else {
          const rest = value.slice(at + 1)
          const own = rest === '' ? take(name, word) : { value: rest, position: position + at + 1 }
          options.push({ name, value: own })
          break
        }
      }
    } else operands.push(word)
  }
  return { options, operands }
}
