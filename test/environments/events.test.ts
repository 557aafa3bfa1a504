/** MSW tells of each request of a call, the preflight too. */

import { HttpResponse, http, passthrough } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { cors } from '../../src/msw/index.ts'
import { simulateBrowser } from '../../src/simulate/index.ts'
import { listen } from './msw.ts'
import { type RealServer, serve } from './real-server.ts'

const PAGE = 'http://localhost:3000'
const API = 'https://api.example.com'

const server = setupServer(
  cors(
    API,
    { origins: [PAGE], methods: ['PUT'], headers: ['x-call'], credentials: true },
    http.put(`${API}/orders`, () => HttpResponse.json({ ok: true })),
  ),
)
const browser = simulateBrowser({ origin: PAGE, report: 'silent' })
let real: RealServer

beforeAll(async () => {
  real = await serve((_, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*').end('real')
  })
  listen(server, 'bypass')
  browser.install()
})
afterEach(() => {
  server.resetHandlers()
  server.events.removeAllListeners()
  browser.reset()
})
afterAll(async () => {
  browser.uninstall()
  server.close()
  await real.close()
})

const EVENTS = ['request:start', 'request:match', 'request:unhandled', 'request:end'] as const

/** Writes down what MSW tells, as `event METHOD /path origin`. */
function noteEvents(): string[] {
  const notes: string[] = []
  const note = (event: string, { method, url, headers }: Request, status = '') =>
    notes.push(
      [event, method, new URL(url).pathname, headers.get('origin'), status].join(' ').trim(),
    )
  for (const event of EVENTS) {
    server.events.on(event, ({ request }) => {
      note(event, request)
    })
  }
  for (const event of ['response:mocked', 'response:bypass'] as const) {
    server.events.on(event, ({ request, response }) => {
      note(event, request, `${response.status}`)
    })
  }
  return notes
}

/** The events of one method, without what comes after it in time. */
const of = (notes: string[], method: string) =>
  notes.filter(note => note.includes(` ${method} `)).sort()

test('of a call with a preflight', async () => {
  const notes = noteEvents()
  await fetch(`${API}/orders`, { method: 'PUT', headers: { 'X-Call': '1' } })
  await expect.poll(() => notes.length).toBe(8)
  expect(of(notes, 'OPTIONS')).toEqual([
    `request:end OPTIONS /orders ${PAGE}`,
    `request:match OPTIONS /orders ${PAGE}`,
    `request:start OPTIONS /orders ${PAGE}`,
    `response:mocked OPTIONS /orders ${PAGE} 204`,
  ])
  expect(of(notes, 'PUT')).toEqual([
    `request:end PUT /orders ${PAGE}`,
    `request:match PUT /orders ${PAGE}`,
    `request:start PUT /orders ${PAGE}`,
    `response:mocked PUT /orders ${PAGE} 200`,
  ])
  expect(notes[0]).toBe(`request:start OPTIONS /orders ${PAGE}`)
  expect(notes.filter(note => note.startsWith('request:start'))).toHaveLength(2)
})

test('of a call with a preflight that is remembered', async () => {
  await fetch(`${API}/orders`, { method: 'PUT' })
  const notes = noteEvents()
  await fetch(`${API}/orders`, { method: 'PUT' })
  await expect.poll(() => notes.length).toBe(4)
  expect(of(notes, 'OPTIONS')).toEqual([])
})

test.each([
  { name: 'no handler knows', event: 'request:unhandled' },
  { name: 'passes through', event: 'request:match' },
])('of a call that $name', async ({ event }) => {
  if (event === 'request:match') server.use(http.get(`${real.origin}/x`, () => passthrough()))
  const notes = noteEvents()
  expect(await (await fetch(`${real.origin}/x`)).text()).toBe('real')
  await expect
    .poll(() => of(notes, 'GET'))
    .toEqual(
      [
        `request:end GET /x ${PAGE}`,
        `${event} GET /x ${PAGE}`,
        `request:start GET /x ${PAGE}`,
        `response:bypass GET /x ${PAGE} 200`,
      ].sort(),
    )
})

test('with the facts that the browser knows', async () => {
  const facts: unknown[] = []
  for (const event of ['request:start', 'response:mocked'] as const) {
    server.events.on(event, ({ request }) => {
      const { method, mode, credentials } = request.clone()
      facts.push(`${event} ${method} ${mode} ${credentials}`)
    })
  }
  await fetch(`${API}/orders`, { method: 'PUT', credentials: 'include' })
  await expect.poll(() => facts.length).toBe(4)
  expect(facts.sort()).toEqual([
    'request:start OPTIONS cors same-origin',
    'request:start PUT cors include',
    'response:mocked OPTIONS cors same-origin',
    'response:mocked PUT cors include',
  ])
})
