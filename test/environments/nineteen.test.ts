/**
 * Nineteen calls that an environment without the simulation gets wrong: jsdom, happy-dom or both
 * let through what a browser blocks, or preflight what it does not.
 */

import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, RULES } from '../../src/browsers/rules.ts'
import { simulateBrowser } from '../../src/simulate/index.ts'
import { listen, requestsSeen } from './msw.ts'
import { fetchOutcome, send, xhrOutcome } from './page.ts'

const BROWSERS = Object.keys(RULES) as Browser[]
const THINGS = 'http://api.example.com/things'
const JSON_TYPE = { 'Content-Type': 'application/json' }
const TEXT_TYPE = { 'Content-Type': 'text/plain' }
const ANYONE = { 'Access-Control-Allow-Origin': '*' }
const ANYONE_JSON = { ...ANYONE, 'Access-Control-Allow-Headers': 'content-type' }

interface Row {
  readonly name: string
  /** The page's call; how it ends for the page. */
  readonly call: () => Promise<string>
  /** The headers of the mocked response to OPTIONS. */
  readonly preflight?: Readonly<Record<string, string>>
  /** The headers of the mocked response to anything else. */
  readonly response?: Readonly<Record<string, string>>
  readonly ends: string
  readonly failure?: string
  readonly seen: readonly string[]
  /** Whom the row holds for. Default: all. */
  readonly only?: readonly Browser[]
}

const authorized = {
  call: () => xhrOutcome(THINGS, { headers: { Authorization: 'Bearer token' } }),
  preflight: { ...ANYONE, 'Access-Control-Allow-Headers': '*' },
  response: ANYONE,
}

const ROWS: Row[] = [
  {
    name: 'fetch GET without CORS headers is sent, then blocked',
    call: () => fetchOutcome(THINGS),
    ends: 'TypeError',
    failure: 'allow-origin-missing',
    seen: ['GET'],
  },
  {
    name: 'fetch GET of what everyone may read',
    call: () => fetchOutcome(THINGS),
    preflight: ANYONE,
    response: ANYONE,
    ends: 'cors 200',
    seen: ['GET'],
  },
  {
    name: 'fetch POST of JSON without Access-Control-Allow-Headers is blocked',
    call: () => fetchOutcome(THINGS, { method: 'POST', headers: JSON_TYPE, body: '{}' }),
    preflight: ANYONE,
    response: ANYONE,
    ends: 'TypeError',
    failure: 'header-not-allowed',
    seen: ['OPTIONS'],
  },
  {
    name: 'fetch PUT without Access-Control-Allow-Methods is blocked',
    call: () => fetchOutcome(THINGS, { method: 'PUT' }),
    preflight: ANYONE,
    response: ANYONE,
    ends: 'TypeError',
    failure: 'method-not-allowed',
    seen: ['OPTIONS'],
  },
  {
    name: 'fetch with credentials is blocked under a wildcard',
    call: () => fetchOutcome(THINGS, { credentials: 'include' }),
    preflight: ANYONE,
    response: ANYONE,
    ends: 'TypeError',
    failure: 'allow-origin-wildcard',
    seen: ['GET'],
  },
  {
    name: 'fetch in mode no-cors gets an opaque response',
    call: () => fetchOutcome(THINGS, { mode: 'no-cors' }),
    ends: 'opaque 0',
    seen: ['GET'],
  },
  {
    name: 'fetch POST of JSON is sent, then blocked where the response has no CORS headers',
    call: () => fetchOutcome(THINGS, { method: 'POST', headers: JSON_TYPE, body: '{}' }),
    preflight: ANYONE_JSON,
    ends: 'TypeError',
    failure: 'allow-origin-missing',
    seen: ['OPTIONS', 'POST'],
  },
  {
    name: 'XMLHttpRequest GET without CORS headers is sent, then blocked',
    call: () => xhrOutcome(THINGS),
    ends: 'error 0',
    failure: 'allow-origin-missing',
    seen: ['GET'],
  },
  {
    name: 'XMLHttpRequest POST of JSON without Access-Control-Allow-Headers is blocked',
    call: () => xhrOutcome(THINGS, { method: 'POST', headers: JSON_TYPE, body: '{}' }),
    preflight: ANYONE,
    response: ANYONE,
    ends: 'error 0',
    failure: 'header-not-allowed',
    seen: ['OPTIONS'],
  },
  {
    name: 'XMLHttpRequest POST of text with an upload listener is preflighted',
    call: () =>
      xhrOutcome(THINGS, {
        method: 'POST',
        headers: TEXT_TYPE,
        body: 'text',
        prepare: ({ upload }) => upload.addEventListener('progress', () => {}),
      }),
    preflight: ANYONE,
    response: ANYONE,
    ends: 'load 200',
    seen: ['OPTIONS', 'POST'],
  },
  {
    name: 'XMLHttpRequest PUT without Access-Control-Allow-Methods is blocked',
    call: () => xhrOutcome(THINGS, { method: 'PUT' }),
    preflight: ANYONE,
    response: ANYONE,
    ends: 'error 0',
    failure: 'method-not-allowed',
    seen: ['OPTIONS'],
  },
  {
    name: 'XMLHttpRequest with X-Requested-With is blocked without Access-Control-Allow-Headers',
    call: () => xhrOutcome(THINGS, { headers: { 'X-Requested-With': 'XMLHttpRequest' } }),
    preflight: ANYONE,
    response: ANYONE,
    ends: 'error 0',
    failure: 'header-not-allowed',
    seen: ['OPTIONS'],
  },
  {
    name: 'XMLHttpRequest with credentials is blocked under a wildcard',
    call: () => xhrOutcome(THINGS, { withCredentials: true }),
    preflight: ANYONE,
    response: ANYONE,
    ends: 'error 0',
    failure: 'allow-origin-wildcard',
    seen: ['GET'],
  },
  {
    name: 'XMLHttpRequest with credentials is blocked under a wildcard that allows credentials',
    call: () => xhrOutcome(THINGS, { withCredentials: true }),
    preflight: ANYONE,
    response: { ...ANYONE, 'Access-Control-Allow-Credentials': 'true' },
    ends: 'error 0',
    failure: 'allow-origin-wildcard',
    seen: ['GET'],
  },
  {
    ...authorized,
    name: 'XMLHttpRequest with Authorization is blocked under Access-Control-Allow-Headers: *',
    ends: 'error 0',
    failure: 'header-not-allowed',
    seen: ['OPTIONS'],
    only: ['standard'],
  },
  {
    ...authorized,
    name: 'XMLHttpRequest with Authorization is allowed under Access-Control-Allow-Headers: *',
    ends: 'load 200',
    seen: ['OPTIONS', 'GET'],
    only: ['chromium', 'firefox', 'webkit'],
  },
  {
    name: 'XMLHttpRequest with an Accept header of 200 bytes is preflighted',
    call: () => xhrOutcome(THINGS, { headers: { Accept: 'a'.repeat(200) } }),
    preflight: { ...ANYONE, 'Access-Control-Allow-Headers': 'accept' },
    response: ANYONE,
    ends: 'load 200',
    seen: ['OPTIONS', 'GET'],
  },
  {
    name: 'XMLHttpRequest with a simple Range is not preflighted',
    call: () => xhrOutcome(THINGS, { headers: { Range: 'bytes=0-1' } }),
    response: ANYONE,
    ends: 'load 200',
    seen: ['GET'],
  },
  {
    name: 'XMLHttpRequest with an upload listener that is taken away is not preflighted',
    call: () =>
      xhrOutcome(THINGS, {
        method: 'POST',
        headers: TEXT_TYPE,
        body: 'text',
        prepare({ upload }) {
          const listener = () => {}
          upload.addEventListener('progress', listener)
          upload.removeEventListener('progress', listener)
        },
      }),
    response: ANYONE,
    ends: 'load 200',
    seen: ['POST'],
  },
  {
    name: 'XMLHttpRequest has no response header that is not exposed',
    call: async () => {
      const [xhr, end] = await send(THINGS)
      return `${end} ${xhr.getResponseHeader('content-type')} ${xhr.getResponseHeader('x-secret')}`
    },
    response: { ...ANYONE, 'X-Secret': '1' },
    ends: 'load text/plain null',
    seen: ['GET'],
  },
]

const server = setupServer()
const seen = requestsSeen(server)

beforeAll(() => listen(server, 'error'))
afterAll(() => server.close())

describe.each(BROWSERS)('%s', name => {
  const browser = simulateBrowser({
    origin: 'http://localhost:3000',
    browser: name,
    report: 'silent',
  })

  beforeAll(() => browser.install())
  afterEach(() => {
    browser.reset()
    seen.length = 0
  })
  afterAll(() => browser.uninstall())

  const rows = ROWS.filter(({ only }) => only?.includes(name) ?? true)

  test('has nineteen', () => expect(rows).toHaveLength(19))

  test.each(rows)('$name', async row => {
    server.resetHandlers(
      http.options(THINGS, () => new HttpResponse(null, { headers: row.preflight ?? {} })),
      http.all(THINGS, () => HttpResponse.text('answer', { headers: row.response ?? {} })),
    )
    expect(await row.call()).toBe(row.ends)
    expect(seen.map(({ method }) => method)).toEqual(row.seen)
    expect(browser.calls.map(({ failure }) => failure?.code)).toEqual([row.failure])
  })
})
