import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { failureOf, type SimulateOptions, simulateBrowser } from '../../../src/simulate/index.ts'

const PAGE = 'https://app.example.com'
const API = 'https://api.example.com/orders'
const CORS = { 'Access-Control-Allow-Origin': PAGE, 'Access-Control-Allow-Methods': 'PUT' }

const answering =
  (headers: Record<string, string>) =>
  async ({ method }: Request) =>
    new Response(method === 'OPTIONS' ? null : 'ok', { headers })

const browserWith = (options: SimulateOptions = {}) =>
  simulateBrowser({ origin: PAGE, network: answering(CORS), report: 'silent', ...options })

afterEach(() => {
  vi.restoreAllMocks()
})

test.each<[Record<string, unknown>, string]>([
  [{ origin: 'https://app.example.com/' }, 'option origin takes an origin'],
  [{ origin: 5 }, 'option origin takes an origin'],
  [{ browser: 'safari' }, "option browser takes 'standard', 'chromium', 'firefox', 'webkit'"],
  [{ network: 'msw' }, 'option network takes a function'],
  [{ cookies: { 'app.example.com': 'a=1' } }, 'option cookies takes Set-Cookie lines by URL'],
  [{ expected: 5 }, 'option expected takes a string, a RegExp, a function'],
  [{ report: 'loud' }, "option report takes 'console', 'silent' or a function"],
  [{ limit: 5 }, "simulateBrowser has no option 'limit'"],
])('%o is a mistake', (options, message) => {
  expect(() => simulateBrowser(options as SimulateOptions)).toThrow(TypeError)
  expect(() => simulateBrowser(options as SimulateOptions)).toThrow(message)
})

describe('a call', () => {
  test('has its verdict, what went over the network, and what the preflight cost', async () => {
    const browser = browserWith()
    await browser.fetch(API, { method: 'PUT' })
    const [call] = browser.calls
    expect({ ...call }).toMatchObject({
      id: 1,
      initiator: 'fetch',
      method: 'PUT',
      url: API,
      mode: 'cors',
      credentials: 'same-origin',
      verdict: { preflight: true, reasons: [{ code: 'method', method: 'PUT' }] },
      outcome: 'ok',
      status: 200,
      failure: null,
      cost: { preflightSent: 'yes' },
      exchanges: [
        { kind: 'preflight', requestMethod: 'PUT', origin: PAGE, cors: expect.any(Object) },
        { kind: 'actual', method: 'PUT', status: 200 },
      ],
    })
    expect(call!.cost.totalMs).toBeGreaterThanOrEqual(call!.cost.preflightMs)
    expect(JSON.parse(JSON.stringify(call))).toMatchObject({ outcome: 'ok', status: 200 })
  })

  test('from the cache sends none, until the cache is cleared', async () => {
    const browser = browserWith()
    const call = () => browser.fetch(API, { method: 'PUT' })
    await call()
    await call()
    browser.clearPreflightCache()
    await call()
    expect(browser.calls.map(({ cost }) => cost.preflightSent)).toEqual([
      'yes',
      'no (cached)',
      'yes',
    ])
    expect(browser.preflights).toHaveLength(2)
    browser.reset()
    expect(browser.calls).toEqual([])
    expect(browser.preflights).toEqual([])
    await call()
    expect(browser.preflights).toHaveLength(1)
  })

  test('that is blocked tells the page nothing, and the developer why', async () => {
    const browser = browserWith({ browser: 'firefox' })
    const error = await browser.fetch(API, { method: 'DELETE' }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(TypeError)
    expect((error as Error).message).toBe('NetworkError when attempting to fetch resource.')
    expect(Object.keys(error as object)).toEqual([])
    expect(failureOf(error)).toMatchObject({
      code: 'method-not-allowed',
      method: 'DELETE',
      received: 'PUT',
      request: 'preflight',
    })
    expect(browser.calls[0]).toMatchObject({ outcome: 'error', failure: failureOf(error) })
    expect(failureOf(new TypeError('Failed to fetch'))).toBeNull()
    expect(failureOf('text')).toBeNull()
  })

  test('is kept, but no more than a thousand are', async () => {
    const browser = browserWith()
    for (let i = 0; i < 2100; i++) await browser.fetch(API)
    expect(browser.calls).toHaveLength(1000)
    expect(browser.calls.at(-1)!.id).toBe(2100)
  })
})

describe('a finding is told', () => {
  test('once on the console, with the reason and the fix', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const browser = browserWith({ report: 'console', network: answering({}) })
    for (let i = 0; i < 2; i++) await browser.fetch(API).catch(() => undefined)
    expect(warn).toHaveBeenCalledTimes(1)
    const [text] = warn.mock.calls[0]!
    expect(text).toContain(`[why-preflight] GET ${API}  blocked (standard)`)
    expect(text).toContain(`Access-Control-Allow-Origin: ${PAGE}`)
  })

  test('of a preflight too, unless it is expected', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    await browserWith({ report: 'console', expected: /orders/ }).fetch(API, { method: 'PUT' })
    expect(log).not.toHaveBeenCalled()
    await browserWith({ report: 'console' }).fetch(API, { method: 'PUT' })
    expect(log.mock.calls[0]![0]).toContain(`PUT ${API}  preflighted (standard)`)
  })

  test('to a function, whose fault is not the page’s', async () => {
    const faults: unknown[] = []
    const listener = (error: unknown) => faults.push(error)
    process.prependOnceListener('unhandledRejection', listener)
    const others = process.listeners('unhandledRejection').filter(other => other !== listener)
    for (const other of others) process.off('unhandledRejection', other)
    const report = vi.fn(() => {
      throw new Error('mine')
    })
    const response = await browserWith({ report }).fetch(API, { method: 'PUT' })
    expect(response.status).toBe(200)
    expect(report).toHaveBeenCalledTimes(1)
    await vi.waitFor(() => expect(faults).toEqual([new Error('mine')]))
    for (const other of others) process.on('unhandledRejection', other)
  })
})

describe('where the page’s code made a call', () => {
  const lineOf = (marker: string): number =>
    readFileSync(new URL(import.meta.url), 'utf8')
      .split('\n')
      .findIndex(line => line.includes(`// ${marker}`) && !line.includes('lineOf')) + 1

  test('is in its stack and beside its reasons', async () => {
    const browser = browserWith()
    await browser.fetch(API, { method: 'PUT' }) // made here
    const [call] = browser.calls
    const place = expect.stringMatching(`browser.test.ts:${lineOf('made here')}:`)
    expect(call!.stack.split('\n')[0]).toEqual(place)
    expect(call!.verdict.reasons).toEqual([{ code: 'method', method: 'PUT', setAt: place }])
  })

  test('is told for each header of an XMLHttpRequest', async () => {
    const browser = browserWith({
      network: answering({ ...CORS, 'Access-Control-Allow-Headers': '*' }),
    })
    const xhr = new browser.XMLHttpRequest()
    xhr.open('PUT', API) // opened here
    xhr.setRequestHeader('X-A', '1') // set here
    await new Promise(resolve => {
      xhr.onloadend = resolve
      xhr.send()
    })
    expect(browser.calls[0]!.verdict.reasons.map(({ setAt }) => setAt)).toEqual([
      expect.stringMatching(`browser.test.ts:${lineOf('opened here')}:`),
      expect.stringMatching(`browser.test.ts:${lineOf('set here')}:`),
    ])
  })
})
