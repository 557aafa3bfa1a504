/** What MSW lets through reaches a real server, and the browser's checks hold for it too. */

import { gzipSync } from 'node:zlib'
import { HttpResponse, http, passthrough } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { failureOf, simulateBrowser } from '../../src/simulate/index.ts'
import { listen } from './msw.ts'
import { fetchOutcome, send, xhrOutcome } from './page.ts'
import { type RealServer, serve } from './real-server.ts'

const PAGE = 'http://localhost:3000'
const server = setupServer()
const browser = simulateBrowser({ origin: PAGE, report: 'silent' })
let real: RealServer
let listening = false

/** Listens from here on; by the time it is awaited, the page's calls go through the browser. */
async function start(unhandled: Parameters<typeof listen>[1]): Promise<void> {
  listen(server, unhandled)
  listening = true
}

const LENIENT = {
  'Access-Control-Allow-Origin': PAGE,
  'Access-Control-Allow-Methods': 'PUT',
  'Access-Control-Allow-Headers': 'x-call',
}

beforeAll(async () => {
  real = await serve((request, response) => {
    const { pathname } = new URL(request.url ?? '', PAGE)
    if (pathname.startsWith('/open')) response.setHeaders(new Map(Object.entries(LENIENT)))
    switch (pathname) {
      case '/open/redirect':
        return response.writeHead(302, { Location: '/open/text' }).end()
      case '/open/redirect-to-closed':
        return response.writeHead(302, { Location: '/closed/text' }).end()
      case '/open/gzip':
        return response.setHeader('Content-Encoding', 'gzip').end(gzipSync('unzipped'.repeat(100)))
      case '/open/broken':
        return response.destroy()
      case '/open/echo':
        return request.pipe(response)
      default:
        return response.setHeader('Content-Type', 'text/plain').end('real')
    }
  })
})
afterAll(() => real.close())
beforeEach(() => browser.install())
afterEach(() => {
  // Closing what does not listen is an error in MSW 3.
  if (listening) server.close()
  listening = false
  server.resetHandlers()
  browser.uninstall()
  browser.reset()
  real.asked.length = 0
  vi.restoreAllMocks()
})

const asked = () => real.asked.map(({ method }) => method)
const codes = () => browser.calls.map(({ failure }) => failure?.code)

const WAYS = {
  'without MSW': async () => {},
  'that no handler knows': () => start('bypass'),
  'that no handler knows, with a warning': () => {
    vi.spyOn(console, 'warn').mockReturnValue()
    return start('warn')
  },
  'that a handler lets through': () => {
    server.use(http.all(`${real.origin}/*`, () => passthrough()))
    return start('error')
  },
  'that a handler does not answer': () => {
    server.use(http.all(`${real.origin}/*`, () => undefined))
    return start('error')
  },
}

describe.each(Object.entries(WAYS))('a call %s', (_, begin) => {
  beforeEach(begin)

  test('is answered by the real server', async () => {
    const response = await fetch(`${real.origin}/open/text`)
    expect(response.type).toBe('cors')
    expect(response.headers.get('content-type')).toBe('text/plain')
    expect(await response.text()).toBe('real')
    const { method, headers } = real.asked[0]!
    expect({ method, origin: headers.origin }).toEqual({ method: 'GET', origin: PAGE })
  })

  test('is answered after its preflight', async () => {
    const call = { method: 'PUT', headers: { 'X-Call': '1' }, body: 'body' }
    const response = await fetch(`${real.origin}/open/echo`, call)
    expect(await response.text()).toBe('body')
    const [xhr] = await send(`${real.origin}/open/echo?2`, call)
    expect(xhr.responseText).toBe('body')
    expect(asked()).toEqual(['OPTIONS', 'PUT', 'OPTIONS', 'PUT'])
    expect(real.asked[0]?.headers).toMatchObject({
      origin: PAGE,
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'x-call',
    })
    expect(real.asked[1]?.headers).toMatchObject({ origin: PAGE, 'x-call': '1' })
  })

  test('is blocked where the real server sends no CORS headers', async () => {
    expect(await fetchOutcome(`${real.origin}/closed/text`)).toBe('TypeError')
    expect(await xhrOutcome(`${real.origin}/closed/text`, { method: 'PUT' })).toBe('error 0')
    expect(asked()).toEqual(['GET', 'OPTIONS'])
    expect(codes()).toEqual(['allow-origin-missing', 'allow-origin-missing'])
  })

  test('follows redirects of the real server', async () => {
    const response = await fetch(`${real.origin}/open/redirect`)
    expect(response).toMatchObject({ redirected: true, url: `${real.origin}/open/text` })
    expect(await response.text()).toBe('real')
    expect(await fetchOutcome(`${real.origin}/open/redirect-to-closed`)).toBe('TypeError')
    expect(codes()).toEqual([undefined, 'allow-origin-missing'])
    expect(browser.calls[1]?.failure).toMatchObject({ hop: 1 })
  })

  test('has a body that was compressed', async () => {
    const response = await fetch(`${real.origin}/open/gzip`)
    expect(await response.text()).toBe('unzipped'.repeat(100))
    const [xhr] = await send(`${real.origin}/open/gzip`)
    expect(xhr.responseText).toBe('unzipped'.repeat(100))
  })

  test('fails where the connection does', async () => {
    expect(await xhrOutcome(`${real.origin}/open/broken`)).toBe('error 0')
    const error = await fetch(`${real.origin}/open/broken`).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(TypeError)
    expect(failureOf(error)).toMatchObject({ code: 'network', request: 'actual' })
    expect(codes()).toEqual(['network', 'network'])
  })
})

test('a call that no handler knows fails where MSW is told to refuse it', async () => {
  const log = vi.spyOn(console, 'error').mockReturnValue()
  await start('error')
  expect(await fetchOutcome(`${real.origin}/open/text`)).toBe('TypeError')
  expect(await xhrOutcome(`${real.origin}/open/text`, { method: 'PUT' })).toBe('error 0')
  expect(browser.calls.map(({ failure }) => failure)).toMatchObject([
    { code: 'network', request: 'actual' },
    { code: 'network', request: 'preflight' },
  ])
  expect(real.asked).toEqual([])
  expect(`${log.mock.calls}`).toContain('intercepted a request without a matching request handler')
})

test('a handler can answer the preflight of a real server', async () => {
  server.use(
    http.options(
      `${real.origin}/open/echo`,
      () => new HttpResponse(null, { headers: { ...LENIENT, 'Access-Control-Allow-Methods': '' } }),
    ),
  )
  await start('bypass')
  expect(await fetchOutcome(`${real.origin}/open/echo`, { method: 'PUT' })).toBe('TypeError')
  expect(codes()).toEqual(['method-not-allowed'])
  expect(real.asked).toEqual([])
})

test('nobody listens at a port', async () => {
  await start('bypass')
  const gone = await serve(() => {})
  await gone.close()
  expect(await fetchOutcome(gone.origin)).toBe('TypeError')
  expect(await xhrOutcome(gone.origin)).toBe('error 0')
  expect(codes()).toEqual(['network', 'network'])
})
