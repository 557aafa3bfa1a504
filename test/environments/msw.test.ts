/** What MSW's handlers and events get to know of a call. */

import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { cors, preflight } from '../../src/msw/index.ts'
import { simulateBrowser } from '../../src/simulate/index.ts'
import { listen } from './msw.ts'
import { fetchOutcome, send, xhrOutcome } from './page.ts'

const PAGE = 'http://localhost:3000'
const API = 'https://api.example.com'
const POLICY = {
  origins: [PAGE],
  methods: ['PUT', 'PATCH', 'DELETE'],
  headers: ['content-type', 'x-call'],
  credentials: true,
}

const server = setupServer()
const browser = simulateBrowser({ origin: PAGE, report: 'silent' })

beforeAll(() => {
  listen(server, 'error')
  browser.install()
})
afterEach(() => {
  server.resetHandlers()
  server.events.removeAllListeners()
  browser.reset()
})
afterAll(() => {
  browser.uninstall()
  server.close()
})

describe('a handler is given', () => {
  /** Answers everything, and keeps what is asked. */
  function answerAll(): Request[] {
    const requests: Request[] = []
    server.use(
      cors(
        API,
        POLICY,
        http.all(`${API}/*`, ({ request }) => {
          requests.push(request)
          return HttpResponse.json({ ok: true })
        }),
      ),
      http.all(`${PAGE}/*`, ({ request }) => {
        requests.push(request)
        return HttpResponse.json({ ok: true })
      }),
    )
    return requests
  }

  test('the headers of a preflight', async () => {
    let asked: unknown
    answerAll()
    server.use(
      http.options(`${API}/orders`, ({ request: { headers, method } }) => {
        asked = {
          method,
          origin: headers.get('origin'),
          requestMethod: headers.get('access-control-request-method'),
          requestHeaders: headers.get('access-control-request-headers'),
          contentType: headers.get('content-type'),
          cookie: headers.get('cookie'),
        }
      }),
    )
    await fetch(`${API}/orders`, {
      method: 'PUT',
      credentials: 'include',
      headers: { 'X-Call': '1', 'Content-Type': 'application/json' },
      body: '{}',
    })
    expect(asked).toEqual({
      method: 'OPTIONS',
      origin: PAGE,
      requestMethod: 'PUT',
      requestHeaders: 'content-type,x-call',
      contentType: null,
      cookie: null,
    })
  })

  test('what a preflight asks, as preflight() tells it', async () => {
    let asked: unknown
    answerAll()
    server.use(
      preflight(API, ({ origin, requestMethod, requestHeaders }) => {
        asked = { origin, requestMethod, requestHeaders }
        return undefined
      }),
    )
    expect(
      await xhrOutcome(`${API}/orders`, { method: 'DELETE', headers: { 'X-Call': '1' } }),
    ).toBe('load 200')
    expect(asked).toEqual({ origin: PAGE, requestMethod: 'DELETE', requestHeaders: ['x-call'] })
  })

  test.each([
    { init: { credentials: 'include' } },
    { init: { credentials: 'omit' } },
    { init: { credentials: 'same-origin' } },
    { init: {}, credentials: 'same-origin' },
    { init: { mode: 'no-cors' } },
    { init: { mode: 'no-cors', method: 'POST' } },
    { init: { mode: 'no-cors', credentials: 'include' } },
    { init: { mode: 'cors', method: 'PUT', credentials: 'include' } },
    { init: { method: 'patch', headers: { 'X-Call': '1' } } },
    { init: { mode: 'same-origin' }, at: PAGE },
    { init: { mode: 'same-origin', method: 'PUT', credentials: 'omit' }, at: PAGE },
    { init: { method: 'delete' }, at: PAGE },
  ] as { init: RequestInit; at?: string }[])('method, mode and credentials of $init', async row => {
    const { init, at = API } = row
    const requests = answerAll()
    // `patch` stays as it is written, so no policy allows it.
    const sent = init.method === 'patch' ? 'PATCH' : init.method
    await fetch(`${at}/orders`, { ...init, ...(sent && { method: sent }) })
    const facts = {
      method: init.method?.toUpperCase() ?? 'GET',
      mode: init.mode ?? 'cors',
      credentials: init.credentials ?? 'same-origin',
    }
    expect(requests).toHaveLength(1)
    const [request] = requests
    expect(request).toMatchObject(facts)
    expect(request?.clone()).toMatchObject(facts)
    expect(request?.clone().clone()).toMatchObject(facts)
  })

  test.each([true, false])('credentials of an XMLHttpRequest: %s', async withCredentials => {
    const requests = answerAll()
    await xhrOutcome(`${API}/orders`, { withCredentials })
    const facts = { mode: 'cors', credentials: withCredentials ? 'include' : 'same-origin' }
    expect(requests.map(({ mode, credentials }) => ({ mode, credentials }))).toEqual([facts])
  })

  test('the headers of the page and of the browser, in clones too', async () => {
    const requests = answerAll()
    await fetch(`${API}/orders`, { headers: { 'X-Call': 'one', Accept: 'text/html' } })
    const [request] = requests
    for (const { headers } of [request!, request!.clone()]) {
      expect(headers.get('x-call')).toBe('one')
      expect(headers.get('accept')).toBe('text/html')
      expect(headers.get('origin')).toBe(PAGE)
    }
  })

  test('no headers that a page may not set', async () => {
    const requests = answerAll()
    await fetch(`${API}/orders`, {
      headers: { Origin: 'https://evil.example', Cookie: 'a=1', 'Sec-Me': '1', Host: 'evil' },
    })
    const { headers } = requests[0]!
    expect(headers.get('origin')).toBe(PAGE)
    expect(headers.get('cookie')).toBeNull()
    expect(headers.get('sec-me')).toBeNull()
    expect(headers.get('host')).not.toBe('evil')
  })

  test('fifty calls at once, each its own', async () => {
    server.use(
      cors(
        API,
        POLICY,
        http.all(`${API}/echo/:id`, async ({ request, params }) => {
          await new Promise(resolve => setTimeout(resolve, 10 * Math.random()))
          const { credentials, method } = request.clone()
          return HttpResponse.json({
            id: params.id,
            header: request.headers.get('x-call'),
            body: await request.text(),
            credentials,
            method,
          })
        }),
      ),
    )
    const numbers = Array.from({ length: 50 }, (_, number) => number)
    const credentials = (number: number) =>
      (['include', 'omit', 'same-origin'] as const)[number % 3]!
    const answers = await Promise.all(
      numbers.map(async number => {
        const call = { method: 'PUT', headers: { 'X-Call': `${number}` }, body: `body ${number}` }
        const url = `${API}/echo/${number}`
        if (number % 2 === 0) {
          return (await fetch(url, { ...call, credentials: credentials(number) })).json()
        }
        const [xhr] = await send(url, { ...call, withCredentials: number % 3 === 0 })
        return JSON.parse(xhr.responseText)
      }),
    )
    expect(answers).toEqual(
      numbers.map(number => ({
        id: `${number}`,
        header: `${number}`,
        body: `body ${number}`,
        method: 'PUT',
        credentials:
          number % 2 === 0 ? credentials(number) : number % 3 === 0 ? 'include' : 'same-origin',
      })),
    )
  })
})

describe('handlers change', () => {
  const ok = (text: string) =>
    cors(
      API,
      POLICY,
      http.get(`${API}/name`, () => HttpResponse.text(text)),
    )
  const name = async () => (await fetch(`${API}/name`)).text()

  test('with use() and resetHandlers()', async () => {
    server.resetHandlers(ok('first'))
    expect(await name()).toBe('first')
    server.use(ok('second'))
    expect(await name()).toBe('second')
    server.use(http.get(`${API}/name`, () => HttpResponse.text('no CORS')))
    expect(await fetchOutcome(`${API}/name`)).toBe('TypeError')
    server.resetHandlers(ok('third'))
    expect(await name()).toBe('third')
  })

  test('with a handler that answers once', async () => {
    const headers = { 'Access-Control-Allow-Origin': PAGE }
    server.use(
      http.get(`${API}/name`, () => HttpResponse.text('later', { headers })),
      ok('unused'),
    )
    server.use(
      http.get(`${API}/name`, () => HttpResponse.text('once', { headers }), { once: true }),
    )
    expect([await name(), await name()]).toEqual(['once', 'later'])
  })

  test('within boundary() alone', async () => {
    server.resetHandlers(ok('outside'))
    const inside = (text: string) =>
      server.boundary(async () => {
        server.use(ok(text))
        await new Promise(resolve => setTimeout(resolve, 5))
        return name()
      })()
    expect(await Promise.all([inside('a'), inside('b'), name()])).toEqual(['a', 'b', 'outside'])
  })
})
