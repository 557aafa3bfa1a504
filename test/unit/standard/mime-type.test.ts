import { expect, test } from 'vitest'
import {
  essenceOf,
  isSafelistedEssence,
  withCharsetOfText,
} from '../../../src/standard/mime-type.ts'

test.each([
  ['text/plain', 'text/plain'],
  ['TEXT/Plain', 'text/plain'],
  ['text/plain;charset=UTF-8', 'text/plain'],
  ['text/plain ; charset=utf-8', 'text/plain'],
  ['text/plain;', 'text/plain'],
  ['text/plain;;', 'text/plain'],
  ['text/plain;a', 'text/plain'],
  ['text/plain;=', 'text/plain'],
  ['text/plain;a="b', 'text/plain'],
  [' \t text/plain \n', 'text/plain'],
  ['application/x-www-form-urlencoded;charset=UTF-8', 'application/x-www-form-urlencoded'],
  ['multipart/form-data; boundary=x', 'multipart/form-data'],
  ['application/json', 'application/json'],
  ['application/problem+json; q=1', 'application/problem+json'],
  ['a/b', 'a/b'],
  ["!#$&-^_.+/~`|'*", "!#$&-^_.+/~`|'*"],
  ['', null],
  ['text', null],
  ['text/', null],
  ['/plain', null],
  ['/', null],
  ['text/;', null],
  ['text /plain', null],
  ['text/ plain', null],
  ['text/plain charset=utf-8', null],
  ['text/plain,text/plain', null],
  ['text/plain, text/plain', null],
  ['text/pla/in', null],
  ['text/plän', null],
  ['*/*', '*/*'],
  [';text/plain', null],
])('%j has the essence %j', (value, essence) => {
  expect(essenceOf(value)).toBe(essence)
})

test.each([
  ['application/x-www-form-urlencoded', true],
  ['multipart/form-data', true],
  ['text/plain', true],
  ['text/html', false],
  ['text/plain2', false],
  ['text', false],
  ['multipart/mixed', false],
  ['application/json', false],
  ['application/xml', false],
  ['', false],
  [null, false],
])('a form can send %j: %s', (essence, safelisted) => {
  expect(isSafelistedEssence(essence)).toBe(safelisted)
})

test.each([
  ['text/plain;charset=latin1', 'text/plain;charset=UTF-8'],
  ['TEXT/plain; a="b"; Charset=latin1', 'text/plain;a=b;charset=UTF-8'],
  ['application/json;charset="x y"', 'application/json;charset=UTF-8'],
  ['text/plain;charset=UTF-16;charset=latin1', 'text/plain;charset=UTF-8'],
  ['text/plain', 'text/plain'],
  ['Text/Plain; a="b"', 'Text/Plain; a="b"'],
  ['Text/Plain; charset=utf-8', 'Text/Plain; charset=utf-8'],
  ['Text/Plain; charset="UTF-8"', 'Text/Plain; charset="UTF-8"'],
  ['text/plain;charset', 'text/plain;charset'],
  ['none;charset=latin1', 'none;charset=latin1'],
  ['', ''],
])('text that XMLHttpRequest sends as %j has the type %j', (value, sent) => {
  expect(withCharsetOfText(value)).toBe(sent)
})
