import { describe, expect, test } from 'vitest'
import type { Call } from '../../../src/browsers/call.ts'
import { explain } from '../../../src/explain.ts'
import type { PageMessage } from '../../../src/playwright/messages.ts'
import { ContextRecord } from '../../../src/playwright/record.ts'

const ORIGIN = 'https://app.example.com'
const API = 'https://api.example.com/orders'

/** A context in which a page makes calls, and a browser reports requests; events as Chromium has them. */
function context() {
  const record = new ContextRecord(() => true)
  let ids = 0
  let seconds = 0
  const event = (method: string, params: object) =>
    record.addEvent('page', `Network.${method}`, { timestamp: ++seconds, ...params })
  return {
    record,
    call(init: RequestInit = {}): void {
      const { method = 'GET', credentials = 'same-origin' } = init
      const verdict = explain(API, init, { origin: ORIGIN, browser: 'chromium' })
      const call: Call = {
        ...{ id: ++ids, initiator: 'fetch', method, url: API, mode: 'cors', credentials, verdict },
        ...{ start: 0, stack: '', outcome: 'pending', status: 0 },
        cost: { preflightMs: 0, preflightStart: 0, totalMs: 0, preflightSent: 'unknown' },
      }
      const message: PageMessage = { call, origin: ORIGIN }
      record.addMessage(message, 'page', 'page')
    },
    sent(requestId: string, method = 'GET'): void {
      event('requestWillBeSent', {
        ...{ requestId, type: 'Fetch', initiator: { type: 'script' } },
        request: { url: API, method, headers: {} },
      })
    },
    preflighted(requestId: string, asked: Record<string, string>, answer: Record<string, string>) {
      event('requestWillBeSent', {
        ...{ requestId: `for ${requestId}`, type: 'Other' },
        initiator: { type: 'preflight', requestId },
        request: { url: API, method: 'OPTIONS', headers: { Origin: ORIGIN, ...asked } },
      })
      event('responseReceived', {
        requestId: `for ${requestId}`,
        response: { status: 204, headers: { 'Access-Control-Allow-Origin': '*', ...answer } },
      })
    },
    answered(requestId: string): void {
      const headers = { 'Access-Control-Allow-Origin': '*' }
      event('responseReceived', { requestId, response: { status: 200, headers } })
      event('loadingFinished', { requestId })
    },
  }
}

const PUT = { 'Access-Control-Request-Method': 'PUT' }
const ALLOW_PUT = { 'Access-Control-Allow-Methods': 'PUT' }
const whatOf = ({ disagreements }: ContextRecord) => disagreements.map(({ what }) => what)

describe('verdicts and what a browser reports', () => {
  test('agree where an OPTIONS was foretold and sent, whichever is reported first', () => {
    const { record, call, sent, preflighted, answered } = context()
    for (const id of ['1', '2']) {
      call({ method: 'PUT' })
      if (id === '1') sent(id, 'PUT')
      preflighted(id, PUT, ALLOW_PUT)
      if (id === '2') sent(id, 'PUT')
      answered(id)
    }
    expect(whatOf(record)).toEqual([])
    expect(record.calls.map(({ cost }) => cost.preflightSent)).toEqual(['yes', 'yes'])
    expect(record.preflights).toHaveLength(2)
  })

  test('differ where one was foretold and none sent', () => {
    const { record, call, sent, answered } = context()
    call({ method: 'PUT' })
    sent('1', 'PUT')
    expect(whatOf(record)).toEqual([])
    answered('1')
    expect(whatOf(record)).toEqual(['an OPTIONS was foretold, and none sent'])
  })

  test('agree where an earlier preflight allowed the call', () => {
    const { record, call, sent, preflighted, answered } = context()
    call({ method: 'PUT' })
    sent('1', 'PUT')
    preflighted('1', PUT, ALLOW_PUT)
    answered('1')
    call({ method: 'PUT' })
    sent('2', 'PUT')
    answered('2')
    expect(whatOf(record)).toEqual([])
    expect(record.calls.at(-1)!.cost.preflightSent).toBe('no (cached)')
  })

  test.each([
    ['had no time to be kept', { ...ALLOW_PUT, 'Access-Control-Max-Age': '0' }, {}],
    ['allowed other methods', { 'Access-Control-Allow-Methods': 'DELETE' }, {}],
    ['was for a call without credentials', ALLOW_PUT, { credentials: 'include' as const }],
    ['allowed no headers', ALLOW_PUT, { headers: { 'x-id': '1' } }],
  ])('differ where an earlier preflight %s', (_, answer, init) => {
    const { record, call, sent, preflighted, answered } = context()
    call({ method: 'PUT' })
    sent('1', 'PUT')
    preflighted('1', PUT, answer)
    answered('1')
    call({ method: 'PUT', ...init })
    sent('2', 'PUT')
    answered('2')
    expect(whatOf(record)).toEqual(['an OPTIONS was foretold, and none sent'])
  })

  test('differ where one was sent and none foretold', () => {
    const { record, call, sent, preflighted } = context()
    call()
    sent('1')
    preflighted('1', { 'Access-Control-Request-Method': 'GET' }, {})
    expect(whatOf(record)).toEqual(['an OPTIONS was sent, and none foretold'])
  })

  test('differ where it asked for something else', () => {
    const { record, call, sent, preflighted } = context()
    call({ method: 'PUT', headers: { 'x-id': '1' } })
    sent('1', 'PUT')
    preflighted('1', { ...PUT, 'Access-Control-Request-Headers': 'x-id,x-more' }, ALLOW_PUT)
    expect(whatOf(record)).toEqual([
      'the OPTIONS was to ask for PUT x-id, and asked for PUT x-id x-more',
    ])
  })

  test('differ where the call was not seen', () => {
    const { record, sent, preflighted } = context()
    sent('1', 'PUT')
    preflighted('1', PUT, ALLOW_PUT)
    expect(record.disagreements).toMatchObject([
      { call: null, what: 'an OPTIONS was sent for a call that was not seen' },
    ])
  })
})
