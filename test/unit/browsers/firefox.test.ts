import { describe, expect, test } from 'vitest'
import { FIREFOX_RULES } from '../../../src/browsers/firefox.ts'
import type { Body, Initiator } from '../../../src/standard/description.ts'
import { preflightReasons } from '../../../src/standard/preflight.ts'
import { STANDARD_SAFELIST, unsafeHeaders, unsafeReason } from '../../../src/standard/safelist.ts'

const bytes = Array.from({ length: 0x100 }, (_, code) => String.fromCharCode(code))

const judge = (...pairs: [string, string][]) =>
  unsafeHeaders(
    pairs.map(([name, value]) => ({ name, value })),
    FIREFOX_RULES.safelist,
  )
const isSafe = (name: string, value: string) => judge([name, value]).reasons.length === 0

describe('bytes', () => {
  const standard = (name: string, before: string, after: string) =>
    bytes.filter(byte => !unsafeReason({ name, value: before + byte + after }, STANDARD_SAFELIST))
  const passing = (name: string, before: string, after: string) =>
    bytes.filter(byte => isSafe(name, before + byte + after))

  test('from 0x80 are unsafe in Accept too', () => {
    expect(passing('accept', '', '')).toEqual(
      standard('accept', '', '').filter(byte => byte < '\x80'),
    )
    expect(passing('accept', 'a', 'b').length).toBe(0x80 - 31 - 14)
  })

  test('from 0x80 are unsafe in Content-Type too, and so is the comma', () => {
    const around = ['content-type', 'text/plain;a', 'b'] as const
    expect(passing(...around)).toEqual(
      standard(...around).filter(byte => byte < '\x80' && byte !== ','),
    )
    expect(passing(...around).length).toBe(0x80 - 31 - 14 - 1)
  })

  test.each(['accept-language', 'content-language'])('of %s are those of the standard', name => {
    expect(passing(name, '', '')).toEqual(standard(name, '', ''))
  })
})

describe('Content-Type', () => {
  test.each([
    ['text/plain', true],
    ['TEXT/Plain', true],
    ['text/plain;charset=utf-8', true],
    ['text/plain ;charset=utf-8', true],
    ['text/plain;', true],
    ['text/plain;a;b', true],
    ['text/plain;a;', false],
    ['text/plain;;', false],
    ['text/plain\t', true],
    ['text/plain x', false],
    ['text/plain x;a', true],
    ['text/plain,text/plain', false],
    ['text/plain;a=b,c', false],
    ['multipart/form-data;boundary=a', true],
    ['application/x-www-form-urlencoded', true],
    ['application/json', false],
    ['text/plainx', false],
    ['', false],
  ])('%j passes: %s', (value, passes) => {
    expect(judge(['content-type', value]).reasons.map(({ code }) => code)).toEqual(
      passes ? [] : ['content-type'],
    )
  })
})

test.each([
  [2n ** 63n - 1n, true],
  [2n ** 63n, true],
  [2n ** 64n - 1n, true],
  [2n ** 64n, false],
])('Range: a number of %s is read: %s', (number, read) => {
  expect(isSafe('range', `bytes=${number}-`)).toBe(read)
  expect(isSafe('range', `bytes=0-${number}`)).toBe(read)
})

test('the total has no limit', () => {
  const many = Array.from({ length: 20 }, (): [string, string] => ['accept', 'a'.repeat(128)])
  expect(judge(...many)).toEqual({ reasons: [], names: [] })
})

test('values of one name are judged each by itself, and asked for as often as set', () => {
  expect(judge(['content-type', 'text/plain'], ['content-type', 'text/plain']).reasons).toEqual([])
  expect(judge(['x-b', '1'], ['x-a', '1'], ['x-b', '2'])).toEqual({
    reasons: [
      { code: 'header', name: 'x-b' },
      { code: 'header', name: 'x-a' },
    ],
    names: ['x-a', 'x-b', 'x-b'],
  })
})

test.each(['user-agent', 'dpr', 'width'])('%s is no safelisted name', name => {
  expect(isSafe(name, '1')).toBe(false)
})

describe('a body', () => {
  const reasons = (initiator: Initiator, body: Body) =>
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
      FIREFOX_RULES,
    ).reasons

  test.each(['xmlhttprequest', 'beacon'] as const)(
    'may bring a type of any length with %s',
    initiator => {
      const typed = (essence: string): Body => ({
        kind: 'blob',
        contentType: `${essence};${'a'.repeat(200)}`,
      })
      expect(reasons(initiator, typed('text/plain'))).toEqual([])
      expect(reasons(initiator, typed('text/html'))).toMatchObject([{ code: 'content-type' }])
    },
  )

  test('may not with fetch', () => {
    const typed = (length: number): Body => ({
      kind: 'blob',
      contentType: `text/plain;${'a'.repeat(length - 11)}`,
    })
    expect(reasons('fetch', typed(128))).toEqual([])
    expect(reasons('fetch', typed(129))).toMatchObject([{ code: 'header-value', length: 129 }])
  })

  test('that is a stream is sent as text', () => {
    expect(reasons('fetch', { kind: 'stream', contentType: null })).toEqual([])
    expect(
      FIREFOX_RULES.bodyHeader({
        initiator: 'fetch',
        origin: 'null',
        url: new URL('https://api.example.com'),
        method: 'POST',
        mode: 'cors',
        credentials: 'include',
        headers: [],
        body: { kind: 'stream', contentType: null },
        uploadListeners: [],
      }),
    ).toMatchObject({ name: 'content-type', value: 'text/plain;charset=UTF-8', fromBody: true })
  })
})

test('the type that the page set for text stays as it is', () => {
  for (const value of ['text/plain;charset=latin1', 'text/plain;a="b";charset=latin1']) {
    expect(FIREFOX_RULES.textContentType(value)).toBe(value)
  }
})
