import type { RequestHandler } from 'msw'
import type { SetupServer } from 'msw/node'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PreflightInfo, PreflightResolver } from '../../../src/msw/index.ts'
import { ask, corsOf, REFUSE_UNHANDLED, send, VERSIONS } from './versions.ts'

const API = 'https://api.example.com'
const APP = 'https://app.example.com'
const ORDER = `${API}/orders/1`

describe.each(VERSIONS)('$name', ({ msw, setupServer, cors, preflight }) => {
  const { http, HttpResponse } = msw
  let server: SetupServer
  beforeEach(() => {
    server = setupServer()
    server.listen(REFUSE_UNHANDLED)
  })
  afterEach(() => server.close())

  const use = (...handlers: RequestHandler[]) =>
    server.use(
      ...handlers,
      http.all('*', () => HttpResponse.text('beside')),
    )

  test('is a handler of this version', () => {
    const handler = preflight(API, new Response())
    expect(handler).toBeInstanceOf(msw.RequestHandler)
    expect(handler.info.header).toBe('OPTIONS https://api.example.com')
  })

  test('answers preflights with a response, each time', async () => {
    const headers = { 'access-control-allow-origin': '*', 'x-why': 'by hand' }
    use(preflight(API, new Response('no', { status: 401, headers })))
    for (let times = 0; times < 3; times++) {
      const answer = await ask(ORDER, APP)
      expect(answer).toMatchObject({ status: 401, body: 'no', headers })
    }
  })

  test('answers nothing else', async () => {
    use(preflight(`${API}/orders/:id`, new Response(null, { status: 401 })))
    expect((await ask(ORDER, APP)).status).toBe(401)
    for (const response of [
      await ask(`${API}/users/1`, APP),
      await send(ORDER, { method: 'OPTIONS', headers: { origin: APP } }),
      await send(ORDER, { method: 'PUT', headers: { 'access-control-request-method': 'PUT' } }),
    ]) {
      expect(response).toMatchObject({ status: 200, body: 'beside' })
    }
  })

  test('takes an error for an answer', async () => {
    use(preflight(API, Response.error()))
    await expect(ask(ORDER, APP)).rejects.toThrow()
    expect((await send(ORDER)).body).toBe('beside')
  })

  describe('a resolver', () => {
    test('is given what is asked', async () => {
      const asked: PreflightInfo[] = []
      use(
        preflight(API, info => {
          asked.push(info)
          return new Response(null, { status: 204 })
        }),
      )
      await ask(ORDER, APP, { 'access-control-request-headers': 'content-type,x-b , x-a' })
      await send(ORDER, { method: 'OPTIONS', headers: { 'access-control-request-method': 'a' } })
      expect(asked).toMatchObject([
        { requestMethod: 'PUT', requestHeaders: ['content-type', 'x-b', 'x-a'], origin: APP },
        { requestMethod: 'a', requestHeaders: [], origin: null },
      ])
      expect(asked[0]?.request).toBeInstanceOf(Request)
      expect(asked[0]?.request.url).toBe(ORDER)
    })

    test.each<[string, PreflightResolver, number]>([
      ['returns', () => new Response(null, { status: 201 }), 201],
      ['takes its time', async () => new Response(null, { status: 202 }), 202],
      [
        'throws',
        () => {
          throw new Response(null, { status: 203 })
        },
        203,
      ],
    ])('answers with what it %s', async (_, resolver, status) => {
      use(preflight(API, resolver))
      expect((await ask(ORDER, APP)).status).toBe(status)
    })

    test.each<[string, PreflightResolver]>([
      ['returns nothing', () => undefined],
      ['takes its time', async () => undefined],
    ])('that %s leaves it to the next', async (_, resolver) => {
      use(preflight(API, resolver), cors(API, { origins: APP, methods: ['PUT'] }))
      expect(corsOf(await ask(ORDER, APP))).toMatchObject({ 'access-control-allow-methods': 'PUT' })
    })
  })

  test('comes before the policy that was there', async () => {
    const policy = { origins: APP, methods: ['PUT'] }
    server.use(
      cors(
        API,
        policy,
        http.put('*', () => HttpResponse.text('put')),
      ),
    )
    server.use(preflight(API, new Response(null, { status: 403 })))
    expect((await ask(ORDER, APP)).status).toBe(403)
    const put = await send(ORDER, { method: 'PUT', headers: { origin: APP } })
    expect(corsOf(put)).toMatchObject({ 'access-control-allow-origin': APP })
    server.resetHandlers()
    server.use(cors(API, policy))
    expect((await ask(ORDER, APP)).status).toBe(204)
  })

  test('logs as MSW does', async () => {
    const group = vi.spyOn(console, 'groupCollapsed').mockImplementation(() => {})
    const log = vi.spyOn(console, 'log').mockImplementation(() => {})
    const handler = preflight(API, new Response())
    const headers = { 'access-control-request-method': 'PUT' }
    const request = new Request(ORDER, { method: 'OPTIONS', headers })
    const { response, parsedResult } = (await handler.run({ request, requestId: '1' }))!
    await handler.log({ request, response: response!, parsedResult })
    expect(group.mock.calls[0]?.[0]).toContain(`OPTIONS ${ORDER}`)
    group.mockRestore()
    log.mockRestore()
  })

  test.each<[unknown, unknown, string]>([
    [API, undefined, 'preflight takes a Response or a function, not undefined'],
    [API, null, 'preflight takes a Response or a function, not null'],
    [API, 204, 'preflight takes a Response or a function, not 204'],
    [API, { status: 204 }, 'preflight takes a Response or a function, not [object Object]'],
    [
      'api.example.com',
      new Response(),
      "preflight takes an origin, a URL, a path that starts with / or *, or a RegExp, not 'api.example.com'",
    ],
  ])('refuses %o, %o', (urlOrOrigin, answer, message) => {
    const call = () => preflight(urlOrOrigin as string, answer as Response)
    expect(call).toThrow(TypeError)
    expect(call).toThrow(message)
  })
})
