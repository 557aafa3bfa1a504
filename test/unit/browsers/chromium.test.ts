import { describe, expect, test } from 'vitest'
import { CHROMIUM_RULES } from '../../../src/browsers/chromium.ts'
import type { Body, Initiator } from '../../../src/standard/description.ts'
import { preflightReasons } from '../../../src/standard/preflight.ts'
import { unsafeHeaders } from '../../../src/standard/safelist.ts'

const judge = (...pairs: [string, string][]) =>
  unsafeHeaders(
    pairs.map(([name, value]) => ({ name, value })),
    CHROMIUM_RULES.safelist,
  )
const isSafe = (name: string, value: string) => judge([name, value]).reasons.length === 0

describe('client hints', () => {
  test.each([
    ['device-memory', '8', true],
    ['device-memory', '0.25', true],
    ['device-memory', '.25', false],
    ['device-memory', '1.', false],
    ['device-memory', '', false],
    ['device-memory', '-1', false],
    ['device-memory', '1e3', false],
    ['downlink', '1.5', true],
    ['downlink', '1.5.1', false],
    ['dpr', '2', true],
    ['dpr', '2.0', true],
    ['dpr', '2x', false],
    ['dpr', ' 2', false],
    ['ect', '4g', true],
    ['ect', '3g', true],
    ['ect', '2g', true],
    ['ect', 'slow-2g', true],
    ['ect', '5g', false],
    ['ect', '1g', false],
    ['ect', 'slow-3g', false],
    ['ect', '4G', false],
    ['rtt', '100', true],
    ['rtt', '100.5', false],
    ['rtt', '', false],
    ['save-data', 'on', true],
    ['save-data', 'On', true],
    ['save-data', 'off', false],
    ['save-data', 'one', false],
    ['save-data', '', false],
    ['viewport-width', '1024', true],
    ['viewport-width', '1024.5', false],
    ['width', '320', true],
    ['width', '320px', false],
    ['intervention', '<https://example.com>; level="warning"', true],
    ['intervention', '', true],
  ])('%s: %j passes: %s', (name, value, passes) => {
    expect(judge([name, value])).toEqual(
      passes ? { reasons: [], names: [] } : { reasons: [{ code: 'header', name }], names: [name] },
    )
  })

  test('may not be longer than others', () => {
    expect(isSafe('rtt', '1'.repeat(128))).toBe(true)
    expect(isSafe('rtt', '1'.repeat(129))).toBe(false)
  })

  test.each(['viewport-height', 'device-memories', 'sec-ch-dpr', 'x-dpr'])('%s is none', name => {
    expect(isSafe(name, '1')).toBe(false)
  })
})

test('User-Agent needs no preflight, whatever it is', () => {
  expect(isSafe('user-agent', '"'.repeat(2000))).toBe(true)
  expect(isSafe('user-agents', 'a')).toBe(false)
})

test('a name is judged by the one line that its values become', () => {
  expect(judge(['accept', 'a'.repeat(64)], ['accept', 'a'.repeat(62)]).reasons).toEqual([])
  expect(judge(['accept', 'a'.repeat(64)], ['accept', 'a'.repeat(63)]).reasons).toMatchObject([
    { code: 'header-value', length: 129 },
  ])
  expect(judge(['content-type', 'text/plain'], ['content-type', 'text/plain'])).toMatchObject({
    reasons: [{ code: 'content-type', value: 'text/plain, text/plain' }],
    names: ['content-type'],
  })
})

test.each([
  [2n ** 63n - 2n, true],
  [2n ** 63n - 1n, false],
  [2n ** 63n, false],
  [2n ** 64n, false],
])('Range: a number of %s is read: %s', (number, read) => {
  expect(isSafe('range', `bytes=${number}-`)).toBe(read)
  expect(isSafe('range', `bytes=0-${number}`)).toBe(read)
  expect(isSafe('range', `Bytes=${number}-`)).toBe(false)
})

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
    CHROMIUM_RULES,
  ).reasons.map(({ code }) => code)

describe("a Blob's own type", () => {
  test.each([
    ['application/json', true],
    ['application/json;charset=utf-8', true],
    ['application/json ; charset=utf-8', true],
    ['application/json; charset="utf-8"', true],
    ['application/json; a="b\\"c"; d=e', true],
    ['application/{json}', true],
    ['application', false],
    ['application/', false],
    ['application/json;', false],
    ['application/json;charset', false],
    ['application/json;charset=', false],
    ['application/json;charset="utf-8', false],
    ['application/json x', false],
    ['(application)/json', false],
  ])('%j is sent by XMLHttpRequest and beacons: %s; by fetch always', (contentType, sent) => {
    const body: Body = { kind: 'blob', contentType }
    expect(codes('fetch', body)).toEqual(['content-type'])
    for (const initiator of ['xmlhttprequest', 'beacon'] as const) {
      expect(codes(initiator, body)).toEqual(sent ? ['content-type'] : [])
    }
  })

  test('is asked to be one of RFC 2045, other bodies are not', () => {
    expect(codes('xmlhttprequest', { kind: 'document', contentType: 'none' })).toEqual([
      'content-type',
    ])
  })

  test('is none where the Blob has none', () => {
    for (const initiator of ['fetch', 'xmlhttprequest', 'beacon'] as const) {
      expect(codes(initiator, { kind: 'blob', contentType: null })).toEqual([])
    }
  })
})

test('a beacon may bring a type of any length, a call of XMLHttpRequest may not', () => {
  const body: Body = { kind: 'blob', contentType: `text/plain;a=${'a'.repeat(116)}` }
  expect(codes('beacon', body)).toEqual([])
  expect(codes('xmlhttprequest', body)).toEqual(['header-value'])
  expect(codes('fetch', body)).toEqual(['header-value'])
  expect(codes('beacon', { kind: 'blob', contentType: `text/html;a=${'a'.repeat(116)}` })).toEqual([
    'content-type',
  ])
})

test.each([
  ['text/plain;charset=latin1', 'text/plain;charset=UTF-8'],
  ['Text/Plain; a="b" ; Charset = latin1 ;c', 'Text/Plain; a="b" ; Charset = UTF-8 ;c'],
  ['text/plain;charset=utf-8', 'text/plain;charset=UTF-8'],
  ['text/plain;charset="latin1"', 'text/plain;charset="latin1"'],
  ['text/plain;xcharset=latin1', 'text/plain;xcharset=latin1'],
  ['text/plain', 'text/plain'],
])('of text that XMLHttpRequest sends as %j only the charset is changed: %j', (value, sent) => {
  expect(CHROMIUM_RULES.textContentType(value)).toBe(sent)
})
