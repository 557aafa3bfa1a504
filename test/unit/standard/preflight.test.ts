import { describe, expect, test } from 'vitest'
import { ENGINES, RULES } from '../../../src/browsers/rules.ts'
import type { Description } from '../../../src/standard/description.ts'
import { isPlain, preflightReasons, STANDARD_RULES } from '../../../src/standard/preflight.ts'

const call = (changes: Partial<Description> = {}): Description => ({
  initiator: 'fetch',
  origin: 'https://app.example.com',
  url: new URL('https://api.example.com/x'),
  method: 'GET',
  mode: 'cors',
  credentials: 'same-origin',
  headers: [],
  body: null,
  uploadListeners: [],
  ...changes,
})

const BLOB = { kind: 'blob', contentType: null } as const

const header = (name: string, value = '1', line?: string) => ({ name, value, setAt: { line } })

const codesOf = (changes: Partial<Description>, rules = STANDARD_RULES) =>
  preflightReasons(call(changes), rules).reasons.map(({ code }) => code)

test('a plain call has no reason', () => {
  expect(preflightReasons(call())).toEqual({
    reasons: [],
    request: { method: 'GET', headers: [] },
  })
})

test.each(['GET', 'HEAD', 'POST'])('method %s is no reason', method => {
  expect(codesOf({ method })).toEqual([])
})

test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'patch', 'get'])('method %s is one', method => {
  expect(preflightReasons(call({ method, methodSetAt: { line: 'app.js:1' } }))).toEqual({
    reasons: [{ code: 'method', method, setAt: 'app.js:1' }],
    request: { method, headers: [] },
  })
})

test('every reason is named: method first, then headers, listeners and the stream', () => {
  const { reasons, request } = preflightReasons(
    call({
      method: 'PUT',
      headers: [header('x-b', '1', 'b.js:1'), header('x-a', '1', 'a.js:1'), header('accept', '"')],
      body: { kind: 'stream', contentType: null },
      uploadListeners: [{ type: 'progress', setAt: { line: 'up.js:1' } }],
      madeAt: { line: 'made.js:1' },
      methodSetAt: { line: 'method.js:1' },
    }),
  )
  expect(reasons).toEqual([
    { code: 'method', method: 'PUT', setAt: 'method.js:1' },
    { code: 'header', name: 'x-b', setAt: 'b.js:1' },
    { code: 'header', name: 'x-a', setAt: 'a.js:1' },
    { code: 'header-value', name: 'accept', value: '"', byte: 0x22, index: 0 },
    { code: 'upload-listener', types: ['progress'], setAt: 'up.js:1' },
    { code: 'stream-body', setAt: 'made.js:1' },
  ])
  expect(request).toEqual({ method: 'PUT', headers: ['accept', 'x-a', 'x-b'] })
})

describe("the body's own type", () => {
  const json = { kind: 'blob', contentType: 'application/json' } as const

  test('is a reason, set where the call was made', () => {
    const { reasons, request } = preflightReasons(
      call({ method: 'POST', body: json, madeAt: { line: 'app.js:2' } }),
    )
    expect(reasons).toEqual([
      {
        code: 'content-type',
        value: 'application/json',
        essence: 'application/json',
        implied: true,
        setAt: 'app.js:2',
      },
    ])
    expect(request.headers).toEqual(['content-type'])
  })

  test('does not count where the page set one', () => {
    const headers = [header('content-type', 'text/plain')]
    expect(codesOf({ method: 'POST', body: json, headers })).toEqual([])
  })

  test("does not hide the page's own", () => {
    const body = { kind: 'string', contentType: 'text/plain;charset=UTF-8' } as const
    const headers = [header('content-type', 'application/json')]
    expect(preflightReasons(call({ method: 'POST', body, headers })).reasons).toMatchObject([
      { code: 'content-type', value: 'application/json', essence: 'application/json' },
    ])
  })

  test.each([
    ['text/plain;charset=UTF-8', []],
    ['application/x-www-form-urlencoded;charset=UTF-8', []],
    ['multipart/form-data; boundary=x', []],
    ['application/xml;charset=UTF-8', ['content-type']],
    ['text/html;charset=UTF-8', ['content-type']],
    [null, []],
  ])('%s gives %j', (contentType, codes) => {
    expect(codesOf({ method: 'POST', body: { kind: 'blob', contentType } })).toEqual(codes)
  })

  test('counts for the total', () => {
    const headers = Array.from({ length: 8 }, () => header('accept', 'a'.repeat(127)))
    const text = (length: number) =>
      ({ kind: 'blob', contentType: 'text/plain'.padEnd(length, ';') }) as const
    expect(codesOf({ method: 'POST', headers })).toEqual([])
    expect(codesOf({ method: 'POST', headers, body: text(10) })).toEqual(['headers-total'])
    const seven = headers.slice(1)
    expect(codesOf({ method: 'POST', headers: seven, body: text(128) })).toEqual([])
  })
})

describe('no-cors', () => {
  test('gives no reason, whatever else', () => {
    expect(
      codesOf({
        mode: 'no-cors',
        method: 'PUT',
        headers: [header('x-a')],
        uploadListeners: [{ type: 'load' }],
        body: { kind: 'blob', contentType: 'application/json' },
      }),
    ).toEqual([])
  })

  test("but for a beacon, whose body's type decides", () => {
    const beacon = (contentType: string | null) =>
      codesOf({
        initiator: 'beacon',
        mode: 'no-cors',
        method: 'POST',
        body: { kind: 'blob', contentType },
      })
    expect(beacon('application/json')).toEqual(['content-type'])
    expect(beacon('text/plain')).toEqual([])
    expect(beacon(null)).toEqual([])
  })
})

describe('listeners on the upload', () => {
  const uploadListeners = [
    { type: 'load', setAt: { line: 'one.js:1' } },
    { type: 'progress', setAt: { line: 'two.js:1' } },
    { type: 'load' },
  ]

  test('are one reason with each type once, set where the first was', () => {
    const { reasons } = preflightReasons(call({ initiator: 'xmlhttprequest', uploadListeners }))
    expect(reasons).toEqual([
      { code: 'upload-listener', types: ['load', 'progress'], setAt: 'one.js:1' },
    ])
  })

  test('are set at the call where nobody knows of a place', () => {
    const listeners = [{ type: 'progress' }]
    const madeAt = { line: 'made.js:1' }
    const { reasons } = preflightReasons(call({ uploadListeners: listeners, madeAt }))
    expect(reasons).toMatchObject([{ code: 'upload-listener', setAt: 'made.js:1' }])
  })

  test('count as the rules say', () => {
    expect(
      codesOf({ uploadListeners }, { ...STANDARD_RULES, uploadListenersCount: () => false }),
    ).toEqual([])
  })
})

test('a stream is a reason only where it is sent as one', () => {
  const stream = { method: 'POST', body: { kind: 'stream', contentType: null } } as const
  expect(codesOf(stream)).toEqual(['stream-body'])
  expect(codesOf(stream, { ...STANDARD_RULES, sendsStreams: false })).toEqual([])
  expect(codesOf({ ...stream, body: { kind: 'buffer', contentType: null } })).toEqual([])
})

describe("the charset of the page's own Content-Type", () => {
  const text = { kind: 'string', contentType: 'text/plain;charset=UTF-8' } as const
  const headers = [header('content-type', 'text/plain;a="b";charset=latin1')]
  const sent = (changes: Partial<Description>) =>
    codesOf({ method: 'POST', headers, initiator: 'xmlhttprequest', body: text, ...changes })

  test('is that of the text that XMLHttpRequest sends, and the type is written anew', () => {
    expect(sent({})).toEqual([])
    expect(sent({ body: { kind: 'document', contentType: 'application/xml' } })).toEqual([])
  })

  test('stays for other bodies, without one, and with fetch', () => {
    expect(sent({ body: { kind: 'blob', contentType: null } })).toEqual(['header-value'])
    expect(sent({ body: { kind: 'buffer', contentType: null } })).toEqual(['header-value'])
    expect(sent({ body: null })).toEqual(['header-value'])
    expect(sent({ initiator: 'fetch' })).toEqual(['header-value'])
  })

  test('changes no other header', () => {
    const others = [header('accept', 'text/plain;a="b";charset=latin1'), ...headers]
    expect(sent({ headers: others })).toEqual(['header-value'])
  })
})

test.each<[string, Partial<Description>, boolean]>([
  ['a stream', {}, false],
  ['a stream that may outlive the page', { keepalive: true }, true],
  ['a stream that may not', { keepalive: false }, false],
  ['a stream in no-cors mode', { mode: 'no-cors' }, true],
  ["a stream in mode 'same-origin'", { mode: 'same-origin' }, false],
  ['a Blob that may outlive the page', { body: BLOB, keepalive: true }, false],
  ['a Blob in no-cors mode', { body: BLOB, mode: 'no-cors' }, false],
  ['no body that may outlive the page', { body: null, keepalive: true }, false],
])('the standard refuses %s: %s', (_, changes, refused) => {
  const body = { kind: 'stream', contentType: null } as const
  expect(STANDARD_RULES.refuses(call({ method: 'POST', body, ...changes }))).toEqual(
    refused ? { code: 'stream-refused' } : null,
  )
})

describe('a call that nobody could have a reason for', () => {
  test.each<[string, Partial<Description>, boolean]>([
    ['GET', {}, true],
    ['HEAD', { method: 'HEAD' }, true],
    ['POST without a body', { method: 'POST' }, true],
    ['PUT', { method: 'PUT' }, false],
    ['a header', { headers: [header('accept', 'a')] }, false],
    ['a body', { method: 'POST', body: { kind: 'buffer', contentType: null } }, false],
    ['a listener', { uploadListeners: [{ type: 'load' }] }, false],
  ])('%s', (_, changes, plain) => {
    expect(isPlain(call(changes))).toBe(plain)
    if (!plain) return
    for (const browser of [...ENGINES, 'standard'] as const) {
      expect(codesOf(changes, RULES[browser])).toEqual([])
    }
  })
})
