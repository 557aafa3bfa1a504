import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Call } from '../../src/browsers/call.ts'
import { endpointOf, summarize } from '../../src/intercept/summary.ts'

interface Given {
  url: string
  method: string
  crossOrigin: boolean
  headers: string[]
  credentials: Call['credentials']
  sent: Call['cost']['preflightSent']
  ms: number
}

const call = (given: Partial<Given> = {}): Call => {
  const { url = 'https://api.example.com/a', method = 'PUT', crossOrigin = true } = given
  const { headers = [], credentials = 'omit', sent = 'yes', ms = 100 } = given
  const preflight = crossOrigin && sent !== 'no'
  return {
    id: 1,
    initiator: 'fetch',
    method,
    url,
    mode: 'cors',
    credentials,
    verdict: {
      crossOrigin,
      preflight,
      reasons: preflight ? [{ code: 'method', method }] : [],
      request: preflight ? { method, headers } : null,
      blocked: null,
      browsers: { chromium: preflight, firefox: preflight, webkit: preflight },
    },
    stack: '',
    outcome: 'ok',
    status: 200,
    start: 0,
    cost: {
      preflightMs: sent === 'yes' ? ms : 0,
      preflightStart: 0,
      totalMs: ms + 5,
      preflightSent: sent,
    },
  }
}

const NOTHING = {
  calls: 0,
  preflighted: 0,
  preflightsSent: 0,
  waitedMs: 0,
  savedByMaxAgeMs: 0,
  savedByMaxAge: 0,
}

test('no calls make no figures', () => {
  expect(summarize([])).toEqual({ ...NOTHING, endpoints: [] })
})

test("calls to the page's own origin don't count", () => {
  expect(summarize([call({ crossOrigin: false })])).toEqual({ ...NOTHING, endpoints: [] })
})

test('each way a preflight can have gone', () => {
  const calls = (['yes', 'no (cached)', 'unknown', 'no'] as const).map(sent => call({ sent }))
  const figures = { ...NOTHING, calls: 4, preflighted: 3, preflightsSent: 1, waitedMs: 100 }
  expect(summarize(calls)).toEqual({
    ...figures,
    endpoints: [{ endpoint: 'PUT https://api.example.com/a', ...figures }],
  })
})

describe('what Access-Control-Max-Age would have saved', () => {
  const saved = (...given: Partial<Given>[]) => {
    const { savedByMaxAgeMs, savedByMaxAge } = summarize(given.map(call))
    return [savedByMaxAgeMs, savedByMaxAge]
  }

  test.each<[string, Partial<Given>[], number, number]>([
    ['nothing of one preflight', [{ ms: 100 }], 0, 0],
    ['all but the first of one kind', [{ ms: 100 }, { ms: 60 }, { ms: 40 }], 100, 0.5],
    ['of two URLs nothing', [{}, { url: 'https://api.example.com/b' }], 0, 0],
    ['of two queries nothing', [{}, { url: 'https://api.example.com/a?b' }], 0, 0],
    ['of two fragments the second', [{}, { url: 'https://api.example.com/a#b' }], 100, 0.5],
    ['of two methods nothing', [{}, { method: 'DELETE' }], 0, 0],
    ['of two sets of headers nothing', [{ headers: ['a'] }, { headers: ['a', 'b'] }], 0, 0],
    ['of two credentials nothing', [{}, { credentials: 'include' }], 0, 0],
    ['of calls that were answered from the cache nothing', [{}, { sent: 'no (cached)' }], 0, 0],
    ['of calls of which nothing is known nothing', [{ sent: 'unknown' }, {}], 0, 0],
    ['of preflights that took no time nothing', [{ ms: 0 }, { ms: 0 }], 0, 0],
  ])('%s', (_, given, ms, share) => {
    expect(saved(...given)).toEqual([ms, share])
  })
})

describe('endpoints', () => {
  test.each([
    ['https://api.example.com/a', 'PUT https://api.example.com/a'],
    ['https://api.example.com/a?b=c', 'PUT https://api.example.com/a'],
    ['https://api.example.com/a#b', 'PUT https://api.example.com/a'],
    ['https://api.example.com/a#b?c', 'PUT https://api.example.com/a'],
    ['https://api.example.com/a?b#c', 'PUT https://api.example.com/a'],
    ['https://api.example.com/', 'PUT https://api.example.com/'],
    ['https://api.example.com:8443/a/', 'PUT https://api.example.com:8443/a/'],
  ])('%s is part of %s', (url, endpoint) => {
    expect(endpointOf(call({ url }))).toBe(endpoint)
  })

  test('are told apart by method, origin and path, and joined over queries', () => {
    const { endpoints } = summarize([
      call(),
      call({ url: 'https://api.example.com/a?b' }),
      call({ method: 'DELETE' }),
      call({ url: 'https://api.example.com/b' }),
      call({ url: 'https://cdn.example.com/a' }),
    ])
    expect(Object.fromEntries(endpoints.map(({ endpoint, calls }) => [endpoint, calls]))).toEqual({
      'PUT https://api.example.com/a': 2,
      'DELETE https://api.example.com/a': 1,
      'PUT https://api.example.com/b': 1,
      'PUT https://cdn.example.com/a': 1,
    })
  })

  test('come in order of the time waited for them', () => {
    const { endpoints } = summarize([
      call({ url: 'https://a.test/short', ms: 10 }),
      call({ url: 'https://a.test/none', sent: 'no' }),
      call({ url: 'https://a.test/long', ms: 30 }),
      call({ url: 'https://a.test/often', ms: 12 }),
      call({ url: 'https://a.test/often', ms: 12 }),
    ])
    expect(endpoints.map(({ endpoint, waitedMs }) => [endpoint, waitedMs])).toEqual([
      ['PUT https://a.test/long', 30],
      ['PUT https://a.test/often', 24],
      ['PUT https://a.test/short', 10],
      ['PUT https://a.test/none', 0],
    ])
  })
})

describe('of any calls', () => {
  const any = fc
    .record({
      url: fc.constantFrom(
        'https://a.test/a',
        'https://a.test/a?q',
        'https://a.test/b',
        'https://b.test/a',
      ),
      method: fc.constantFrom('GET', 'POST', 'PUT'),
      crossOrigin: fc.boolean(),
      headers: fc.subarray(['x-a', 'x-b']),
      credentials: fc.constantFrom<Call['credentials'][]>('omit', 'include'),
      sent: fc.constantFrom<Call['cost']['preflightSent'][]>('yes', 'no (cached)', 'unknown', 'no'),
      ms: fc.nat(500),
    })
    .map(call)

  test('the figures of the endpoints add up to those of the whole', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), calls => {
        const { endpoints, ...whole } = summarize(calls)
        for (const figure of [
          'calls',
          'preflighted',
          'preflightsSent',
          'waitedMs',
          'savedByMaxAgeMs',
        ] as const) {
          const sum = endpoints.reduce((total, endpoint) => total + endpoint[figure], 0)
          expect([figure, sum]).toEqual([figure, whole[figure]])
        }
        const foreign = calls.filter(({ verdict }) => verdict.crossOrigin)
        expect(whole.calls).toBe(foreign.length)
        expect(whole.waitedMs).toBe(
          foreign.reduce((total, { cost }) => total + cost.preflightMs, 0),
        )
      }),
    )
  })

  test('what is saved is a share of what was waited', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), calls => {
        for (const { waitedMs, savedByMaxAgeMs, savedByMaxAge } of [
          summarize(calls),
          ...summarize(calls).endpoints,
        ]) {
          expect(savedByMaxAge).toBeGreaterThanOrEqual(0)
          expect(savedByMaxAge).toBeLessThanOrEqual(1)
          expect(savedByMaxAge * waitedMs).toBeCloseTo(savedByMaxAgeMs)
        }
      }),
    )
  })

  test('endpoints are each there once, the one waited for longest first', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), calls => {
        const { endpoints } = summarize(calls)
        const names = endpoints.map(({ endpoint }) => endpoint)
        expect(new Set(names).size).toBe(names.length)
        const waits = endpoints.map(({ waitedMs }) => waitedMs)
        expect(waits).toEqual([...waits].sort((a, b) => b - a))
      }),
    )
  })
})
