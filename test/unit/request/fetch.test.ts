import { describe, expect, test } from 'vitest'
import {
  describeFetch,
  type FetchArguments,
  type FetchInit,
  type FetchOrigin,
} from '../../../src/request/fetch.ts'
import type { Page } from '../../../src/request/page.ts'

const page: Page = {
  origin: 'https://app.example.com',
  base: () => 'https://app.example.com/a/',
  resolve: (url, base = 'https://app.example.com/a/') => new URL(url, base),
}
const URL_TEXT = 'https://api.example.com/x'

const describeInit = (init: FetchInit, more: Partial<FetchArguments> = {}, origin?: FetchOrigin) =>
  describeFetch({ input: URL_TEXT, init, ...more }, page, origin)

const namesOf = (call: FetchArguments, origin?: FetchOrigin) =>
  describeFetch(call, page, origin).headers.map(({ name, value }) => [name, value])

test('a bare call', () => {
  const { url, ...others } = describeFetch({ input: URL_TEXT }, page)
  expect(url.href).toBe(URL_TEXT)
  expect(others).toEqual({
    initiator: 'fetch',
    origin: page.origin,
    method: 'GET',
    mode: 'cors',
    credentials: 'same-origin',
    headers: [],
    body: null,
    keepalive: false,
    uploadListeners: [],
  })
})

test('the URL is resolved by the page', () => {
  expect(describeFetch({ input: '../b?c' }, page).url.href).toBe('https://app.example.com/b?c')
})

describe('init', () => {
  test.each<
    [keyof FetchInit & ('method' | 'mode' | 'credentials' | 'keepalive'), unknown, unknown]
  >([
    ['method', 'put', 'PUT'],
    ['method', 'patch', 'patch'],
    ['method', { toString: () => 'delete' }, 'DELETE'],
    ['method', null, 'null'],
    ['method', undefined, 'GET'],
    ['mode', 'cors', 'cors'],
    ['mode', 'no-cors', 'no-cors'],
    ['mode', 'same-origin', 'same-origin'],
    ['mode', undefined, 'cors'],
    ['credentials', 'omit', 'omit'],
    ['credentials', 'include', 'include'],
    ['credentials', 'same-origin', 'same-origin'],
    ['credentials', undefined, 'same-origin'],
    ['keepalive', true, true],
    ['keepalive', 1, true],
    ['keepalive', '', false],
    ['keepalive', undefined, false],
  ])('%s: %j is %j', (member, given, expected) => {
    expect(describeInit({ [member]: given })[member]).toBe(expected)
  })
})

describe('no request can have', () => {
  test.each<[string, FetchInit, string]>([
    ['a method that is no token', { method: 'A B' }, '"A B"'],
    ['a forbidden method', { method: 'trace' }, 'trace'],
    ['an unknown mode', { mode: 'corse' }, 'mode takes cors, no-cors, same-origin, not corse'],
    ['mode navigate', { mode: 'navigate' }, 'not navigate'],
    ['mode null', { mode: null }, 'not null'],
    ['a mode in upper case', { mode: 'CORS' }, 'not CORS'],
    [
      'unknown credentials',
      { credentials: 'always' },
      'credentials takes omit, same-origin, include, not always',
    ],
    ['a body with GET', { body: '' }, 'GET'],
    ['a body with HEAD', { method: 'head', body: 'x' }, 'HEAD'],
    ['PUT with no-cors', { method: 'put', mode: 'no-cors' }, 'PUT'],
    ["only-if-cached in mode 'cors'", { cache: 'only-if-cached' }, 'only-if-cached'],
    [
      'only-if-cached in no-cors mode',
      { cache: 'only-if-cached', mode: 'no-cors' },
      'only-if-cached',
    ],
  ])('%s', (_, init, named) => {
    expect(() => describeInit(init)).toThrow(TypeError)
    expect(() => describeInit(init)).toThrow(named)
  })

  test.each(['https://u@api.example.com/', 'https://:p@api.example.com/', 'https://u:p@a.test/'])(
    'the user of %s',
    input => {
      expect(() => describeFetch({ input }, page)).toThrow(TypeError)
      expect(() => describeFetch({ input }, page)).toThrow(input)
    },
  )

  test('a URL that is none', () => {
    expect(() => describeFetch({ input: 'https://' }, page)).toThrow(TypeError)
  })

  test.each<[string, string]>([
    ['x a', '1'],
    ['x-a', 'a\0'],
    ['x-a', '€'],
  ])('header %j: %j', (name, value) => {
    expect(() => describeInit({}, { headers: [[name, value]] })).toThrow(TypeError)
    expect(() => describeInit({}, { headers: [[name, value]] })).toThrow(name)
  })

  test('a symbol as a header', () => {
    expect(() => describeInit({}, { headers: [[Symbol('s'), '1']] })).toThrow(TypeError)
    expect(() => describeInit({}, { headers: [['x-a', Symbol('s')]] })).toThrow(TypeError)
  })
})

describe('a request may have', () => {
  test.each<[string, FetchInit]>([
    ['a body with DELETE', { method: 'DELETE', body: 'x' }],
    ['no body with GET', { body: null }],
    ['POST with no-cors', { method: 'post', mode: 'no-cors', body: 'x' }],
    ['HEAD with no-cors', { method: 'head', mode: 'no-cors' }],
    ["only-if-cached in mode 'same-origin'", { cache: 'only-if-cached', mode: 'same-origin' }],
    ['other caches in any mode', { cache: 'no-store' }],
  ])('%s', (_, init) => {
    expect(() => describeInit(init)).not.toThrow()
  })
})

describe('a body', () => {
  test.each<[string, unknown, string, string | null]>([
    ['text', 'x', 'string', 'text/plain;charset=UTF-8'],
    ['empty text', '', 'string', 'text/plain;charset=UTF-8'],
    ['JSON by mistake', {}, 'string', 'text/plain;charset=UTF-8'],
    ['a Blob', new Blob([]), 'blob', null],
    ['a typed Blob', new Blob([], { type: 'application/json' }), 'blob', 'application/json'],
    ['bytes', new Uint8Array(1), 'buffer', null],
    [
      'parameters',
      new URLSearchParams(),
      'urlsearchparams',
      'application/x-www-form-urlencoded;charset=UTF-8',
    ],
    [
      'a document, which fetch knows as text only',
      { [Symbol.toStringTag]: 'XMLDocument', contentType: 'application/xml' },
      'string',
      'text/plain;charset=UTF-8',
    ],
  ])('%s', (_, body, kind, contentType) => {
    expect(describeInit({ method: 'POST', body }).body).toEqual({ kind, contentType })
  })

  test.each([
    ['half', true],
    [undefined, false],
  ])('that is a stream, with duplex %s', (duplex, halfDuplex) => {
    const { body } = describeInit({ method: 'POST', body: new ReadableStream(), duplex })
    expect(body).toEqual({ kind: 'stream', contentType: null, halfDuplex })
  })

  test('that is a form', () => {
    const { body } = describeInit({ method: 'POST', body: new FormData() })
    expect(body?.kind).toBe('formdata')
    expect(body?.contentType).toMatch(/^multipart\/form-data; boundary=/)
  })

  test('known to be a stream of the Request is that, unless init has one', () => {
    const stream = { kind: 'stream', contentType: null, cloned: true } as const
    const input = new Request(URL_TEXT, { method: 'POST' })
    expect(describeFetch({ input }, page, { stream }).body).toEqual(stream)
    expect(describeFetch({ input, init: { body: 'x' } }, page, { stream }).body?.kind).toBe(
      'string',
    )
    expect(() => describeFetch({ input: new Request(URL_TEXT) }, page, { stream })).toThrow(
      TypeError,
    )
  })
})

describe('headers', () => {
  test('are taken over in order, those the browser drops left out', () => {
    expect(
      namesOf({
        input: URL_TEXT,
        headers: [
          ['X-B', ' 1 '],
          ['Cookie', 'a'],
          ['x-a', 2],
          ['X-HTTP-Method', 'TRACE'],
          ['x-b', '3'],
        ],
      }),
    ).toEqual([
      ['x-b', '1'],
      ['x-a', '2'],
      ['x-b', '3'],
    ])
  })

  test('in no-cors mode are only the safelisted', () => {
    const headers = [
      ['x-a', '1'],
      ['accept', 'a'],
      ['range', 'bytes=0-'],
      ['content-type', 'application/json'],
    ] as const
    expect(namesOf({ input: URL_TEXT, init: { mode: 'no-cors' }, headers })).toEqual([
      ['accept', 'a'],
    ])
    expect(namesOf({ input: URL_TEXT, init: { mode: 'cors' }, headers })).toHaveLength(4)
  })
})

describe('places', () => {
  const madeAt = { line: 'made.js:1' }
  const setAt = { line: 'set.js:1' }

  test('are the call itself for what was set there', () => {
    const made = describeInit({ method: 'PUT' }, { headers: [['x-a', '1']] }, { madeAt })
    expect(made.madeAt).toBe(madeAt)
    expect(made.methodSetAt).toBe(madeAt)
    expect(made.headers[0]?.setAt).toBe(madeAt)
  })

  test('are the call as well for the method of a Request', () => {
    const request = new Request('https://api.example.com/', { method: 'PUT' })
    expect(describeFetch({ input: request }, page, { madeAt }).methodSetAt).toBe(madeAt)
  })

  test('are those known by name for what was set before', () => {
    const places = new Map([['x-a', setAt]])
    const input = new Request(URL_TEXT, { headers: { 'X-A': '1', 'x-b': '2' } })
    const { headers } = describeFetch({ input }, page, { madeAt, places })
    expect(headers.map(header => header.setAt)).toEqual([setAt, undefined])
  })

  test('are unknown for a Request that nobody watched', () => {
    const input = new Request(URL_TEXT, { headers: { 'x-a': '1' } })
    expect(describeFetch({ input }, page, { madeAt }).headers[0]?.setAt).toBe(undefined)
  })
})

describe('a Request', () => {
  test('gives what init leaves out', () => {
    const input = new Request(URL_TEXT, {
      method: 'PUT',
      mode: 'same-origin',
      credentials: 'include',
      keepalive: true,
      headers: { 'X-A': '1' },
    })
    const made = describeFetch({ input }, page)
    expect(made).toMatchObject({
      method: 'PUT',
      mode: 'same-origin',
      credentials: 'include',
      keepalive: true,
      headers: [{ name: 'x-a', value: '1' }],
    })
    expect(made.url.href).toBe(URL_TEXT)
  })

  test('gives way to init', () => {
    const input = new Request(URL_TEXT, {
      method: 'PUT',
      credentials: 'include',
      keepalive: true,
      headers: { 'x-a': '1' },
    })
    const init = { method: 'POST', mode: 'no-cors', credentials: 'omit', keepalive: false }
    expect(describeFetch({ input, init, headers: [] }, page)).toMatchObject({
      method: 'POST',
      mode: 'no-cors',
      credentials: 'omit',
      keepalive: false,
      headers: [],
    })
  })

  test('keeps its headers where init has others to say', () => {
    const input = new Request(URL_TEXT, { headers: { 'x-a': '1' } })
    expect(namesOf({ input, init: { method: 'PUT' } })).toEqual([['x-a', '1']])
  })

  test('made for no-cors keeps only the safelisted, whatever the mode is now', () => {
    const input = {
      url: URL_TEXT,
      method: 'GET',
      mode: 'no-cors',
      headers: new Headers({ 'x-a': '1', accept: 'a' }),
    } as Request
    expect(namesOf({ input, init: { mode: 'cors' } })).toEqual([['accept', 'a']])
    expect(namesOf({ input, init: { mode: 'cors' }, headers: [['x-b', '1']] })).toEqual([
      ['x-b', '1'],
    ])
  })

  test("of a navigation is asked in mode 'same-origin'", () => {
    const input = {
      url: URL_TEXT,
      method: 'GET',
      mode: 'navigate',
      headers: new Headers(),
    } as Request
    expect(describeFetch({ input }, page).mode).toBe('same-origin')
    expect(describeFetch({ input, init: { mode: 'cors' } }, page).mode).toBe('cors')
  })

  test('of a URL with a user is refused', () => {
    const input = { url: 'https://u:p@a.test/', method: 'GET', headers: new Headers() } as Request
    expect(() => describeFetch({ input }, page)).toThrow(TypeError)
  })

  test('has the headers it was made of, where they are known and still the same', () => {
    const madeOf = [
      ['X-A', ' 1'],
      ['x-a', '2'],
      ['x-b', '3'],
    ] as const
    const input = new Request(URL_TEXT, { headers: madeOf.map(([name, value]) => [name, value]) })
    expect(namesOf({ input })).toEqual([
      ['x-a', '1, 2'],
      ['x-b', '3'],
    ])
    expect(namesOf({ input }, { madeOf })).toEqual([
      ['x-a', '1'],
      ['x-a', '2'],
      ['x-b', '3'],
    ])
    input.headers.append('x-a', '4')
    expect(namesOf({ input }, { madeOf })).toEqual([
      ['x-a', '1, 2, 4'],
      ['x-b', '3'],
    ])
  })
})

// The arguments of a call are read once; the text of a method may differ each time.
test('each member of init is read once', () => {
  const reads: Record<string, number> = {}
  const init = new Proxy<Record<string, unknown>>(
    {},
    {
      get(_, member) {
        reads[member as string] = (reads[member as string] ?? 0) + 1
        return member === 'method' ? 'PUT' : undefined
      },
    },
  )
  describeInit(init)
  expect(Object.entries(reads).filter(([, times]) => times > 1)).toEqual([])
})
