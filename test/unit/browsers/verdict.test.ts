import { describe, expect, test } from 'vitest'
import { type Browser, ENGINES } from '../../../src/browsers/rules.ts'
import { verdictOn } from '../../../src/browsers/verdict.ts'
import type { Body, Description } from '../../../src/standard/description.ts'

const PAGE = 'https://app.example.com'
const BROWSERS: readonly Browser[] = ['standard', ...ENGINES]

const call = (changes: Partial<Description> = {}): Description => ({
  initiator: 'fetch',
  origin: PAGE,
  url: new URL('https://api.example.com/x'),
  method: 'GET',
  mode: 'cors',
  credentials: 'same-origin',
  headers: [],
  body: null,
  uploadListeners: [],
  ...changes,
})

/** Who would preflight a call. */
const preflighters = (changes: Partial<Description>) =>
  BROWSERS.filter(browser => {
    const verdict = verdictOn(call(changes), browser)
    if (browser !== 'standard') expect(verdict.browsers[browser]).toBe(verdict.preflight)
    return verdict.preflight
  })

const all = { chromium: true, firefox: true, webkit: true }
const none = { chromium: false, firefox: false, webkit: false }

test.each(BROWSERS)('%s on a call that needs no preflight', browser => {
  expect(verdictOn(call(), browser)).toEqual({
    crossOrigin: true,
    preflight: false,
    reasons: [],
    request: null,
    blocked: null,
    browsers: none,
  })
})

test.each(BROWSERS)('%s on a call that needs one', browser => {
  const headers = [
    { name: 'x-b', value: '1' },
    { name: 'x-a', value: '1' },
  ]
  expect(verdictOn(call({ method: 'PUT', headers }), browser)).toEqual({
    crossOrigin: true,
    preflight: true,
    reasons: [
      { code: 'method', method: 'PUT' },
      { code: 'header', name: 'x-b' },
      { code: 'header', name: 'x-a' },
    ],
    request: { method: 'PUT', headers: ['x-a', 'x-b'] },
    blocked: null,
    browsers: all,
  })
})

test.each(BROWSERS)("%s on a call to the page's own origin", browser => {
  const changes = { method: 'PUT', url: new URL(`${PAGE}/x`) }
  expect(verdictOn(call(changes), browser)).toEqual({
    crossOrigin: false,
    preflight: false,
    reasons: [],
    request: null,
    blocked: null,
    browsers: none,
  })
})

test.each(BROWSERS)('%s on a call that never leaves', browser => {
  const url = new URL('https://api.example.com:6000/x')
  expect(verdictOn(call({ method: 'PUT', url }), browser)).toEqual({
    crossOrigin: true,
    preflight: false,
    reasons: [],
    request: null,
    blocked: { code: 'bad-port', port: 6000 },
    browsers: none,
  })
})

test('the reasons are those of the browser asked for, `browsers` tells of all', () => {
  const headers = [{ name: 'range', value: `bytes=${2n ** 63n}-` }]
  expect(verdictOn(call({ headers }), 'standard')).toMatchObject({
    preflight: false,
    reasons: [],
    browsers: { ...none, chromium: true },
  })
  expect(verdictOn(call({ headers }), 'chromium')).toMatchObject({
    preflight: true,
    reasons: [{ code: 'range' }],
    browsers: { ...none, chromium: true },
  })
})

test('a failure of one engine is no failure of another', () => {
  const headers = [{ name: 'available-dictionary', value: ':a:' }]
  expect(verdictOn(call({ headers }), 'chromium')).toMatchObject({
    preflight: false,
    blocked: { code: 'header-refused' },
    browsers: { ...all, chromium: false },
  })
  expect(verdictOn(call({ headers }), 'firefox')).toMatchObject({ preflight: true, blocked: null })
})

describe('listeners on the upload count', () => {
  const listening = { initiator: 'xmlhttprequest', uploadListeners: [{ type: 'load' }] } as const
  const body: Body = { kind: 'string', contentType: 'text/plain;charset=UTF-8' }

  test.each<[string, Partial<Description>, Browser[]]>([
    ['with a body', { method: 'POST', body }, ['standard', 'chromium', 'firefox', 'webkit']],
    ['without a body', { method: 'POST' }, ['standard', 'firefox', 'webkit']],
    ['with GET', {}, ['standard', 'firefox', 'webkit']],
    ['if the page waits', { method: 'POST', body, sync: true }, ['standard', 'firefox']],
    ['if it waits without a body', { method: 'POST', sync: true }, ['standard', 'firefox']],
  ])('%s', (_, changes, who) => {
    expect(preflighters({ ...listening, ...changes })).toEqual(who)
    expect(preflighters({ ...listening, ...changes, uploadListeners: [] })).toEqual([])
  })
})

describe('a stream is preflighted', () => {
  const stream: Body = { kind: 'stream', contentType: null }

  test.each<[string, Partial<Description>, Browser[]]>([
    ['by who sends it', { body: stream }, ['standard', 'chromium']],
    ['of a cloned Request too', { body: { ...stream, cloned: true } }, ['standard', 'chromium']],
    ["in mode 'same-origin', by Chromium", { body: stream, mode: 'same-origin' }, ['chromium']],
    ['not where it is refused', { body: stream, keepalive: true }, []],
    ["not to the page's own origin", { body: stream, url: new URL(PAGE) }, []],
  ])('%s', (_, changes, who) => {
    expect(preflighters({ method: 'POST', ...changes })).toEqual(who)
  })

  test('unlike the same bytes in a buffer', () => {
    expect(preflighters({ method: 'POST', body: { kind: 'buffer', contentType: null } })).toEqual(
      [],
    )
  })
})

test.each<[string, [string, string][], Browser[]]>([
  ['one name with 1024 bytes', Array(8).fill(['accept', 'a'.repeat(128)]), ['chromium', 'webkit']],
  [
    'one name and another with 1025 bytes',
    [...Array(8).fill(['accept', 'a'.repeat(127)]), ['accept-language', 'a'.repeat(9)]],
    ['standard', 'chromium', 'webkit'],
  ],
  ['an 8-bit byte in Accept', [['accept', 'é']], ['firefox']],
  ['a client hint', [['dpr', '2']], ['standard', 'firefox', 'webkit']],
  ['User-Agent', [['user-agent', 'a']], ['standard', 'firefox', 'webkit']],
  ['two types', Array(2).fill(['content-type', 'text/plain']), ['chromium', 'webkit']],
  ['a Range unit in upper case', [['range', 'BYTES=0-']], ['standard', 'chromium', 'firefox']],
  ['a Range of 2^64', [['range', `bytes=0-${2n ** 64n}`]], ['chromium', 'firefox', 'webkit']],
])('%s is a reason for %s', (_, pairs, who) => {
  expect(preflighters({ headers: pairs.map(([name, value]) => ({ name, value })) })).toEqual(who)
})
