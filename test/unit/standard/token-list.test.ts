import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isToken } from '../../../src/standard/token.ts'
import { listItems, tokenList } from '../../../src/standard/token-list.ts'

/** Reads a list byte by byte; undefined where something else than a token is an item. */
function naive(value: string): string[] | undefined {
  const tokens: string[] = []
  let position = 0
  const skip = (bytes: string) => {
    while (position < value.length && bytes.includes(value[position]!)) position++
  }
  for (;;) {
    skip('\t ,')
    if (position === value.length) return tokens
    const start = position
    while (position < value.length && isToken(value[position]!)) position++
    if (position === start) return undefined
    tokens.push(value.slice(start, position))
    skip('\t ')
    if (position < value.length && value[position] !== ',') return undefined
  }
}

describe('a list of tokens', () => {
  test.each<[string | null, string[]]>([
    [null, []],
    ['', []],
    [' \t ', []],
    [',', []],
    [' , ,\t,', []],
    ['a', ['a']],
    ['a,b', ['a', 'b']],
    ['a, b', ['a', 'b']],
    ['a ,b', ['a', 'b']],
    [' \ta\t ,\t b \t', ['a', 'b']],
    [',a', ['a']],
    ['a,', ['a']],
    ['a,,b', ['a', 'b']],
    ['a, \t,b', ['a', 'b']],
    ['b,a,b', ['b', 'a', 'b']],
    ['PUT, put, Put', ['PUT', 'put', 'Put']],
    ['*', ['*']],
    ['*, a', ['*', 'a']],
    ["a!#$%&'*+-.^_`|~9", ["a!#$%&'*+-.^_`|~9"]],
  ])('%j has %j', (value, tokens) => {
    expect(tokenList(value)).toEqual(tokens)
    expect(listItems(value ?? '')).toEqual(tokens)
  })
})

describe('a list that has something else', () => {
  test.each<[string, string[]]>([
    ['a b', ['a b']],
    ['a\tb', ['a\tb']],
    ['a, b c', ['a', 'b c']],
    ['b c, a', ['b c', 'a']],
    ['a;q=1', ['a;q=1']],
    ['a:', ['a:']],
    ['"a"', ['"a"']],
    ['"a,b"', ['"a', 'b"']],
    ['a, (b)', ['a', '(b)']],
    ['a; b', ['a; b']],
    ['a/b', ['a/b']],
    ['[a, b]', ['[a', 'b]']],
    ['ä', ['ä']],
    ['\xa0a', ['\xa0a']],
    ['a\xa0', ['a\xa0']],
    ['\na', ['\na']],
    ['a\r', ['a\r']],
    ['\x0ba\x0c', ['\x0ba\x0c']],
    ['\xa0', ['\xa0']],
  ])('%j is none of tokens, but its items are %j', (value, items) => {
    expect(tokenList(value)).toBe(undefined)
    expect(listItems(value)).toEqual(items)
  })
})

test('any value is read as byte by byte', () => {
  const unit = fc.constantFrom('a', 'B', '*', '-', ',', ',', ' ', '\t', '"', ';', '\n', '\xa0')
  const close = fc
    .array(fc.constantFrom('a', 'X-B', '*', ' ', '\t', ',', ', '), { maxLength: 8 })
    .map(parts => parts.join(''))
  fc.assert(
    fc.property(fc.oneof(close, fc.string({ unit, maxLength: 6 })), value => {
      expect(tokenList(value)).toEqual(naive(value))
    }),
    { numRuns: 1000 },
  )
})

test('tokens come out as they were put together, whatever is between them', () => {
  const token = fc.string({ unit: fc.constantFrom(...'aZ09*!-_~'), minLength: 1, maxLength: 4 })
  const between = fc
    .tuple(fc.string({ unit: fc.constantFrom(' ', '\t', ',') }), fc.constantFrom('', ' ', '\t'))
    .map(([before, after]) => `${before},${after}`)
  fc.assert(
    fc.property(fc.array(fc.tuple(token, between)), parts => {
      const tokens = parts.map(([each]) => each)
      expect(tokenList(parts.flat().join(''))).toEqual(tokens)
    }),
  )
})

test('one item that is no token spoils any list', () => {
  const bad = fc.constantFrom('a b', '"a"', 'a;b', 'ä', '@')
  const tokens = fc.array(fc.constantFrom('a', 'b', '*', ''))
  fc.assert(
    fc.property(tokens, bad, tokens, (before, item, after) => {
      expect(tokenList([...before, ...after].join(', '))).not.toBe(undefined)
      expect(tokenList([...before, item, ...after].join(', '))).toBe(undefined)
    }),
  )
})
