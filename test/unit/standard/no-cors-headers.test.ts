import { expect, test } from 'vitest'
import { safelistedOnly } from '../../../src/standard/no-cors-headers.ts'

type Pairs = readonly (readonly [string, string])[]

const kept = (pairs: Pairs): Pairs =>
  safelistedOnly(pairs.map(([name, value]) => ({ name, value }))).map(({ name, value }) => [
    name,
    value,
  ])

const of = (length: number) => 'a'.repeat(length)

test.each<[string, Pairs]>([
  ['accept', [['accept', 'text/html']]],
  ['accept-language', [['accept-language', 'de-CH']]],
  ['content-language', [['content-language', 'de']]],
  ['content-type', [['content-type', 'text/plain']]],
  ['as long as may be', [['accept', of(128)]]],
  [
    'two of a name that are short enough together',
    [
      ['accept', of(64)],
      ['accept', of(62)],
    ],
  ],
  [
    'two of different names, longer than one may be',
    [
      ['accept', of(100)],
      ['accept-language', of(100)],
    ],
  ],
])('%s is kept', (_, pairs) => {
  expect(kept(pairs)).toEqual(pairs)
})

test.each<[string, Pairs]>([
  ['a name outside the safelist', [['x-a', '1']]],
  ['authorization', [['authorization', 'a']]],
  ['range, though it is safelisted in cors mode', [['range', 'bytes=0-']]],
  ['a byte that is not safe', [['accept', 'a"b']]],
  ['a byte that is none of a language', [['accept-language', 'de_CH']]],
  ['too long a value', [['accept', of(129)]]],
  ['a type that no form sends', [['content-type', 'application/json']]],
])('%s is dropped', (_, pairs) => {
  expect(kept(pairs)).toEqual([])
})

test('what makes a line too long together with the ones before is dropped', () => {
  expect(
    kept([
      ['accept', of(64)],
      ['accept', of(63)],
    ]),
  ).toEqual([['accept', of(64)]])
})

test('what was dropped no longer counts', () => {
  expect(
    kept([
      ['accept', of(64)],
      ['accept', of(63)],
      ['accept', of(62)],
    ]),
  ).toEqual([
    ['accept', of(64)],
    ['accept', of(62)],
  ])
})

test('a second Content-Type makes the line no type', () => {
  expect(
    kept([
      ['content-type', 'text/plain'],
      ['content-type', 'text/plain'],
    ]),
  ).toEqual([['content-type', 'text/plain']])
})

test('order is kept', () => {
  expect(
    kept([
      ['content-language', 'de'],
      ['x-a', '1'],
      ['accept', 'a'],
    ]),
  ).toEqual([
    ['content-language', 'de'],
    ['accept', 'a'],
  ])
})
