import { expect, test } from 'vitest'
import { isToken } from '../../../src/standard/token.ts'

/** tchar as RFC 9110 lists it: punctuation, DIGIT, ALPHA. */
const TCHAR = new Set([
  ..."!#$%&'*+-.^_`|~",
  ...'0123456789',
  ...'abcdefghijklmnopqrstuvwxyz',
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
])

const characters = Array.from({ length: 0x180 }, (_, code) => String.fromCharCode(code))

test('exactly the 77 characters of RFC 9110 make a token', () => {
  expect(characters.filter(isToken)).toEqual(characters.filter(char => TCHAR.has(char)))
})

test('one other character anywhere makes it none', () => {
  for (const char of characters) {
    expect([char, isToken(`${char}ab`)]).toEqual([char, TCHAR.has(char)])
    expect([char, isToken(`a${char}b`)]).toEqual([char, TCHAR.has(char)])
    expect([char, isToken(`ab${char}`)]).toEqual([char, TCHAR.has(char)])
  }
})

test.each(['', 'a\nb', 'a\n', '\na', 'ſ', 'İ', '＿', '\u{1f600}'])('%j is no token', text => {
  expect(isToken(text)).toBe(false)
})
