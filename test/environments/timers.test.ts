/** Tests that turn the clock themselves. */

import { delay, HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { cors } from '../../src/msw/index.ts'
import { simulateBrowser } from '../../src/simulate/index.ts'
import { listen } from './msw.ts'
import { send, xhrOutcome } from './page.ts'
import { type RealServer, serve } from './real-server.ts'

const PAGE = 'http://localhost:3000'
const API = 'https://api.example.com'
const policy = { origins: [PAGE], methods: ['PUT'] }
const handler = http.put(`${API}/thing`, () => HttpResponse.text('answer'))

const server = setupServer()
let browser: ReturnType<typeof simulateBrowser>
let real: RealServer

beforeAll(async () => {
  real = await serve((_, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*').end('real')
  })
  listen(server, 'bypass')
})
beforeEach(() => {
  server.resetHandlers(cors(API, policy, handler))
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  browser.uninstall()
})
afterAll(async () => {
  server.close()
  await real.close()
})

function install(options: Parameters<typeof simulateBrowser>[0] = {}) {
  browser = simulateBrowser({ origin: PAGE, report: 'silent', ...options })
  browser.install()
}
const put = async () => (await fetch(`${API}/thing`, { method: 'PUT' })).text()

test('a preflight is remembered for five seconds', async () => {
  install()
  await put()
  vi.advanceTimersByTime(4900)
  await put()
  expect(browser.preflights).toHaveLength(1)
  vi.advanceTimersByTime(200)
  await put()
  expect(browser.preflights).toHaveLength(2)
})

test.each([
  { name: 'standard', seconds: 86_400 },
  { name: 'chromium', seconds: 7200 },
  { name: 'firefox', seconds: 86_400 },
  { name: 'webkit', seconds: 600 },
] as const)('$name remembers a preflight for $seconds seconds', async ({ name, seconds }) => {
  server.resetHandlers(cors(API, { ...policy, maxAge: 86_400 }, handler))
  install({ browser: name })
  await put()
  vi.setSystemTime(Date.now() + (seconds - 1) * 1000)
  await put()
  expect(browser.preflights).toHaveLength(1)
  vi.setSystemTime(Date.now() + 2000)
  await put()
  expect(browser.preflights).toHaveLength(2)
})

test('nothing waits for a clock that stands', async () => {
  install()
  expect(await put()).toBe('answer')
  const [xhr, end] = await send(`${API}/thing`, { method: 'PUT', body: 'body' })
  expect([end, xhr.responseText]).toEqual(['load', 'answer'])
  expect(await (await fetch(real.origin)).text()).toBe('real')
  expect(await xhrOutcome(real.origin)).toBe('load 200')
  const calls = Array.from({ length: 10 }, () => put())
  expect(await Promise.all(calls)).toEqual(Array(10).fill('answer'))
})

test('the clock may be faked before the browser is there, or after', async () => {
  install()
  vi.useRealTimers()
  expect(await put()).toBe('answer')
  vi.useFakeTimers()
  vi.setSystemTime(Date.now() + 6000)
  expect(await put()).toBe('answer')
  expect(browser.preflights).toHaveLength(2)
})

test('a handler takes its time as the clock is turned', async () => {
  server.use(
    cors(
      API,
      policy,
      http.put(`${API}/thing`, async () => {
        await delay(60_000)
        return HttpResponse.text('late')
      }),
    ),
  )
  install()
  let text: string | undefined
  put().then(late => {
    text = late
  })
  await vi.waitUntil(() => vi.getTimerCount() > 0)
  await vi.advanceTimersByTimeAsync(59_000)
  expect(text).toBeUndefined()
  await vi.advanceTimersByTimeAsync(61_000)
  await vi.waitUntil(() => text !== undefined)
  expect(text).toBe('late')
})

test('XMLHttpRequest runs into its timeout as the clock is turned', async () => {
  server.use(
    http.get(`${API}/thing`, async () => {
      await delay('infinite')
    }),
  )
  install()
  const outcome = xhrOutcome(`${API}/thing`, {
    prepare(xhr) {
      xhr.timeout = 30_000
    },
  })
  let ended = false
  outcome.then(() => {
    ended = true
  })
  await vi.advanceTimersByTimeAsync(29_000)
  expect(ended).toBe(false)
  await vi.advanceTimersByTimeAsync(2000)
  expect(await outcome).toBe('timeout 0')
})
