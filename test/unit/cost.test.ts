import { describe, expect, test } from 'vitest'
import { costOf, type Timing, waitedFor } from '../../src/intercept/cost.ts'

describe('how long a call waited', () => {
  const timing = (changes: Partial<Timing> = {}): Timing => ({
    initiatorType: 'fetch',
    name: 'https://api.example.com/',
    startTime: 100,
    domainLookupStart: 100,
    domainLookupEnd: 100,
    connectStart: 100,
    connectEnd: 100,
    requestStart: 100,
    responseEnd: 300,
    ...changes,
  })

  test('is from the call to its own request', () => {
    expect(waitedFor(100, timing({ requestStart: 150 }))).toBe(50)
    expect(waitedFor(90, timing({ requestStart: 150 }))).toBe(60)
  })

  test('is without looking up the name and connecting', () => {
    expect(
      waitedFor(
        100,
        timing({
          domainLookupStart: 101,
          domainLookupEnd: 111,
          connectStart: 111,
          connectEnd: 131,
          requestStart: 190,
        }),
      ),
    ).toBe(60)
    expect(waitedFor(100, timing({ connectStart: 100, connectEnd: 120, requestStart: 125 }))).toBe(
      5,
    )
    expect(
      waitedFor(100, timing({ domainLookupStart: 100, domainLookupEnd: 107, requestStart: 110 })),
    ).toBe(3)
  })

  test('is never negative, though clocks are coarse', () => {
    expect(waitedFor(101, timing({ requestStart: 100 }))).toBe(0)
    expect(waitedFor(100, timing({ connectEnd: 130, requestStart: 110 }))).toBe(0)
  })

  test('is unknown where the server does not allow its timing to be seen', () => {
    const hidden = { domainLookupStart: 0, domainLookupEnd: 0, connectStart: 0, connectEnd: 0 }
    expect(waitedFor(100, timing({ ...hidden, requestStart: 0 }))).toBe(undefined)
  })
})

describe('the cost of a call that needs a preflight', () => {
  const sent = (waited: number) => ({
    ...{ preflightMs: waited, preflightStart: 500 - waited, totalMs: 900 },
    preflightSent: 'yes',
  })
  const none = { preflightMs: 0, preflightStart: 0, totalMs: 900 }
  const CACHED = { ...none, preflightSent: 'no (cached)' }
  const UNKNOWN = { ...none, preflightSent: 'unknown' }

  test.each([undefined, 0, 100])(
    'is unknown where its wait is, whatever came before: %s',
    before => {
      expect(costOf(900, undefined, 500, before)).toEqual(UNKNOWN)
    },
  )

  test.each([
    [0, UNKNOWN],
    [10, UNKNOWN],
    [19, UNKNOWN],
    [19.9, UNKNOWN],
    [20, sent(20)],
    [300, sent(300)],
  ])('the first time, with a wait of %s', (waited, cost) => {
    expect(costOf(900, waited, 500, undefined)).toEqual(cost)
  })

  test.each([
    ['just under half the one before', 100, 49.9, UNKNOWN],
    ['half the one before', 100, 50, sent(50)],
    ['longer than the one before', 100, 400, sent(400)],
    ['just over a quarter', 100, 25.1, UNKNOWN],
    ['a quarter', 100, 25, CACHED],
    ['none', 100, 0, CACHED],
    ['half, but too short to tell', 12, 9.9, UNKNOWN],
    ['short, like the one before', 12, 10, sent(10)],
    ['half of 20', 20, 10, sent(10)],
    ['less than half of 20', 20, 9.9, UNKNOWN],
    ['none, after one too short to tell', 39.9, 0, UNKNOWN],
    ['none, after one just long enough to tell', 40, 0, CACHED],
    ['a quarter of 40', 40, 10, CACHED],
    ['more than a quarter of 40', 40, 10.1, UNKNOWN],
    ['half of 40', 40, 20, sent(20)],
  ])('later, with a wait that is %s: %s, then %s', (_, before, waited, cost) => {
    expect(costOf(900, waited, 500, before)).toEqual(cost)
  })
})
