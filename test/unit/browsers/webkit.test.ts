import { describe, expect, test } from 'vitest'
import { WEBKIT_RULES } from '../../../src/browsers/webkit.ts'
import type { Body, Initiator } from '../../../src/standard/description.ts'
import { preflightReasons } from '../../../src/standard/preflight.ts'
import { unsafeHeaders } from '../../../src/standard/safelist.ts'

const judge = (...pairs: [string, string][]) =>
  unsafeHeaders(
    pairs.map(([name, value]) => ({ name, value })),
    WEBKIT_RULES.safelist,
  )
const isSafe = (name: string, value: string) => judge([name, value]).reasons.length === 0

describe('Range', () => {
  test.each([
    ['bytes=0-', true],
    ['Bytes=0-', true],
    ['BYTES=0-5', true],
    ['bytes=+1-', true],
    ['bytes=+1-+2', true],
    ['bytes=1-+2', true],
    ['bytes=+2-+1', false],
    ['bytes=++1-', false],
    ['bytes=+-', false],
    ['bytes=1-+', false],
    ['+bytes=1-', false],
    ['bytes=-1', false],
    ['bytes=-+1', false],
    ['bytes=1', false],
  ])('%j is one range with a start: %s', (value, simple) => {
    expect(isSafe('range', value)).toBe(simple)
  })

  test.each([
    [2n ** 63n, true],
    [2n ** 64n - 1n, true],
    [2n ** 64n, false],
  ])('a number of %s is read: %s', (number, read) => {
    expect(isSafe('range', `bytes=${number}-`)).toBe(read)
    expect(isSafe('range', `bytes=0-${number}`)).toBe(read)
    expect(isSafe('range', `bytes=+${number}-`)).toBe(read)
  })

  test('a reason has the value as it was set', () => {
    expect(judge(['range', 'BYTES=-1']).reasons).toEqual([{ code: 'range', value: 'BYTES=-1' }])
  })
})

test('a name is judged by the one line that its values become', () => {
  expect(judge(['accept', 'a'.repeat(64)], ['accept', 'a'.repeat(62)]).reasons).toEqual([])
  expect(judge(['accept', 'a'.repeat(64)], ['accept', 'a'.repeat(63)]).names).toEqual(['accept'])
  expect(judge(['x-a', '1'], ['x-a', '2'])).toEqual({
    reasons: [{ code: 'header', name: 'x-a', setAt: undefined }],
    names: ['x-a'],
  })
})

test.each(['user-agent', 'dpr', 'width'])('%s is no safelisted name', name => {
  expect(isSafe(name, '1')).toBe(false)
})

describe("a Blob's own type", () => {
  const codes = (initiator: Initiator, body: Body) =>
    preflightReasons(
      {
        initiator,
        origin: 'https://app.example.com',
        url: new URL('https://api.example.com'),
        method: 'POST',
        mode: initiator === 'beacon' ? 'no-cors' : 'cors',
        credentials: 'include',
        headers: [],
        body,
        uploadListeners: [],
      },
      WEBKIT_RULES,
    ).reasons.map(({ code }) => code)

  test.each([
    ['application/json', true],
    ['application/json;', true],
    ['application', false],
    ['application/', false],
    ['application/json x', false],
  ])('%j is sent by XMLHttpRequest: %s; by others always', (contentType, sent) => {
    const body: Body = { kind: 'blob', contentType }
    expect(codes('xmlhttprequest', body)).toEqual(sent ? ['content-type'] : [])
    expect(codes('fetch', body)).toEqual(['content-type'])
    expect(codes('beacon', body)).toEqual(['content-type'])
  })

  test('is none where the Blob has none', () => {
    expect(codes('xmlhttprequest', { kind: 'blob', contentType: null })).toEqual([])
    expect(codes('fetch', { kind: 'blob', contentType: null })).toEqual([])
  })
})

test('the type that the page set for text is written anew, as the standard says', () => {
  const { textContentType } = WEBKIT_RULES
  expect(textContentType('Text/plain; a="b";charset=latin1')).toBe('text/plain;a=b;charset=UTF-8')
})
