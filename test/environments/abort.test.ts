/** A page that changes its mind. */

import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { simulateBrowser } from '../../src/simulate/index.ts'
import { listen, requestsSeen } from './msw.ts'
import { fetchOutcome, xhrOutcome } from './page.ts'

const PAGE = 'http://localhost:3000'
const THING = 'https://api.example.com/thing'
const headers = { 'Access-Control-Allow-Origin': PAGE, 'Access-Control-Allow-Methods': 'PUT' }

const server = setupServer()
const seen = requestsSeen(server)
const browser = simulateBrowser({ origin: PAGE, report: 'silent' })
let answer: () => void
let asked: Promise<Request>

beforeAll(() => {
  listen(server, 'error')
  browser.install()
})
/** A server that takes a request, and answers once the test says so. */
beforeEach(() => {
  const waiting = new Promise<void>(resolve => {
    answer = resolve
  })
  asked = new Promise(resolve => {
    server.use(
      http.all(THING, async ({ request }) => {
        resolve(request)
        await waiting
        return HttpResponse.text('answer', { headers })
      }),
    )
  })
})
afterEach(() => {
  answer()
  server.resetHandlers()
  browser.reset()
  seen.length = 0
})
afterAll(() => {
  browser.uninstall()
  server.close()
})

const outcomes = () =>
  browser.calls.map(({ outcome, status, failure }) => [outcome, status, failure])

test('aborting rejects the call, and tells the handler', async () => {
  const controller = new AbortController()
  const call = fetch(THING, { signal: controller.signal }).catch((error: unknown) => error)
  const { signal } = await asked
  expect(signal.aborted).toBe(false)
  controller.abort()
  expect(await call).toMatchObject({ name: 'AbortError' })
  await expect.poll(() => signal.aborted).toBe(true)
  expect(outcomes()).toEqual([['aborted', 0, null]])
})

test('the signal of a Request counts', async () => {
  const controller = new AbortController()
  const call = fetchOutcome(new Request(THING, { signal: controller.signal }) as unknown as string)
  await asked
  controller.abort()
  expect(await call).toBe('AbortError')
  expect(outcomes()).toEqual([['aborted', 0, null]])
})

test('the call rejects with the reason that the page gives', async () => {
  const controller = new AbortController()
  const reason = new Error('of no use any more')
  const call = fetch(THING, { signal: controller.signal }).catch((error: unknown) => error)
  await asked
  controller.abort(reason)
  expect(await call).toBe(reason)
})

test('what is aborted before it begins is never sent', async () => {
  const controller = new AbortController()
  controller.abort()
  expect(await fetchOutcome(THING, { signal: controller.signal })).toBe('AbortError')
  expect(seen).toEqual([])
})

test('what is aborted during its preflight is never sent', async () => {
  const controller = new AbortController()
  const call = fetchOutcome(THING, { method: 'PUT', signal: controller.signal })
  expect((await asked).method).toBe('OPTIONS')
  controller.abort()
  expect(await call).toBe('AbortError')
  answer()
  await new Promise(resolve => setTimeout(resolve, 20))
  expect(seen.map(({ method }) => method)).toEqual(['OPTIONS'])
})

test('a timeout is one', async () => {
  const call = fetchOutcome(THING, { signal: AbortSignal.timeout(20) })
  await asked
  expect(await call).toBe('TimeoutError')
})

test('aborting breaks off a body', async () => {
  const body = new ReadableStream<Uint8Array>({
    start: controller => controller.enqueue(new TextEncoder().encode('first')),
  })
  server.use(http.get(THING, () => new HttpResponse(body, { headers })))
  const controller = new AbortController()
  const response = await fetch(THING, { signal: controller.signal })
  const text = response.text().then(
    () => 'read',
    ({ name }: Error) => name,
  )
  controller.abort()
  expect(await text).toBe('AbortError')
})

test('aborting after the end changes nothing', async () => {
  answer()
  const controller = new AbortController()
  const response = await fetch(THING, { signal: controller.signal })
  expect(await response.text()).toBe('answer')
  controller.abort()
  expect(outcomes()).toEqual([['ok', 200, null]])
})

test('aborting one of two calls leaves the other', async () => {
  const controller = new AbortController()
  const aborted = fetchOutcome(THING, { signal: controller.signal })
  const other = fetchOutcome(THING)
  await asked
  controller.abort()
  expect(await aborted).toBe('AbortError')
  answer()
  expect(await other).toBe('cors 200')
})

test('XMLHttpRequest is aborted', async () => {
  const events: string[] = []
  const outcome = xhrOutcome(THING, {
    prepare(xhr) {
      for (const type of ['abort', 'error', 'load', 'loadend']) {
        xhr.addEventListener(type, () => events.push(type))
      }
      asked.then(() => xhr.abort())
    },
  })
  const { signal } = await asked
  expect(await outcome).toBe('abort 0')
  expect(events).toEqual(['abort', 'loadend'])
  await expect.poll(() => signal.aborted).toBe(true)
  expect(outcomes()).toEqual([['aborted', 0, null]])
})

test('XMLHttpRequest runs into its timeout', async () => {
  const outcome = xhrOutcome(THING, {
    prepare(xhr) {
      xhr.timeout = 20
    },
  })
  expect(await outcome).toBe('timeout 0')
})
