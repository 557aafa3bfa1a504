/** Cookies that a handler sets: the browser keeps them, and the page never sees them. */

import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { cors } from '../../src/msw/index.ts'
import { simulateBrowser } from '../../src/simulate/index.ts'
import { listen } from './msw.ts'
import { send, xhrOutcome } from './page.ts'

const PAGE = 'https://app.example.com'
const API = 'https://api.example.com'
const FOREIGN = 'https://api.example.org'

const handlersOf = (origin: string) => [
  http.post(`${origin}/login`, async ({ request }) =>
    HttpResponse.json({}, { headers: { 'Set-Cookie': await request.text(), 'X-Other': '1' } }),
  ),
  http.all(`${origin}/me`, ({ cookies }) => HttpResponse.json(cookies)),
]
const policy = {
  origins: [PAGE],
  methods: ['PUT'],
  exposedHeaders: ['X-Other'],
  credentials: true,
}

const server = setupServer(
  ...handlersOf(PAGE),
  cors(API, policy, ...handlersOf(API)),
  cors(FOREIGN, policy, ...handlersOf(FOREIGN)),
)
/** The Cookie header of each request for `/me`, before MSW 2 adds cookies that it keeps itself. */
const headers: (string | null)[] = []
server.events.on('request:start', ({ request }) => {
  if (request.url.endsWith('/me')) headers.push(request.headers.get('cookie'))
})
let browser: ReturnType<typeof simulateBrowser>

beforeAll(() => listen(server, 'error'))
beforeEach(() => {
  browser = simulateBrowser({ origin: PAGE, report: 'silent' })
  browser.install()
})
afterEach(() => {
  browser.uninstall()
  headers.length = 0
})
afterAll(() => server.close())

const login = (origin: string, cookie: string, credentials: RequestCredentials = 'include') =>
  fetch(`${origin}/login`, { method: 'POST', body: cookie, credentials })
const me = (origin: string, init: RequestInit = { credentials: 'include' }) =>
  fetch(`${origin}/me`, init)

test.each([PAGE, API])('a page never sees Set-Cookie of %s', async origin => {
  const response = await login(origin, 'secret=1; HttpOnly')
  expect(response.headers.get('x-other')).toBe('1')
  expect(response.headers.get('set-cookie')).toBeNull()
  expect(response.headers.getSetCookie()).toEqual([])
  expect([...response.headers].join().toLowerCase()).not.toContain('set-cookie')
  expect([...response.clone().headers].join().toLowerCase()).not.toContain('set-cookie')
  const [xhr] = await send(`${origin}/login`, {
    method: 'POST',
    body: 'secret=1',
    withCredentials: true,
  })
  expect(xhr.getResponseHeader('x-other')).toBe('1')
  expect(xhr.getResponseHeader('Set-Cookie')).toBeNull()
  expect(xhr.getAllResponseHeaders().toLowerCase()).not.toContain('set-cookie')
})

test('a cookie goes along with credentials alone', async () => {
  await login(API, 'session=1')
  await me(API)
  await me(API, { credentials: 'omit' })
  await me(API, { credentials: 'same-origin' })
  await me(API, {})
  await xhrOutcome(`${API}/me`, { withCredentials: true })
  await xhrOutcome(`${API}/me`)
  expect(headers).toEqual(['session=1', null, null, null, 'session=1', null])
})

test('a handler is given the cookies by name', async () => {
  await login(API, 'named=1')
  // MSW 2 joins what it keeps itself to the value in happy-dom.
  expect((await (await me(API)).json()).named).toMatch(/^1\b/)
})

test('a cookie of the page goes along by default', async () => {
  await login(PAGE, 'own=1', 'same-origin')
  await me(PAGE, {})
  await me(PAGE, { credentials: 'omit' })
  await xhrOutcome(`${PAGE}/me`)
  expect(headers).toEqual(['own=1', null, 'own=1'])
})

test('a cookie is kept only where credentials were sent', async () => {
  await login(API, 'lost=1', 'same-origin')
  await login(API, 'lost=2', 'omit')
  await me(API)
  expect(headers).toEqual([null])
})

test('a preflight brings no cookie', async () => {
  await login(API, 'session=1')
  await me(API, { method: 'PUT', credentials: 'include' })
  expect(headers).toEqual([null, 'session=1'])
})

test('a cookie is replaced, joined by others, and ends', async () => {
  await login(API, 'a=1')
  await login(API, 'a=2')
  await login(API, 'b=3; Path=/me')
  await me(API)
  await login(API, 'a=; Max-Age=0')
  await me(API)
  expect(headers.map(header => header?.split('; ').sort())).toEqual([['a=2', 'b=3'], ['b=3']])
})

test.each([
  { browser: 'standard', cookies: ['none=1'] },
  { browser: 'chromium', cookies: ['none=1'] },
  { browser: 'webkit', cookies: ['none=1', 'plain=1'] },
] as const)('$browser sends to another site: $cookies', async ({ browser: name, cookies }) => {
  browser.uninstall()
  browser = simulateBrowser({ origin: PAGE, browser: name, report: 'silent' })
  browser.install()
  await login(FOREIGN, 'plain=1; Secure')
  await login(FOREIGN, 'lax=1; SameSite=Lax; Secure')
  await login(FOREIGN, 'none=1; SameSite=None; Secure')
  await me(FOREIGN)
  expect(headers[0]?.split('; ').sort()).toEqual(cookies)
})

test('cookies stay with their host, and outlive reset()', async () => {
  await login(API, 'session=1')
  browser.reset()
  await me(PAGE)
  await me(API)
  expect(headers).toEqual([null, 'session=1'])
})

test('a new browser has the cookies that it is given, and no others', async () => {
  await login(API, 'session=1')
  browser.uninstall()
  browser = simulateBrowser({ origin: PAGE, cookies: { [API]: 'given=1' }, report: 'silent' })
  browser.install()
  await me(API)
  expect(headers).toEqual(['given=1'])
})
