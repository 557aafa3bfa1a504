/** `cors` as a user of MSW meets it, over Node's own HTTP client. */

import { createServer, type Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { HttpHandler, RequestHandler } from 'msw'
import type { SetupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CorsPolicy } from '../../../src/msw/index.ts'
import { portOf } from '../../loopback.ts'
import { ask, corsOf, REFUSE_UNHANDLED, send, VERSIONS } from './versions.ts'

const API = 'https://api.example.com'
const APP = 'https://app.example.com'
const OTHER = 'https://other.example.com'
const ORDER = `${API}/orders/1`

/** A policy that says everything there is to say. */
const FULL: CorsPolicy = {
  origins: [APP, 'null'],
  methods: ['PUT', 'DELETE'],
  headers: ['content-type', 'X-Tenant'],
  exposedHeaders: ['etag', 'X-Total'],
  credentials: true,
  maxAge: 600,
}

// A real server, for what MSW lets pass.
let network: Server
let real: string
beforeAll(async () => {
  network = createServer((_, response) => {
    response.setHeader('x-real', 'yes')
    response.write('re')
    setTimeout(() => response.end('al'), 100)
  })
  real = `http://127.0.0.1:${await portOf(network)}`
})
afterAll(() => network.close())

describe.each(VERSIONS)('$name', ({ name, msw, graphql, setupServer, cors }) => {
  const { http, HttpResponse, getResponse } = msw
  let server: SetupServer
  const start = (...handlers: RequestHandler[]) => {
    server = setupServer(...handlers)
    server.listen(REFUSE_UNHANDLED)
  }
  beforeEach(() => start())
  afterEach(() => server.close())

  const ok = () => HttpResponse.text('ok')

  test('is a handler of this version', () => {
    const handler = cors(API, FULL)
    expect(handler).toBeInstanceOf(msw.RequestHandler)
    expect(handler.info.header).toBe('CORS https://api.example.com')
    expect(cors(/orders/, FULL).info.header).toBe('CORS /orders/')
  })

  describe('one argument or many', () => {
    const handler = () => cors(API, FULL, http.get(`${API}/orders/:id`, ok))

    test.each<[string, (one: ReturnType<typeof handler>) => RequestHandler[]]>([
      ['as it is', one => [one]],
      ['spread', one => [...one]],
    ])('%s', async (_, args) => {
      const given = args(handler())
      server.close()
      start(...given)
      expect(server.listHandlers()).toEqual(given)
      expect(given.map(({ info }) => info.header)).toEqual(['CORS https://api.example.com'])
      expect((await ask(ORDER, APP)).status).toBe(204)
      expect(await send(ORDER)).toMatchObject({ status: 200, body: 'ok' })
    })

    test('leaves again with what `use` added', async () => {
      server.use(handler())
      expect((await ask(ORDER, APP)).status).toBe(204)
      server.resetHandlers()
      vi.spyOn(console, 'error').mockImplementationOnce(() => {})
      await expect(ask(ORDER, APP)).rejects.toThrow()
    })
  })

  describe('a preflight', () => {
    const all = { origins: '*', methods: ['*'], headers: ['*'] }

    test.each<[string, CorsPolicy, string, Record<string, string>]>([
      [
        'all that a policy says',
        FULL,
        APP,
        {
          'access-control-allow-origin': APP,
          'access-control-allow-credentials': 'true',
          'access-control-allow-methods': 'PUT, DELETE',
          'access-control-allow-headers': 'content-type, X-Tenant',
          'access-control-max-age': '600',
          vary: 'Origin',
        },
      ],
      ['an origin that is not allowed', FULL, OTHER, { vary: 'Origin' }],
      [
        'nothing but the origin',
        { origins: APP },
        APP,
        { 'access-control-allow-origin': APP, vary: 'Origin' },
      ],
      [
        'nothing in the lists',
        { origins: [APP], methods: [], headers: [], credentials: false, maxAge: 0 },
        APP,
        {
          'access-control-allow-origin': APP,
          'access-control-max-age': '0',
          vary: 'Origin',
        },
      ],
      ['no origins', { ...FULL, origins: [] }, APP, { vary: 'Origin' }],
      [
        'every origin',
        all,
        OTHER,
        {
          'access-control-allow-origin': '*',
          'access-control-allow-methods': '*',
          'access-control-allow-headers': '*',
        },
      ],
      [
        'every origin, in a list',
        { ...all, origins: [APP, '*'], methods: ['PATCH', 'patch'], headers: [] },
        OTHER,
        { 'access-control-allow-origin': '*', 'access-control-allow-methods': 'PATCH, patch' },
      ],
    ])('is answered with %s', async (_, policy, origin, expected) => {
      server.use(cors(API, policy))
      const answer = await ask(ORDER, origin)
      expect(answer).toMatchObject({ status: 204, body: '' })
      expect(corsOf(answer)).toEqual(expected)
    })

    test.each<[string, CorsPolicy['origins'], string, boolean]>([
      ['a text', APP, APP, true],
      ['another text', APP, OTHER, false],
      ['a part of a text', APP, 'https://app.example', false],
      ['a longer text', APP, `${APP}.evil.com`, false],
      ['an opaque origin', 'null', 'null', true],
      ['an opaque origin nobody allowed', APP, 'null', false],
      ['a pattern', /^https:\/\/[a-z]+\.example\.com$/, OTHER, true],
      ['another pattern', /^http:/, OTHER, false],
      ['a function', origin => origin.endsWith('.com'), OTHER, true],
      ['a function that says no', () => false, OTHER, false],
      ['one of a list', [APP, /^http:/, origin => origin === OTHER], OTHER, true],
      ['none of a list', [APP, /^http:/, () => false], OTHER, false],
    ])('of an origin that is matched by %s', async (_, origins, origin, allowed) => {
      server.use(cors(API, { origins }, http.get('*', ok)))
      // Twice, as a pattern could keep its position.
      for (let times = 0; times < 2; times++) {
        const answers = [await ask(ORDER, origin), await send(ORDER, { headers: { origin } })]
        for (const { headers } of answers) {
          expect(headers['access-control-allow-origin']).toBe(allowed ? origin : undefined)
        }
      }
    })

    test('of an origin matched by a global pattern, each time', async () => {
      server.use(cors(API, { origins: /app/g }))
      for (let times = 0; times < 3; times++) {
        expect(corsOf(await ask(ORDER, APP))).toHaveProperty('access-control-allow-origin', APP)
      }
    })

    test.each([200, 299])('is answered with status %i', async preflightStatus => {
      server.use(cors(API, { origins: APP, preflightStatus }))
      expect((await ask(ORDER, APP)).status).toBe(preflightStatus)
    })

    test('never reaches the handlers', async () => {
      const asked = vi.fn(ok)
      server.use(cors(API, FULL, http.all('*', asked), http.options('*', asked)))
      expect((await ask(ORDER, OTHER)).status).toBe(204)
      expect(asked).not.toHaveBeenCalled()
    })

    test('is told from other requests by method and header', async () => {
      server.use(cors(API, FULL, http.all('*', ok)))
      const headers = { origin: APP }
      const plain = await send(ORDER, { method: 'OPTIONS', headers })
      expect(plain).toMatchObject({ status: 200, body: 'ok' })
      expect(corsOf(plain)).toHaveProperty('access-control-expose-headers', 'etag, X-Total')
      const put = await send(ORDER, {
        method: 'PUT',
        headers: { ...headers, 'access-control-request-method': 'PUT' },
      })
      expect(put).toMatchObject({ status: 200, body: 'ok' })
    })

    test('with an error in a function is an error', async () => {
      const error = vi.spyOn(console, 'error').mockImplementation(() => {})
      const origins = () => {
        throw new Error('no such tenant')
      }
      server.use(cors(API, { origins }))
      await expect(ask(ORDER, APP)).resolves.toMatchObject({ status: 500 })
      error.mockRestore()
    })
  })

  describe('what is covered', () => {
    test.each<[string | RegExp, string, boolean]>([
      [API, `${API}/`, true],
      [API, `${API}/orders/1?a=b`, true],
      [API, 'https://api.example.com.evil.com/', false],
      [API, 'http://api.example.com/', false],
      [API, 'https://api.example.com:8443/', false],
      ['HTTPS://API.example.com:443', `${API}/orders`, true],
      ['http://localhost:3000', 'http://localhost:3000/a/b', true],
      ['http://localhost:3000', 'http://localhost:3001/a/b', false],
      ['http://[::1]:3000', 'http://[::1]:3000/a', true],
      ['https://*.example.com', `${API}/orders/1`, true],
      ['https://*.example.com', 'https://example.org/orders/1', false],
      [`${API}/`, `${API}/`, true],
      [`${API}/`, `${API}/orders`, false],
      [`${API}/orders`, `${API}/orders`, true],
      [`${API}/orders`, `${API}/orders/1`, false],
      [`${API}/orders/*`, `${API}/orders/1/lines`, true],
      [`${API}/orders/*`, `${API}/users`, false],
      [`${API}/orders/:id`, `${API}/orders/1`, true],
      [`${API}/orders/:id`, `${API}/orders/1/lines`, false],
      ['*/orders', `${API}/orders`, true],
      ['*/orders', `${API}/users`, false],
      ['*', `${API}/orders`, true],
      [/\/orders\/\d+$/, `${API}/orders/1`, true],
      [/\/orders\/\d+$/, `${API}/orders/a`, false],
      [/orders/g, `${API}/orders/1`, true],
      [/https/y, `${API}/orders/1`, true],
      [/orders/y, `${API}/orders/1`, false],
    ])('%s and %s: %s', async (urlOrOrigin, url, covered) => {
      server.use(cors(urlOrOrigin, FULL, http.get('*', ok)), http.options('*', ok))
      for (let times = 0; times < 3; times++) {
        expect((await ask(url, APP)).status).toBe(covered ? 204 : 200)
        const response = await send(url, { headers: { origin: APP } })
        expect(response.body).toBe('ok')
        expect(corsOf(response)).toEqual(
          covered
            ? {
                'access-control-allow-origin': APP,
                'access-control-allow-credentials': 'true',
                'access-control-expose-headers': 'etag, X-Total',
                vary: 'Origin',
              }
            : {},
        )
      }
    })

    test('a path alone, where there is something it is a path of', async () => {
      const handlers = [cors('/orders/:id', FULL, http.get('*', ok))]
      const allowed = async (url: string, baseUrl: string) => {
        const request = new Request(url, { headers: { origin: APP } })
        const response = await getResponse(handlers, request, { baseUrl })
        return response?.headers.get('access-control-allow-origin')
      }
      expect(await allowed(ORDER, API)).toBe(APP)
      expect(await allowed(ORDER, OTHER)).toBe(null)
      const request = new Request(ORDER, {
        method: 'OPTIONS',
        headers: { origin: APP, 'access-control-request-method': 'PUT' },
      })
      expect((await getResponse(handlers, request, { baseUrl: API }))?.status).toBe(204)
      expect(await getResponse(handlers, request, { baseUrl: OTHER })).toBe(undefined)
    })
  })

  describe('a response', () => {
    const get = (url: string, origin?: string) => send(url, origin ? { headers: { origin } } : {})
    const use = (policy: CorsPolicy, init?: ResponseInit) =>
      server.use(
        cors(
          API,
          policy,
          http.get('*', () => HttpResponse.json({ a: 1 }, init)),
        ),
      )

    test('of an allowed origin says so', async () => {
      use(FULL)
      const response = await get(ORDER, APP)
      expect(response).toMatchObject({ status: 200, body: '{"a":1}' })
      expect(response.headers['content-type']).toBe('application/json')
      expect(corsOf(response)).toEqual({
        'access-control-allow-origin': APP,
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': 'etag, X-Total',
        vary: 'Origin',
      })
    })

    test.each<[string, string | undefined]>([
      ['an origin that is not allowed', OTHER],
      ['no origin', undefined],
    ])('of %s says nothing but that it depends', async (_, origin) => {
      use(FULL)
      expect(corsOf(await get(ORDER, origin))).toEqual({ vary: 'Origin' })
    })

    test('of no origin is not asked about', async () => {
      const asked = vi.fn(() => true)
      use({ origins: [/./, asked] })
      expect(corsOf(await get(ORDER))).toEqual({ vary: 'Origin' })
      expect(asked).not.toHaveBeenCalled()
    })

    test.each([APP, undefined])('of %s under a wildcard', async origin => {
      use({ origins: '*', exposedHeaders: ['*'], methods: ['PUT'], maxAge: 5 })
      expect(corsOf(await get(ORDER, origin))).toEqual({
        'access-control-allow-origin': '*',
        'access-control-expose-headers': '*',
      })
    })

    test("keeps the handler's own headers", async () => {
      const own = {
        'access-control-allow-origin': OTHER,
        'access-control-allow-credentials': 'false',
      }
      use(FULL, { headers: own })
      expect(corsOf(await get(ORDER, APP))).toEqual({
        ...own,
        'access-control-expose-headers': 'etag, X-Total',
        vary: 'Origin',
      })
    })

    test.each([
      ['Accept-Encoding', 'Accept-Encoding, Origin'],
      ['Accept-Encoding, origin', 'Accept-Encoding, origin'],
      ['*', '*'],
      ['Original', 'Original, Origin'],
    ])('that varies by %s varies by %s', async (own, expected) => {
      use(FULL, { headers: { vary: own } })
      expect((await get(ORDER, APP)).headers.vary).toBe(expected)
    })

    test('keeps status, text and cookies', async () => {
      use(FULL, {
        status: 418,
        statusText: 'Short and stout',
        headers: [
          ['set-cookie', 'a=1; Path=/'],
          ['set-cookie', 'b=2'],
          ['x-own', 'yes'],
        ],
      })
      const response = await get(ORDER, APP)
      expect(response).toMatchObject({ status: 418, statusText: 'Short and stout' })
      expect(response.headers).toMatchObject({
        'set-cookie': ['a=1; Path=/', 'b=2'],
        'x-own': 'yes',
        'access-control-allow-origin': APP,
      })
    })

    test('keeps what MSW notes on it: a mocked type, the cookies for later', async () => {
      const plain = http.get('*', () => {
        const init = { type: 'opaque' as const, headers: { 'set-cookie': 'a=1' } }
        return new HttpResponse('text', init)
      })
      const request = () => new Request(ORDER, { headers: { origin: APP } })
      const [expected, response] = [
        (await getResponse([plain], request()))!,
        (await getResponse([cors(API, FULL, plain)], request()))!,
      ]
      const notes = (of: Response) =>
        Object.getOwnPropertySymbols(of).map(symbol => [symbol, Reflect.get(of, symbol)])
      expect(response.type).toBe('opaque')
      expect(notes(response)).toEqual(notes(expected))
      expect(response.headers.get('access-control-allow-origin')).toBe(APP)
    })

    test.runIf(name === 'MSW 2')('sets cookies that the next request carries', async () => {
      server.use(
        cors(
          API,
          FULL,
          http.get(
            `${API}/in`,
            () => new HttpResponse(null, { headers: { 'set-cookie': 'sid=7' } }),
          ),
          http.get(`${API}/me`, ({ cookies }) => HttpResponse.json(cookies)),
        ),
      )
      await fetch(`${API}/in`, { credentials: 'include' })
      const me = await fetch(`${API}/me`, { credentials: 'include' })
      expect(await me.json()).toMatchObject({ sid: '7' })
    })

    test.each([204, 304])('without a body, %i', async status => {
      server.use(
        cors(
          API,
          FULL,
          http.get('*', () => new HttpResponse(null, { status })),
        ),
      )
      const response = await get(ORDER, APP)
      expect(response).toMatchObject({ status, body: '' })
      expect(response.headers['access-control-allow-origin']).toBe(APP)
    })

    test('that comes in parts comes in parts', async () => {
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
      const writer = writable.getWriter()
      writer.write(new TextEncoder().encode('first'))
      server.use(
        cors(
          API,
          FULL,
          http.get('*', () => new HttpResponse(readable)),
        ),
      )
      const response = await fetch(ORDER, { headers: { origin: APP } })
      expect(response.headers.get('access-control-allow-origin')).toBe(APP)
      const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
      expect(await reader.read()).toEqual({ done: false, value: 'first' })
      writer.write(new TextEncoder().encode('second'))
      expect(await reader.read()).toEqual({ done: false, value: 'second' })
      writer.close()
      expect((await reader.read()).done).toBe(true)
    })

    test('that is no longer wanted is cancelled', async () => {
      const cancel = vi.fn()
      const stream = new ReadableStream({ pull: to => to.enqueue(new Uint8Array(1)), cancel })
      const handler = http.get('*', () => new HttpResponse(stream))
      const request = new Request(ORDER, { headers: { origin: APP } })
      await (await getResponse([cors(API, FULL, handler)], request))!.body!.cancel('enough')
      expect(cancel).toHaveBeenCalledWith('enough')
    })

    test('that a handler returns for every request fits each', async () => {
      const response = new HttpResponse(null, { status: 204, headers: { vary: 'Accept' } })
      server.use(
        cors(
          API,
          { origins: [APP, OTHER] },
          http.get('*', () => response),
        ),
      )
      for (const origin of [APP, OTHER, APP]) {
        expect(corsOf(await get(ORDER, origin))).toEqual({
          'access-control-allow-origin': origin,
          vary: 'Accept, Origin',
        })
      }
      expect(corsOf(await get(ORDER, 'https://evil.example.com'))).toEqual({
        vary: 'Accept, Origin',
      })
    })

    test('that is thrown', async () => {
      server.use(
        cors(
          API,
          FULL,
          http.get('*', () => {
            throw HttpResponse.text('denied', { status: 403 })
          }),
        ),
      )
      const response = await get(ORDER, APP)
      expect(response).toMatchObject({ status: 403, body: 'denied' })
      expect(response.headers['access-control-allow-origin']).toBe(APP)
    })

    test('with headers that nobody may change', async () => {
      server.use(
        cors(
          API,
          FULL,
          http.get('*', () => Response.redirect(`${API}/new`, 307)),
        ),
      )
      const { status, headers } = await get(ORDER, APP)
      expect(status).toBe(307)
      expect(headers).toMatchObject({ location: `${API}/new`, 'access-control-allow-origin': APP })
    })

    test('of the real server, whenever it comes', async () => {
      const { gc } = globalThis as { gc?: () => void }
      expect(gc).toBeDefined()
      const handler = http.get('*', async () => fetch(msw.bypass(`${real}/`)))
      const request = new Request(ORDER, { headers: { origin: APP } })
      const response = (await getResponse([cors(API, FULL, handler)], request))!
      // What is still to come must not be lost with the first response.
      for (let times = 0; times < 10; times++) {
        gc!()
        await wait(20)
      }
      expect(await response.text()).toBe('real')
      expect(response.headers.get('x-real')).toBe('yes')
      expect(response.headers.get('access-control-allow-origin')).toBe(APP)
    })

    test('that is an error stays one', async () => {
      server.use(
        cors(
          API,
          FULL,
          http.get('*', () => HttpResponse.error()),
        ),
      )
      await expect(get(ORDER, APP)).rejects.toThrow()
      const handlers = [
        cors(
          API,
          FULL,
          http.get('*', () => HttpResponse.error()),
        ),
      ]
      const request = new Request(ORDER, { headers: { origin: APP } })
      expect((await getResponse(handlers, request))?.type).toBe('error')
    })

    test.each([101, 700])('with a status that is none of HTTP, %i, is left alone', async status => {
      const response = new HttpResponse(null, { status, headers: { 'x-own': 'yes' } })
      const handlers = [
        cors(
          API,
          FULL,
          http.get('*', () => response),
        ),
      ]
      const request = new Request(ORDER, { headers: { origin: APP } })
      expect(await getResponse(handlers, request)).toBe(response)
    })

    test('that an error takes the place of', async () => {
      const error = vi.spyOn(console, 'error').mockImplementation(() => {})
      server.use(
        cors(
          API,
          FULL,
          http.get('*', () => {
            throw new Error('broken')
          }),
        ),
      )
      await expect(get(ORDER, APP)).resolves.toMatchObject({ status: 500 })
      error.mockRestore()
    })
  })

  describe('the handlers', () => {
    const get = (url = ORDER) => send(url, { headers: { origin: APP } })
    const text = (url: string, body: string): HttpHandler =>
      http.get(url, () => HttpResponse.text(body))
    const nothing = http.get('*', () => undefined)
    const allowed = { 'access-control-allow-origin': APP }

    test('are asked in order, and those beside come after', async () => {
      server.use(
        cors(API, FULL, nothing, text(ORDER, 'first'), text('*', 'second')),
        text('*', 'beside'),
      )
      expect(await get()).toMatchObject({ body: 'first', headers: allowed })
      expect(await get(`${API}/a`)).toMatchObject({ body: 'second', headers: allowed })
    })

    test('that return nothing leave it to those beside, without the policy', async () => {
      server.use(cors(API, FULL, nothing), text('*', 'beside'))
      const response = await get()
      expect(response.body).toBe('beside')
      expect(corsOf(response)).toEqual({})
    })

    test('that return nothing, with none beside, have handled the request', async () => {
      server.use(cors(real, FULL, nothing, http.put('*', ok)))
      const response = await get(`${real}/`)
      expect(response).toMatchObject({ status: 200, body: 'real' })
      expect(corsOf(response)).toEqual({})
    })

    test('that do not match have not', async () => {
      const error = vi.spyOn(console, 'error').mockImplementation(() => {})
      server.use(cors(real, FULL, http.put('*', ok), nothing))
      await expect(send(`${real}/`, { method: 'POST' })).rejects.toThrow()
      expect(error).toHaveBeenCalledWith(
        expect.stringContaining('without a matching request handler'),
      )
      error.mockRestore()
    })

    test('may pass a request through', async () => {
      const after = vi.fn(ok)
      server.use(
        cors(
          real,
          FULL,
          http.get('*', () => msw.passthrough()),
          http.get('*', after),
        ),
      )
      const response = await get(`${real}/`)
      expect(response).toMatchObject({ status: 200, body: 'real' })
      expect(corsOf(response)).toEqual({})
      expect(after).not.toHaveBeenCalled()
    })

    test('that serve once', async () => {
      server.use(
        cors(
          API,
          FULL,
          http.get('*', () => HttpResponse.text('once'), { once: true }),
        ),
        text('*', 'beside'),
      )
      const bodies = async () => [(await get()).body, (await get()).body]
      expect(await bodies()).toEqual(['once', 'beside'])
      server.restoreHandlers()
      expect(await bodies()).toEqual(['once', 'beside'])
    })

    test('that serve in turn begin anew after a reset', async () => {
      server.close()
      start(
        cors(
          API,
          FULL,
          http.get('*', function* () {
            yield HttpResponse.text('1')
            yield HttpResponse.text('2')
            return HttpResponse.text('last')
          }),
        ),
      )
      const answers = [await get(), await get(), await get(), await get()]
      expect(answers.map(({ body }) => body)).toEqual(['1', '2', 'last', 'last'])
      for (const { headers } of answers) expect(headers).toMatchObject(allowed)
      server.resetHandlers()
      expect((await get()).body).toBe('1')
    })

    test('read the body and the parameters', async () => {
      server.use(
        cors(
          API,
          FULL,
          http.put(`${API}/orders/:id`, async ({ request, params }) =>
            HttpResponse.json({ id: params.id, body: await request.json() }),
          ),
        ),
      )
      const { body } = await send(ORDER, { method: 'PUT', body: '{"a":1}' })
      expect(JSON.parse(body)).toEqual({ id: '1', body: { a: 1 } })
    })

    test('of GraphQL', async () => {
      const { query } = graphql.link(`${API}/graphql`)
      server.use(
        cors(
          API,
          FULL,
          query('Order', () => HttpResponse.json({ data: { id: 1 } })),
        ),
      )
      const response = await send(`${API}/graphql`, {
        method: 'POST',
        headers: { origin: APP, 'content-type': 'application/json' },
        body: JSON.stringify({ query: 'query Order { id }' }),
      })
      expect(response).toMatchObject({ body: '{"data":{"id":1}}', headers: allowed })
    })

    test.runIf(name === 'MSW 3')('of GraphQL, with the subscriptions they bring', async () => {
      const asked = vi.fn()
      const operations = ['a', 'b'].map(path =>
        graphql.link(`${API}/${path}`).operation(({ operationName }) => asked(path, operationName)),
      )
      server.use(cors(API, FULL, cors(API, FULL, ...operations)))
      for (const path of ['a', 'b']) {
        const socket = new WebSocket(`wss://api.example.com/${path}`, 'graphql-transport-ws')
        socket.addEventListener('open', () => {
          socket.send(JSON.stringify({ type: 'connection_init' }))
          const payload = { query: 'subscription OrderAdded { id }' }
          socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload }))
        })
        await vi.waitFor(() => expect(asked).toHaveBeenCalledWith(path, 'OrderAdded'))
        socket.close()
      }
    })

    test('may have notes of others on them', () => {
      const noted = Object.assign(http.get('*', ok), { [Symbol('note')]: true })
      expect(() => cors(API, FULL, noted)).not.toThrow()
    })

    test('of a server within the server keep the policy of their own', async () => {
      const inner = cors(`${API}/admin/*`, { origins: OTHER }, text('*/admin/*', 'inner'))
      server.use(cors(API, { origins: '*', exposedHeaders: ['etag'] }, inner, text('*', 'outer')))
      const headers = { origin: OTHER }
      expect(corsOf(await send(`${API}/admin/1`, { headers }))).toEqual({
        'access-control-allow-origin': OTHER,
        'access-control-expose-headers': 'etag',
        vary: 'Origin',
      })
      expect(corsOf(await send(ORDER, { headers }))).toMatchObject({
        'access-control-allow-origin': '*',
      })
    })

    test('of other URLs respond without the policy', async () => {
      server.use(cors(API, FULL, text(`${OTHER}/*`, 'elsewhere')))
      const response = await get(`${OTHER}/`)
      expect(response.body).toBe('elsewhere')
      expect(corsOf(response)).toEqual({})
    })

    test('tell that one of them was used', async () => {
      const handler = cors(API, FULL, http.put('*', ok))
      server.use(handler, text('*', 'beside'))
      await get()
      expect(handler.isUsed).toBe(false)
      await send(ORDER, { method: 'PUT' })
      expect(handler.isUsed).toBe(true)
    })

    test('are tested together', async () => {
      const handler = cors(API, FULL, http.put(ORDER, ok))
      const matches = (method: string, headers: Record<string, string> = {}) =>
        handler.test({ request: new Request(ORDER, { method, headers }) })
      expect(await matches('PUT')).toBe(true)
      expect(await matches('GET')).toBe(false)
      expect(await matches('OPTIONS')).toBe(false)
      expect(await matches('OPTIONS', { 'access-control-request-method': 'PUT' })).toBe(true)
    })

    test.each<[string, string, Record<string, string>]>([
      ['PUT', 'PUT https://api.example.com/orders/1', {}],
      ['OPTIONS', 'OPTIONS https://api.example.com', { 'access-control-request-method': 'PUT' }],
    ])('log a request that they answered: %s', async (method, header, headers) => {
      const group = vi.spyOn(console, 'groupCollapsed').mockImplementation(() => {})
      const log = vi.spyOn(console, 'log').mockImplementation(() => {})
      const handler = cors(API, FULL, cors(API, FULL, http.put(ORDER, ok)))
      const request = new Request(ORDER, { method, headers })
      const result = (await handler.run({ request, requestId: '1' }))!
      expect(result.handler).toBe(handler)
      const { response, parsedResult } = result
      await handler.log({ request, response: response!, parsedResult })
      await vi.waitFor(() => expect(log).toHaveBeenCalledTimes(3))
      expect(group.mock.calls[0]?.[0]).toContain(`${method} ${ORDER}`)
      const logged = log.mock.calls.find(([label]) => label === 'Handler:')?.[1] as RequestHandler
      expect(logged.info.header).toBe(header)
      group.mockRestore()
      log.mockRestore()
    })

    test.runIf(name === 'MSW 3').each([
      ['at once', () => {}, false],
      ['in time', () => wait(1), true],
    ])('release what they hold %s', async (_, release, waits) => {
      const held = http.get('*', ok)
      const dispose = vi.spyOn(held, 'dispose').mockImplementation(release)
      server.close()
      start(cors(API, FULL, held, http.put('*', ok)))
      server.resetHandlers(http.get('*', ok))
      expect(dispose).toHaveBeenCalledTimes(1)
      expect(cors(API, FULL, held).dispose() instanceof Promise).toBe(waits)
    })
  })

  describe('what is no handler is refused', () => {
    const { ws } = msw
    test.each<[string, () => unknown, string]>([
      [
        'a WebSocket',
        () => ws.link('wss://api.example.com').addEventListener('connection', () => {}),
        'cors takes no WebSocket handlers, as browsers connect them without CORS: put them beside it',
      ],
      [
        'an array',
        () => [http.get('*', ok)],
        'cors takes handlers one by one, not in an array: spread it',
      ],
      ['nothing', () => undefined, "cors takes MSW's request handlers, not undefined"],
      ['null', () => null, "cors takes MSW's request handlers, not null"],
      ['a text', () => 'GET', "cors takes MSW's request handlers, not 'GET'"],
      ['an object', () => ({}), "cors takes MSW's request handlers, not [object Object]"],
    ])('%s', (_, given, message) => {
      const call = () => cors(API, FULL, http.get('*', ok), given() as RequestHandler)
      expect(call).toThrow(TypeError)
      expect(call).toThrow(message)
    })
  })

  describe('what no URL is is refused', () => {
    const TAKES = 'an origin, a URL, a path that starts with / or *, or a RegExp'
    test.each<[unknown, string]>([
      ['', "''"],
      ['api.example.com', "'api.example.com'"],
      ['api.example.com/orders', "'api.example.com/orders'"],
      ['https://', "'https://'"],
      ['https:///orders', "'https:///orders'"],
      ['wss://api.example.com', "'wss://api.example.com'"],
      ['file:///orders', "'file:///orders'"],
      [undefined, 'undefined'],
      [null, 'null'],
      [5, '5'],
      [new URL(API), `${API}/`],
      [[API], API],
    ])('%o', (given, shown) => {
      const call = () => cors(given as string, FULL)
      expect(call).toThrow(TypeError)
      expect(call).toThrow(`cors takes ${TAKES}, not ${shown}`)
    })

    test.runIf(name === 'MSW 2')('a pattern that MSW cannot read', () => {
      expect(() => cors(`${API}/orders/(`, FULL)).toThrow(`not '${API}/orders/('`)
    })
  })

  test('a policy is checked at once', () => {
    expect(() => cors(API, { origins: '*', credentials: true })).toThrow(TypeError)
  })

  describe('a policy that is wrong on purpose is sent as it is', () => {
    const wrong = (policy: CorsPolicy) => {
      const given = { ...policy, dangerouslyInvalid: true }
      server.use(cors(API, given, http.get('*', ok)))
    }

    test('a wildcard with credentials', async () => {
      wrong({ origins: '*', methods: ['*'], headers: ['*'], credentials: true })
      expect(corsOf(await ask(ORDER, APP))).toEqual({
        'access-control-allow-origin': '*',
        'access-control-allow-credentials': 'true',
        'access-control-allow-methods': '*',
        'access-control-allow-headers': '*',
      })
    })

    test('values that no browser reads', async () => {
      wrong({
        origins: APP,
        methods: ['put', 'A B'],
        headers: ['Cookie'],
        maxAge: -1.5,
        preflightStatus: 301,
      })
      const answer = await ask(ORDER, APP)
      expect(answer.status).toBe(301)
      expect(corsOf(answer)).toMatchObject({
        'access-control-allow-methods': 'put, A B',
        'access-control-allow-headers': 'Cookie',
        'access-control-max-age': '-1.5',
      })
    })

    test.each([`${APP}/`, `${APP}, ${OTHER}`, 'app.example.com'])(
      'for an origin, %s',
      async origins => {
        wrong({ origins })
        for (const { headers } of [
          await ask(ORDER, APP),
          await send(ORDER, { headers: { origin: OTHER } }),
          await send(ORDER),
        ]) {
          expect(headers['access-control-allow-origin']).toBe(origins)
        }
      },
    )

    test('next to origins that are right', async () => {
      wrong({ origins: [`${OTHER}/`, APP] })
      const allowed = async (origin: string) =>
        (await ask(ORDER, origin)).headers['access-control-allow-origin']
      expect(await allowed(APP)).toBe(APP)
      expect(await allowed(OTHER)).toBe(`${OTHER}/`)
    })
  })
})
