/** However a handler answers, the page gets it as from a server. */

import { delay, HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { simulateBrowser } from '../../src/simulate/index.ts'
import { listen } from './msw.ts'
import { fetchOutcome, send, xhrOutcome } from './page.ts'

const PAGE = 'http://localhost:3000'
const THING = 'https://api.example.com/thing'
const headers = { 'Access-Control-Allow-Origin': PAGE }

const server = setupServer()
const browser = simulateBrowser({ origin: PAGE, report: 'silent' })

beforeAll(() => {
  listen(server, 'error')
  browser.install()
})
afterEach(() => {
  server.resetHandlers()
  browser.reset()
})
afterAll(() => {
  browser.uninstall()
  server.close()
})

test('HttpResponse.error() is a connection that failed', async () => {
  server.use(http.all(THING, () => HttpResponse.error()))
  expect(await fetchOutcome(THING)).toBe('TypeError')
  expect(await xhrOutcome(THING)).toBe('error 0')
  expect(await fetchOutcome(THING, { method: 'PUT' })).toBe('TypeError')
  expect(await fetchOutcome(THING, { mode: 'no-cors' })).toBe('TypeError')
  expect(browser.calls.map(({ failure }) => failure)).toMatchObject([
    { code: 'network', request: 'actual' },
    { code: 'network', request: 'actual' },
    { code: 'network', request: 'preflight' },
    { code: 'network', request: 'actual' },
  ])
})

test('a response that is thrown is the response', async () => {
  server.use(
    http.get(THING, () => {
      throw HttpResponse.text('thrown', { status: 418, headers })
    }),
  )
  const response = await fetch(THING)
  expect([response.status, response.ok, await response.text()]).toEqual([418, false, 'thrown'])
  const [xhr] = await send(THING)
  expect([xhr.status, xhr.responseText]).toEqual([418, 'thrown'])
})

test.each([201, 304, 400, 404, 500, 599])('status %s is the response', async status => {
  server.use(
    http.get(THING, () => new HttpResponse(null, { status, statusText: 'Words', headers })),
  )
  const response = await fetch(THING)
  expect(response).toMatchObject({ status, statusText: 'Words', ok: status === 201, url: THING })
  expect(await xhrOutcome(THING)).toBe(`load ${status}`)
  expect(browser.calls.map(({ status }) => status)).toEqual([status, status])
})

test('the page waits for a response that takes its time', async () => {
  server.use(
    http.options(THING, async () => {
      await delay(30)
      return new HttpResponse(null, {
        headers: { ...headers, 'Access-Control-Allow-Methods': '*' },
      })
    }),
    http.put(THING, async () => {
      await delay(30)
      return HttpResponse.text('late', { headers })
    }),
  )
  const start = performance.now()
  expect(await (await fetch(THING, { method: 'PUT' })).text()).toBe('late')
  expect(performance.now() - start).toBeGreaterThan(50)
  const { cost, outcome } = browser.calls[0]!
  expect(outcome).toBe('ok')
  expect(cost.preflightSent).toBe('yes')
  expect(cost.preflightMs).toBeGreaterThan(25)
  expect(cost.totalMs).toBeGreaterThan(cost.preflightMs + 25)
})

/** A response whose chunks come when the test wants them. */
function stream() {
  let controller!: ReadableStreamDefaultController<Uint8Array>
  const body = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given
    },
  })
  const encoder = new TextEncoder()
  return {
    body,
    send: (text: string) => controller.enqueue(encoder.encode(text)),
    end: () => controller.close(),
    fail: () => controller.error(new Error('broken')),
  }
}

const events = { ...headers, 'Content-Type': 'text/event-stream' }

test('fetch reads chunks before the end', async () => {
  const source = stream()
  server.use(http.get(THING, () => new HttpResponse(source.body, { headers: events })))
  source.send('data: 1\n\n')
  const response = await fetch(THING)
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const reader = response.body!.getReader()
  const next = async () => new TextDecoder().decode((await reader.read()).value)
  expect(await next()).toBe('data: 1\n\n')
  source.send('data: 2\n\n')
  expect(await next()).toBe('data: 2\n\n')
  source.end()
  expect((await reader.read()).done).toBe(true)
})

test('XMLHttpRequest tells of chunks before the end', async () => {
  const source = stream()
  server.use(http.get(THING, () => new HttpResponse(source.body, { headers: events })))
  source.send('data: 1\n\n')
  const seen: string[] = []
  const [xhr, end] = await send(THING, {
    prepare(xhr) {
      xhr.onprogress = () => {
        seen.push(`${xhr.readyState} ${xhr.responseText}`)
        if (seen.length === 1) source.send('data: 2\n\n')
        else source.end()
      }
    },
  })
  expect(end).toBe('load')
  expect(seen).toEqual(['3 data: 1\n\n', '3 data: 1\n\ndata: 2\n\n'])
  expect(xhr.responseText).toBe('data: 1\n\ndata: 2\n\n')
})

test('a body that breaks off fails the reading', async () => {
  const source = stream()
  server.use(http.get(THING, () => new HttpResponse(source.body, { headers: events })))
  source.send('data: 1\n\n')
  const response = await fetch(THING)
  expect(response.status).toBe(200)
  source.fail()
  await expect(response.text()).rejects.toThrow()
})

test('a body that breaks off is an error of XMLHttpRequest', async () => {
  const source = stream()
  server.use(http.get(THING, () => new HttpResponse(source.body, { headers: events })))
  source.send('data: 1\n\n')
  const outcome = xhrOutcome(THING, {
    prepare(xhr) {
      xhr.onprogress = () => source.fail()
    },
  })
  expect(await outcome).toBe('error 0')
})

test('a large body arrives whole', async () => {
  const text = 'größer '.repeat(200_000)
  server.use(http.get(THING, () => HttpResponse.text(text, { headers })))
  expect(await (await fetch(THING)).text()).toBe(text)
  expect((await send(THING))[0].responseText).toBe(text)
})

test('only exposed headers are there, under any spelling', async () => {
  const exposing = {
    ...headers,
    'Access-Control-Expose-Headers': 'X-Shown',
    'X-Shown': '1',
    'X-Hidden': '2',
    ETag: '"3"',
  }
  server.use(http.get(THING, () => HttpResponse.text('text', { headers: exposing })))
  const response = await fetch(THING)
  const names = (pairs: Iterable<[string, string]>) =>
    [...pairs].map(([name]) => name.toLowerCase()).sort()
  expect(names(response.headers)).toEqual(['content-length', 'content-type', 'x-shown'])
  expect([response.headers.get('x-shown'), response.headers.get('X-Hidden')]).toEqual(['1', null])
  const [xhr] = await send(THING)
  expect([xhr.getResponseHeader('X-SHOWN'), xhr.getResponseHeader('x-hidden')]).toEqual(['1', null])
  expect(xhr.getAllResponseHeaders().split('\r\n')).toEqual([
    'content-length: 4',
    'content-type: text/plain',
    'x-shown: 1',
    '',
  ])
})

test('a clone is as good as the response', async () => {
  server.use(http.get(THING, () => HttpResponse.json({ ok: true }, { status: 201, headers })))
  const response = await fetch(THING)
  const clone = response.clone()
  for (const each of [response, clone]) {
    expect(each).toMatchObject({ status: 201, ok: true, url: THING, type: 'cors' })
    expect(each).toBeInstanceOf(Response)
    expect(await each.json()).toEqual({ ok: true })
  }
})
