import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Call } from '../../../src/browsers/call.ts'
import { explain } from '../../../src/explain.ts'
import { placeIn } from '../../../src/report/panel/place.ts'
import { rowsIn, topFor } from '../../../src/report/panel/rows.ts'
import { CORNERS, remember, remembered } from '../../../src/report/panel/settings.ts'
import { trackEntry } from '../../../src/report/performance-track.ts'

describe('rows of a long list', () => {
  const list = fc.record({
    top: fc.integer({ min: 0, max: 500_000 }),
    height: fc.integer({ min: 0, max: 2000 }),
    rowHeight: fc.integer({ min: 10, max: 100 }),
    count: fc.integer({ min: 0, max: 10_000 }),
  })

  test('all that can be seen are drawn, and few more', () => {
    fc.assert(
      fc.property(list, ({ top, height, rowHeight, count }) => {
        const { first, end } = rowsIn(top, height, rowHeight, count)
        expect(first).toBeGreaterThanOrEqual(0)
        expect(end).toBeLessThanOrEqual(count)
        expect(end - first).toBeLessThanOrEqual(height / rowHeight + 18)
        for (const row of [
          Math.floor(top / rowHeight),
          Math.floor((top + height - 1) / rowHeight),
        ]) {
          if (row < 0 || row >= count || height === 0) continue
          expect(first).toBeLessThanOrEqual(row)
          expect(end).toBeGreaterThan(row)
        }
      }),
    )
  })

  test('a row is scrolled into view, and no further', () => {
    fc.assert(
      fc.property(list, fc.nat(10_000), ({ top, rowHeight }, row) => {
        const height = rowHeight * 5
        const to = topFor(row, top, height, rowHeight)
        expect(to).toBeLessThanOrEqual(row * rowHeight)
        expect(to + height).toBeGreaterThanOrEqual((row + 1) * rowHeight)
        const wasInView = row * rowHeight >= top && (row + 1) * rowHeight <= top + height
        if (wasInView) expect(to).toBe(top)
      }),
    )
  })
})

test.each([
  [
    'http://localhost:5173/src/orders.ts:17:9',
    'http://localhost:5173/src/orders.ts',
    'orders.ts:17:9',
  ],
  [
    'at save (http://localhost:5173/src/a.ts?t=1:2:3)',
    'http://localhost:5173/src/a.ts?t=1',
    'a.ts:2:3',
  ],
  ['save@https://app.example.com/:1:2', 'https://app.example.com/', '/:1:2'],
  ['https://app.example.com/a.js:5', 'https://app.example.com/a.js', 'a.js:5'],
])('the place in %j', (text, href, label) => {
  expect(placeIn(text)).toEqual({ href, label })
})

test.each([
  '',
  'native code',
  '<anonymous>:1:2',
  'at Array.map (<anonymous>)',
  'javascript:alert(1):2:3',
  'http://[:1:2',
])('there is no place in %j', text => {
  expect(placeIn(text)).toBeNull()
})

describe('what is remembered', () => {
  const storage = (kept: string | null) => ({
    getItem: () => kept,
    setItem: (_: string, value: string) => {
      kept = value
    },
  })

  test('comes back as it was', () => {
    const settings = fc.record({
      open: fc.boolean(),
      corner: fc.constantFrom(...CORNERS),
      view: fc.constantFrom('calls' as const, 'summary' as const),
      filter: fc.record({
        ...{ text: fc.string(), reason: fc.string(), endpoint: fc.string() },
        avoidable: fc.boolean(),
      }),
    })
    fc.assert(
      fc.property(settings, given => {
        const store = storage(null)
        remember(store, given)
        expect(remembered(store)).toEqual(given)
      }),
    )
  })

  test.each([
    null,
    '',
    '{',
    'null',
    '[]',
    '7',
    '{"corner":"middle","filter":{"text":7}}',
    '{"filter":null}',
  ])('is the default where %j was', kept => {
    expect(remembered(storage(kept))).toEqual(remembered(undefined))
  })

  test('is lost where the page may not store anything, and nothing breaks', () => {
    const denied = {
      getItem: (): never => {
        throw new Error('denied')
      },
      setItem: (): never => {
        throw new Error('denied')
      },
    }
    remember(denied, remembered(denied))
    expect(remembered(denied).open).toBe(false)
  })
})

test('a preflight on the track has its moments, its reasons and no values of the query', () => {
  const init = { method: 'PUT', headers: { 'X-Trace-Id': '1' } }
  const url = 'https://api.example.com/orders?token=secret'
  const verdict = explain(url, init, { origin: 'https://app.example.com' })
  const cost = { preflightMs: 84.4, preflightStart: 1000, totalMs: 130, preflightSent: 'yes' }
  const entry = trackEntry({ method: 'PUT', url, verdict, cost, outcome: 'ok' } as Call)
  expect([entry.start, entry.end]).toEqual([1000, 1084.4])
  const { properties, ...rest } = entry.detail.devtools
  expect(rest).toMatchObject({ dataType: 'track-entry', track: 'Preflights', color: 'warning' })
  expect(Object.fromEntries(properties)).toMatchObject({
    Call: 'PUT https://api.example.com/orders?token=…',
    PUT: 'a method other than GET, HEAD and POST',
    'x-trace-id': 'a header outside the CORS safelist',
    Waited: '84 ms of 130 ms',
  })
  expect(JSON.stringify(entry)).not.toContain('secret')
})
