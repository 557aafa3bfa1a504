import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Call } from '../../../src/browsers/call.ts'
import { explain } from '../../../src/explain.ts'
import { isAvoidable, isBlocked, stateIn } from '../../../src/report/panel/concern.ts'
import { choices, EVERYTHING, found } from '../../../src/report/panel/filter.ts'

const API = 'https://api.example.com'

function call(id: number, path: string, init: RequestInit = {}, changes: Partial<Call> = {}): Call {
  const verdict = explain(`${API}${path}`, init, {
    origin: 'https://app.example.com',
    browser: 'chromium',
  })
  return {
    ...{ id, initiator: 'fetch', method: init.method ?? 'GET', url: `${API}${path}` },
    ...{ mode: 'cors', credentials: 'same-origin', verdict, start: 0, stack: '' },
    ...{ outcome: 'ok', status: 200 },
    cost: { preflightMs: 0, preflightStart: 0, totalMs: 1, preflightSent: 'unknown' },
    ...changes,
  }
}

const json = { method: 'POST', headers: { 'Content-Type': 'application/json' } }
const calls = [
  call(1, '/orders?state=open'),
  call(2, '/orders', json),
  call(3, '/orders/7', { method: 'PUT', headers: { 'X-Trace-Id': '1' } }),
  call(4, '/tea', { headers: { 'X-Trace-Id': '1' } }),
  call(5, '/orders', { mode: 'same-origin' }),
]

const ids = (...given: Parameters<typeof found>) => found(...given).map(({ id }) => id)

describe('a filter', () => {
  test('that asks for nothing finds all, newest first', () => {
    expect(ids(calls, EVERYTHING)).toEqual([5, 4, 3, 2, 1])
  })

  test.each([
    ['orders', [5, 3, 2, 1]],
    ['ORDERS put', [3]],
    ['x-trace-id', [4, 3]],
    ['content-type', [2]],
    ['state=open', [1]],
    [' ', [5, 4, 3, 2, 1]],
    ['coffee', []],
  ])('finds the calls with all words of %j', (text, expected) => {
    expect(ids(calls, { ...EVERYTHING, text })).toEqual(expected)
  })

  test.each([
    ['header', [4, 3]],
    ['method', [3]],
    ['disallowed-by-mode', [5]],
  ])('finds those with the reason %s', (reason, expected) => {
    expect(ids(calls, { ...EVERYTHING, reason })).toEqual(expected)
  })

  test('finds those to an endpoint, whatever their query', () => {
    expect(ids(calls, { ...EVERYTHING, endpoint: `GET ${API}/orders` })).toEqual([5, 1])
  })

  test('finds those whose preflight can be avoided: not a PUT', () => {
    expect(ids(calls, { ...EVERYTHING, avoidable: true })).toEqual([4, 2])
  })

  test('finds no more than it would without one of its parts', () => {
    const filter = fc.record({
      text: fc.constantFrom('', 'orders', 'x-trace-id', 'put'),
      reason: fc.constantFrom('', 'header', 'method'),
      endpoint: fc.constantFrom('', `GET ${API}/orders`, `GET ${API}/tea`),
      avoidable: fc.boolean(),
    })
    fc.assert(
      fc.property(
        filter,
        fc.constantFrom('text', 'reason', 'endpoint', 'avoidable'),
        (all, part) => {
          const fewer = ids(calls, { ...all, [part]: EVERYTHING[part as 'text'] })
          for (const id of ids(calls, all)) expect(fewer).toContain(id)
        },
      ),
    )
  })
})

test('what there is to choose from is what the calls have, the most frequent first', () => {
  const { reasons, endpoints } = choices(calls)
  expect(reasons[0]).toBe('header')
  expect(reasons.toSorted()).toEqual(['content-type', 'disallowed-by-mode', 'header', 'method'])
  expect(endpoints[0]).toBe(`GET ${API}/orders`)
  expect(endpoints).toHaveLength(4)
})

test('a call is in one state', () => {
  const cost = (preflightSent: Call['cost']['preflightSent']) => ({
    cost: { preflightMs: 0, preflightStart: 0, totalMs: 1, preflightSent },
  })
  expect(stateIn(calls[0]!)).toBe('simple')
  expect(stateIn(calls[1]!)).toBe('preflight')
  expect(stateIn(calls[4]!)).toBe('blocked')
  expect(stateIn(call(6, '/a', json, cost('no (cached)')))).toBe('cached')
  expect(stateIn(call(6, '/a', json, { outcome: 'error' }))).toBe('failed')
  expect(stateIn(call(6, '/a', json, { outcome: 'pending' }))).toBe('pending')
  expect(stateIn(call(6, '/a', json, { outcome: 'aborted' }))).toBe('preflight')
})

test('what never left and what failed count as blocked, what was given up does not', () => {
  expect(calls.filter(isBlocked).map(({ id }) => id)).toEqual([5])
  expect(isBlocked(call(6, '/a', {}, { outcome: 'error' }))).toBe(true)
  expect(isBlocked(call(6, '/a', {}, { outcome: 'aborted' }))).toBe(false)
})

test('authorization can not be avoided, and what needs no preflight needs no avoiding', () => {
  expect(isAvoidable(call(6, '/a', { headers: { Authorization: 'x' } }))).toBe(false)
  expect(isAvoidable(calls[0]!)).toBe(false)
})
