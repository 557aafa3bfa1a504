import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type Browser, ENGINES } from '../../src/browsers/rules.ts'
import type { Verdict } from '../../src/browsers/verdict.ts'
import { type ExplainContext, explain } from '../../src/explain.ts'
import type { Initiator } from '../../src/standard/description.ts'

const PAGE = 'https://app.example.com'
const API = 'https://api.example.com/x'
const BROWSERS: readonly Browser[] = ['standard', ...ENGINES]

afterEach(() => {
  vi.unstubAllGlobals()
})

const ask = (init?: RequestInit, context: ExplainContext = {}, input: RequestInfo | URL = API) =>
  explain(input, init, { origin: PAGE, ...context })

/** A request that the standard and each engine by itself judge differently. */
const TELLING: Record<Browser, RequestInit> = {
  standard: { headers: { range: `bytes=${2n ** 64n}-` } },
  chromium: { headers: { 'user-agent': 'a' } },
  firefox: { headers: { accept: 'é' } },
  webkit: { headers: { range: 'BYTES=0-' } },
}

describe('an answer', () => {
  test('to a call that needs a preflight', () => {
    expect(ask({ method: 'put', headers: { 'X-Trace': '1' } })).toEqual({
      crossOrigin: true,
      preflight: true,
      reasons: [
        { code: 'method', method: 'PUT' },
        { code: 'header', name: 'x-trace' },
      ],
      request: { method: 'PUT', headers: ['x-trace'] },
      blocked: null,
      browsers: { chromium: true, firefox: true, webkit: true },
    })
  })

  test.each<[string, RequestInfo | URL]>([
    ['text', API],
    ['a URL', new URL(API)],
    ['a Request', new Request(API)],
    ['a path', '//api.example.com/x'],
  ])('to one that needs none, asked with %s', (_, input) => {
    expect(ask(undefined, {}, input)).toEqual({
      crossOrigin: true,
      preflight: false,
      reasons: [],
      request: null,
      blocked: null,
      browsers: { chromium: false, firefox: false, webkit: false },
    })
  })

  test('to one of the page itself', () => {
    for (const input of ['/x', 'x', '', PAGE, `${PAGE}/x`]) {
      expect(ask({ method: 'PUT' }, {}, input)).toMatchObject({
        crossOrigin: false,
        preflight: false,
      })
    }
  })

  test('to one that never leaves', () => {
    expect(ask({ method: 'PUT', mode: 'same-origin' })).toMatchObject({
      preflight: false,
      reasons: [],
      request: null,
      blocked: { code: 'disallowed-by-mode', origin: PAGE, url: API },
    })
    expect(ask({}, {}, 'http://api.example.com/')).toMatchObject({
      blocked: { code: 'mixed-content' },
    })
  })

  test('to a page of an opaque origin: every URL is another origin', () => {
    const context = { origin: 'null' }
    expect(ask({ method: 'PUT' }, context)).toMatchObject({ crossOrigin: true, preflight: true })
    expect(() => ask({}, context, '/x')).toThrow(TypeError)
  })

  test('does not depend on later changes to an earlier one', () => {
    const first = ask({ method: 'PUT' })
    first.reasons.length = 0
    expect(ask({ method: 'PUT' }).reasons).toHaveLength(1)
  })
})

describe('a Request', () => {
  test('brings its method and headers', () => {
    const request = new Request(API, { method: 'PUT', headers: { 'X-A': '1' } })
    expect(ask(undefined, {}, request).request).toEqual({ method: 'PUT', headers: ['x-a'] })
  })

  test('gives way to init', () => {
    const request = new Request(API, { method: 'PUT', headers: { 'X-A': '1' } })
    expect(ask({ method: 'POST' }, {}, request).request?.headers).toEqual(['x-a'])
    expect(ask({ method: 'POST', headers: {} }, {}, request).preflight).toBe(false)
  })

  test('keeps its body to itself', async () => {
    const request = new Request(API, { method: 'POST', body: 'x' })
    ask(undefined, {}, request)
    expect(request.bodyUsed).toBe(false)
    expect(await request.text()).toBe('x')
  })

  // A RequestInit is read member by member, wherever its members come from.
  test('may be init, whose members it inherits', () => {
    expect(ask(new Request(API, { method: 'PUT' })).preflight).toBe(true)
  })
})

test('init may inherit its members', () => {
  expect(ask(Object.create({ method: 'PUT' })).preflight).toBe(true)
})

describe('nothing happens', () => {
  test('no call is made', () => {
    const fetch = vi.fn()
    vi.stubGlobal('fetch', fetch)
    ask({ method: 'PUT' })
    expect(fetch).not.toHaveBeenCalled()
  })

  test('no body is read', async () => {
    const body = new Blob(['x']).stream()
    ask({ method: 'POST', body, duplex: 'half' } as RequestInit)
    expect(body.locked).toBe(false)
    expect(await new Response(body).text()).toBe('x')
  })

  test('nothing given is changed', () => {
    const headers = Object.freeze({ 'X-A': '1' })
    const init = Object.freeze({ method: 'put', headers })
    const context = Object.freeze({ origin: PAGE, uploadListeners: Object.freeze(['load']) })
    expect(explain(API, init, context).request).toEqual({ method: 'PUT', headers: ['x-a'] })
  })

  describe('twice to', () => {
    const timesRead = (initiator: Initiator) => {
      const reads: Record<string, number> = {}
      const values = { method: 'POST', headers: { a: '1' }, body: 'x', credentials: 'include' }
      const init = {}
      for (const [name, value] of Object.entries(values)) {
        Object.defineProperty(init, name, {
          enumerable: true,
          get() {
            reads[name] = (reads[name] ?? 0) + 1
            return value
          },
        })
      }
      ask(init, { initiator })
      return reads
    }

    test.each(['fetch', 'xmlhttprequest', 'beacon', 'eventsource'] as const)(
      'a getter of init, but for its headers, asked for %s',
      initiator => {
        const { headers, ...others } = timesRead(initiator)
        expect(headers).toBeGreaterThan(0)
        expect(Object.values(others).filter(times => times > 1)).toEqual([])
      },
    )

    test.each(['fetch', 'xmlhttprequest'] as const)(
      'the getter of headers, asked for %s',
      initiator => {
        expect(timesRead(initiator).headers).toBe(1)
      },
    )

    test('a one-shot iterable of headers', () => {
      const all = () => new Map([['x-a', '1']]).entries() as unknown as HeadersInit
      expect(ask({ headers: all() }).request?.headers).toEqual(['x-a'])
      expect(ask({ headers: all() }, { initiator: 'xmlhttprequest' }).request?.headers).toEqual([
        'x-a',
      ])
    })
  })
})

describe('who makes the call', () => {
  test('fetch, where nobody is named', () => {
    const body = new ReadableStream()
    expect(ask({ method: 'POST', body }).reasons).toEqual([{ code: 'stream-body' }])
    expect(ask({ method: 'POST', body }, { initiator: 'fetch' }).reasons).toHaveLength(1)
    expect(ask({ method: 'POST', body }, { initiator: 'xmlhttprequest' }).reasons).toEqual([])
  })

  describe('xmlhttprequest', () => {
    const initiator = 'xmlhttprequest'

    test('has listeners on its upload', () => {
      const uploadListeners = ['progress', 'load', 'progress']
      expect(ask({ method: 'POST', body: 'x' }, { initiator, uploadListeners })).toMatchObject({
        preflight: true,
        reasons: [{ code: 'upload-listener', types: ['progress', 'load'] }],
        request: { method: 'POST', headers: [] },
        browsers: { chromium: true, firefox: true, webkit: true },
      })
      expect(ask({ method: 'POST' }, { initiator, uploadListeners }).browsers).toEqual({
        chromium: false,
        firefox: true,
        webkit: true,
      })
      expect(ask({ method: 'POST', body: 'x' }, { initiator }).preflight).toBe(false)
      expect(ask({ method: 'POST', body: 'x' }, { initiator, uploadListeners: [] }).preflight).toBe(
        false,
      )
    })

    test('has them alone: to others they are nothing', () => {
      const uploadListeners = ['load']
      for (const other of ['fetch', 'beacon', 'eventsource'] as const) {
        const init = other === 'eventsource' ? {} : { method: 'POST', body: 'x' }
        expect(ask(init, { initiator: other, uploadListeners }).preflight).toBe(false)
      }
    })

    test('sends no body with GET, and joins headers of one name', () => {
      const body = new Blob([], { type: 'application/json' })
      expect(ask({ method: 'GET', body }, { initiator }).preflight).toBe(false)
      expect(ask({ method: 'POST', body }, { initiator }).preflight).toBe(true)
      const headers: [string, string][] = [
        ['content-type', 'text/plain'],
        ['Content-Type', 'text/plain'],
      ]
      expect(ask({ method: 'POST', headers }, { initiator }).reasons).toMatchObject([
        { code: 'content-type', value: 'text/plain, text/plain' },
      ])
      expect(ask({ method: 'POST', headers }).reasons).toEqual([])
    })

    test('drops what a browser drops, and normalises the method', () => {
      const headers = { Cookie: 'a', 'X-A': '1' }
      expect(ask({ method: 'delete', headers }, { initiator }).request).toEqual({
        method: 'DELETE',
        headers: ['x-a'],
      })
    })

    test('may name a user in its URL', () => {
      expect(ask({}, { initiator }, 'https://u:p@api.example.com/').preflight).toBe(false)
      expect(() => ask({}, {}, 'https://u:p@api.example.com/')).toThrow(TypeError)
    })
  })

  describe('beacon', () => {
    const initiator = 'beacon'

    test.each<[string, BodyInit | null, boolean]>([
      ['nothing', null, false],
      ['text', 'x', false],
      ['parameters', new URLSearchParams(), false],
      ['a form', new FormData(), false],
      ['a Blob without a type', new Blob([]), false],
      ['a Blob of text', new Blob([], { type: 'text/plain' }), false],
      ['a Blob of JSON', new Blob([], { type: 'application/json' }), true],
    ])('with %s: %s', (_, body, preflight) => {
      const verdict = ask({ body }, { initiator })
      expect(verdict.preflight).toBe(preflight)
      expect(verdict.request).toEqual(
        preflight ? { method: 'POST', headers: ['content-type'] } : null,
      )
    })

    test('has no method and no headers of its own', () => {
      const init = { method: 'PUT', headers: { 'x-a': '1' }, body: 'x' }
      expect(ask(init, { initiator }).preflight).toBe(false)
    })

    test('sends no stream', () => {
      expect(ask({ body: new ReadableStream() }, { initiator }).blocked).toEqual({
        code: 'stream-refused',
      })
    })
  })

  test('eventsource is never preflighted', () => {
    const init = { method: 'PUT', headers: { 'x-a': '1' } }
    expect(ask(init, { initiator: 'eventsource' })).toMatchObject({
      crossOrigin: true,
      preflight: false,
    })
  })
})

describe('for whom', () => {
  test.each(BROWSERS)('%s, where it is named', browser => {
    for (const [whose, init] of Object.entries(TELLING)) {
      const verdicts = BROWSERS.map(asked => ask(init, { browser: asked }).preflight)
      expect(
        verdicts.filter(preflight => preflight === verdicts[BROWSERS.indexOf(whose as Browser)]),
      ).toHaveLength(1)
      expect(ask(init, { browser }).preflight).toBe(verdicts[BROWSERS.indexOf(browser)])
    }
  })

  test('the standard, in Node', () => {
    for (const init of Object.values(TELLING)) {
      expect(ask(init)).toEqual(ask(init, { browser: 'standard' }))
    }
  })
})

describe('whose page', () => {
  test('needs no DOM', () => {
    expect('document' in globalThis).toBe(false)
    expect('location' in globalThis).toBe(false)
    expect(ask({ method: 'PUT' }).preflight).toBe(true)
  })

  test('is this one, where there is one', () => {
    vi.stubGlobal('location', { href: `${PAGE}/a/b`, origin: PAGE })
    expect(explain('c', { method: 'PUT' })).toMatchObject({ crossOrigin: false })
    expect(explain(API, { method: 'PUT' })).toMatchObject({ crossOrigin: true, preflight: true })
  })

  test('resolves URLs against its base', () => {
    vi.stubGlobal('location', { href: `${PAGE}/a/b`, origin: PAGE })
    vi.stubGlobal('document', { baseURI: 'https://api.example.com/' })
    expect(explain('c', { method: 'PUT' })).toMatchObject({ crossOrigin: true })
    expect(explain('c', { method: 'PUT' }, { origin: PAGE })).toMatchObject({ crossOrigin: false })
  })

  test('is opaque in a sandbox', () => {
    vi.stubGlobal('location', { href: `${PAGE}/a/b`, origin: PAGE })
    vi.stubGlobal('origin', 'null')
    expect(explain('/c')).toMatchObject({ crossOrigin: true })
  })

  test('is another where the context says so', () => {
    vi.stubGlobal('location', { href: `${PAGE}/a/b`, origin: PAGE })
    expect(explain(API, {}, { origin: 'https://api.example.com' }).crossOrigin).toBe(false)
  })
})

describe('what makes no sense is refused with its name', () => {
  const context = { origin: PAGE }
  const bad = <T>(value: unknown) => value as T

  test.each<[string, () => Verdict, (string | RegExp)[]]>([
    ['a method', () => ask({ method: 'A B' }), ['method', '"A B"']],
    ['a forbidden method', () => ask({ method: 'trace' }), ['method', 'trace', 'forbidden']],
    [
      'a method of XMLHttpRequest',
      () => ask({ method: '' }, { initiator: 'xmlhttprequest' }),
      ['method', '""'],
    ],
    ['a header name', () => ask({ headers: { 'x a': '1' } }), ['header', '"x a"']],
    ['a header value', () => ask({ headers: { 'x-a': '€' } }), ['header', 'x-a', '€']],
    [
      'a header of XMLHttpRequest',
      () => ask({ headers: { 'x a': '1' } }, { initiator: 'xmlhttprequest' }),
      ['"x a"'],
    ],
    ['a URL', () => ask({}, {}, 'https://'), [/url/i]],
    ['a URL of a beacon', () => ask({}, { initiator: 'beacon' }, 'https://'), [/url/i]],
    [
      'a mode',
      () => ask({ mode: bad('navigates') }),
      ['mode', 'cors, no-cors, same-origin', 'navigates'],
    ],
    ['credentials', () => ask({ credentials: bad('all') }), ['credentials', 'omit', 'all']],
    ['a body with GET', () => ask({ body: 'x' }), ['GET', 'body']],
    ['PUT with no-cors', () => ask({ method: 'PUT', mode: 'no-cors' }), ['PUT', 'no-cors']],
    ['only-if-cached', () => ask({ cache: 'only-if-cached' }), ['only-if-cached', 'same-origin']],
    ['no origin', () => explain(API), ['context origin', 'location']],
    ['no origin in a context', () => explain(API, {}, { browser: 'webkit' }), ['context origin']],
    [
      'a browser',
      () => explain(API, {}, { ...context, browser: bad('opera') }),
      ['context browser', "'chromium'", "'opera'"],
    ],
    [
      'a browser null',
      () => explain(API, {}, { ...context, browser: bad(null) }),
      ['context browser', 'null'],
    ],
    [
      'an initiator',
      () => explain(API, {}, { ...context, initiator: bad('img') }),
      ['context initiator', 'xmlhttprequest', 'img'],
    ],
    [
      'an initiator XHR',
      () => explain(API, {}, { ...context, initiator: bad('xhr') }),
      ['context initiator', 'xhr'],
    ],
  ])('%s', (_, call, named) => {
    expect(call).toThrow(TypeError)
    for (const name of named) expect(call).toThrow(name)
  })

  test.each([
    'app.example.com',
    'https://',
    'https://app.example.com/',
    'https://app.example.com/path',
    'https://app.example.com:443',
    'https://App.example.com',
    'https://u@app.example.com',
    'NULL',
    '',
    '/',
  ])('origin %j', origin => {
    expect(() => explain(API, {}, { origin })).toThrow(TypeError)
    expect(() => explain(API, {}, { origin })).toThrow('context origin takes an origin like')
    expect(() => explain(API, {}, { origin })).toThrow(`not ${origin}`)
  })

  test.each(['https://app.example.com', 'http://localhost:3000', 'http://[::1]:8080', 'null'])(
    'but not origin %s',
    origin => {
      expect(() => explain(API, {}, { origin })).not.toThrow()
    },
  )

  // No browser makes a request of these.
  test.each([[null], ['x-a: 1'], [[['x-a']]]])('headers %j', headers => {
    expect(() => new Request(API, { headers: bad(headers) })).toThrow(TypeError)
    expect(() => ask({ headers: bad(headers) })).toThrow(TypeError)
  })
})

/** Calls of all kinds, none of which throws. */
const arbitrary = (() => {
  const safelisted = ['accept', 'accept-language', 'content-language', 'content-type', 'range']
  const name = fc.constantFrom(
    ...safelisted,
    ...['authorization', 'x-a', 'x-b', 'x-requested-with', 'user-agent', 'dpr', 'save-data', '7'],
    ...['cookie', 'sec-a', 'x-http-method', 'available-dictionary'],
  )
  const value = fc.oneof(
    fc.constantFrom('a', '*/*', 'de-CH, de;q=0.9', 'text/plain', 'application/json', ''),
    fc.constantFrom('bytes=0-', 'bytes=9-1', 'BYTES=0-', `bytes=${2n ** 63n}-`, '2', 'on', 'é'),
    fc.constantFrom('text/plain;', 'text/plain;a;', 'multipart/form-data;a="b"', 'TRACE'),
    fc.integer({ min: 100, max: 130 }).map(length => 'a'.repeat(length)),
    fc
      .string({ unit: fc.nat(0xff).map(code => String.fromCharCode(code)) })
      .map(text => text.replace(/[\0\r\n]/g, '')),
  )
  const headers = fc.uniqueArray(fc.tuple(name, value), { selector: ([own]) => own })
  const body = fc.constantFrom<(BodyInit | null | undefined)[]>(
    undefined,
    null,
    'x',
    new Uint8Array(1),
    new URLSearchParams('a=b'),
    new FormData(),
    new ReadableStream(),
    new Blob([]),
    new Blob([], { type: 'text/plain' }),
    new Blob([], { type: 'application/json' }),
    new Blob([], { type: 'none' }),
    new Blob([], { type: `text/plain;${'a'.repeat(130)}` }),
  )
  const method = fc.constantFrom('GET', 'get', 'HEAD', 'POST', 'post', 'PUT', 'patch', 'DELETE')
  const url = fc.constantFrom(
    API,
    `${API}?a`,
    '/x',
    `${PAGE}/x`,
    'http://api.example.com/',
    'https://api.example.com:6000/',
    'data:,x',
    'ftp://api.example.com/',
  )
  const init = fc
    .record({
      method,
      body,
      mode: fc.constantFrom<RequestMode[]>('cors', 'no-cors', 'same-origin'),
      keepalive: fc.boolean(),
      credentials: fc.constantFrom<RequestCredentials[]>('omit', 'same-origin', 'include'),
    })
    .map(({ mode, body: given, ...others }) => {
      const upper = others.method.toUpperCase()
      return {
        ...others,
        mode: ['GET', 'HEAD', 'POST'].includes(upper) || mode !== 'no-cors' ? mode : 'cors',
        ...(upper === 'GET' || upper === 'HEAD' ? {} : { body: given ?? null }),
      }
    })
  const context = fc.record({
    browser: fc.constantFrom(...BROWSERS),
    initiator: fc.constantFrom<Initiator[]>('fetch', 'xmlhttprequest', 'beacon', 'eventsource'),
    uploadListeners: fc.subarray(['load', 'progress']),
  })
  return { headers, init, context, url }
})()

const call = fc.record(arbitrary)

/** A verdict without what only the order of the headers decides. */
const unordered = (verdict: Verdict) => ({
  ...verdict,
  reasons: verdict.reasons
    .map(reason =>
      JSON.stringify('names' in reason ? { ...reason, names: [...reason.names].sort() } : reason),
    )
    .sort(),
})

const check = <T>(given: fc.Arbitrary<T>, predicate: (value: T) => void) =>
  fc.assert(fc.property(given, predicate), { numRuns: 1000 })

describe('of any call', () => {
  test('reasons are empty and request is null exactly where there is no preflight', () => {
    let preflighted = 0
    check(call, ({ url, init, headers, context }) => {
      const { preflight, reasons, request, blocked, crossOrigin } = ask(
        { ...init, headers },
        context,
        url,
      )
      expect(reasons.length > 0).toBe(preflight)
      expect(request !== null).toBe(preflight)
      if (preflight) {
        preflighted++
        expect(crossOrigin).toBe(true)
        expect(blocked).toBe(null)
      }
    })
    expect(preflighted).toBeGreaterThan(50)
  })

  test('the headers asked for are in lower case, sorted, each once but in Firefox', () => {
    check(call, ({ url, init, headers, context }) => {
      const cased = headers.map(([name, value]): [string, string] => [name.toUpperCase(), value])
      const { request } = ask({ ...init, headers: [...cased, ...headers] }, context, url)
      if (!request) return
      expect(request.headers).toEqual([...request.headers].map(name => name.toLowerCase()).sort())
      if (context.browser !== 'firefox') {
        expect(request.headers).toEqual([...new Set(request.headers)])
      }
    })
  })

  test('the names asked for are those of the reasons', () => {
    check(call, ({ init, headers, context }) => {
      const { reasons, request } = ask({ ...init, headers }, context)
      const named = reasons.flatMap(reason => {
        if ('names' in reason) return reason.names
        if ('name' in reason) return reason.name
        return ['content-type', 'range'].includes(reason.code) ? reason.code : []
      })
      expect(request?.headers ?? []).toEqual([...new Set(named)].sort())
    })
  })

  test('`browsers` is what each engine says when it is asked', () => {
    check(call, ({ url, init, headers, context }) => {
      const { browsers } = ask({ ...init, headers }, context, url)
      for (const browser of ENGINES) {
        expect(browsers[browser]).toBe(
          ask({ ...init, headers }, { ...context, browser }, url).preflight,
        )
      }
    })
  })

  test('one more safelisted header with a safe value is one more reason for nobody', () => {
    const short = arbitrary.headers.map(headers =>
      headers.map(([name, value]): [string, string] => [name, value.slice(0, 40)]),
    )
    const safe = fc.constantFrom<[string, string][]>(
      ['accept', '*/*'],
      ['accept-language', 'de'],
      ['content-language', 'en'],
      ['content-type', 'text/plain'],
      ['range', 'bytes=0-'],
    )
    check(fc.record({ ...arbitrary, headers: short, safe }), ({ init, headers, context, safe }) => {
      const others = headers.filter(([name]) => name !== safe[0])
      const before = ask({ ...init, headers: others }, context)
      const after = ask({ ...init, headers: [...others, safe] }, context)
      const known = unordered(before).reasons
      expect(unordered(after).reasons.filter(reason => !known.includes(reason))).toEqual([])
    })
  })

  test("the case of headers' names does not matter", () => {
    const masks = fc.array(fc.boolean(), { minLength: 1 })
    check(fc.record({ ...arbitrary, masks }), ({ url, init, headers, context, masks }) => {
      const cased = headers.map(([name, value], row): [string, string] => [
        [...name]
          .map((char, at) => (masks[(row + at) % masks.length] ? char.toUpperCase() : char))
          .join(''),
        value,
      ])
      expect(ask({ ...init, headers: cased }, context, url)).toEqual(
        ask({ ...init, headers }, context, url),
      )
    })
  })

  test('the order of headers does not matter', () => {
    const shuffled = arbitrary.headers.chain(headers =>
      fc.tuple(fc.constant(headers), fc.shuffledSubarray(headers, { minLength: headers.length })),
    )
    check(fc.record({ ...arbitrary, headers: shuffled }), ({ url, init, headers, context }) => {
      const [first, second] = headers.map(each => ask({ ...init, headers: each }, context, url))
      expect(unordered(first!)).toEqual(unordered(second!))
    })
  })

  test('Headers, an array and an object say the same', () => {
    check(call, ({ url, init, headers, context }) => {
      const array = unordered(ask({ ...init, headers }, context, url))
      const object = ask({ ...init, headers: Object.fromEntries(headers) }, context, url)
      const own = ask({ ...init, headers: new Headers(headers) }, context, url)
      expect(unordered(object)).toEqual(array)
      expect(unordered(own)).toEqual(array)
    })
  })

  test("none to the page's own origin is preflighted", () => {
    check(call, ({ init, headers, context }) => {
      const verdict = ask({ ...init, headers }, context, '/x')
      expect(verdict.crossOrigin).toBe(false)
      expect(verdict.preflight).toBe(false)
      expect(Object.values(verdict.browsers)).toEqual([false, false, false])
    })
  })

  test('none in no-cors mode is preflighted', () => {
    const method = fc.constantFrom('GET', 'HEAD', 'POST')
    check(fc.record({ ...arbitrary, method }), ({ url, init, headers, context, method }) => {
      const { body, ...others } = init
      const given: RequestInit = { ...others, method, mode: 'no-cors', headers }
      if (method === 'POST' && body) given.body = body
      const { browser } = context
      const verdict = ask(given, { browser }, url)
      expect(verdict.preflight).toBe(false)
      expect(Object.values(verdict.browsers)).toEqual([false, false, false])
    })
  })
})

describe('asked anew', () => {
  const origin = 'https://app.example.com'

  test('a Request keeps its method and headers for XMLHttpRequest', () => {
    const request = new Request('https://api.example.com/', {
      method: 'PUT',
      headers: { 'X-A': '1' },
    })
    const { request: asked } = explain(request, undefined, { origin, initiator: 'xmlhttprequest' })
    expect(asked).toEqual({ method: 'PUT', headers: ['x-a'] })
  })

  test('an app may have an origin of its own scheme', () => {
    const context = { origin: 'capacitor://localhost' }
    expect(explain('https://api.example.com/', { method: 'PUT' }, context).preflight).toBe(true)
    expect(explain('/x', { method: 'PUT' }, context)).toMatchObject({
      preflight: false,
      blocked: null,
    })
  })

  test.each(['about:blank', 'blob:https://other.example/1', 'ftp://a.test/'])(
    '%s is not asked',
    url => {
      expect(explain(url, {}, { origin })).toMatchObject({
        preflight: false,
        blocked: { code: 'scheme' },
      })
    },
  )

  test('a URL that is none is named', () => {
    expect(() => explain('http://[', {}, { origin })).toThrow(/http:\/\/\[/)
  })
})
