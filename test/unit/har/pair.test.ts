import { describe, expect, test } from 'vitest'
import { type RecordedCall, type RecordedPreflight, recordedFrom } from '../../../src/har/call.ts'
import { InOrder } from '../../../src/har/order.ts'
import { Pairing } from '../../../src/har/pair.ts'
import { entry, preflight, put } from './hars.ts'

/** What pairs come of entries, by their numbers. */
function pairs(...entries: object[]): (readonly [number, number])[] {
  const recorded = entries.map(
    one => recordedFrom(one, new Map()) as RecordedCall | RecordedPreflight,
  )
  const number = (one: RecordedCall | RecordedPreflight | null) =>
    one ? recorded.indexOf(one) : -1
  const pairing = new Pairing()
  return [...recorded.flatMap(one => pairing.take(one)), ...pairing.end()]
    .map(({ preflight, call }) => [number(preflight), number(call)] as const)
    .sort((a, b) => a[0] - b[0])
}

const ELSEWHERE = 'https://api.example.com/elsewhere'
const ORIGIN = 'https://app.example.com'

describe('pairs', () => {
  test('in Chrome, where calls begin together and wait', () => {
    const call = (at: number) => put(at, { ms: 400 })
    expect(pairs(call(0), call(0.1), preflight(0.2), preflight(0.3))).toEqual([
      [2, 0],
      [3, 1],
    ])
  })

  test('elsewhere, where a call takes the nearest preflight before it', () => {
    expect(pairs(preflight(0), preflight(5), put(5.1))).toEqual([
      [0, -1],
      [1, 2],
    ])
  })

  test('no preflight with two calls, and none of long ago', () => {
    expect(pairs(preflight(0), put(0.1), put(0.2), preflight(30), put(60))).toEqual([
      [-1, 2],
      [-1, 4],
      [0, 1],
      [3, -1],
    ])
  })

  test.each([
    ['another URL', put(0.1, { url: ELSEWHERE })],
    ['another method', put(0.1, { method: 'PATCH' })],
    ['another page', put(0.1, { headers: { Origin: 'https://b.example', 'Content-Type': 'a/b' } })],
    ['without the headers asked for', put(0.1, { headers: { Origin: ORIGIN } })],
  ])('no call that is %s', (_, call) => {
    expect(pairs(preflight(0), call)).toEqual([
      [-1, 1],
      [0, -1],
    ])
  })

  test('whatever the fragment, and whatever secrets were taken out', () => {
    const headers = {
      Origin: ORIGIN,
      'Access-Control-Request-Method': 'GET',
      'Access-Control-Request-Headers': 'authorization',
    }
    const asks = entry({ method: 'OPTIONS', url: ELSEWHERE, headers, status: 204 })
    const bare = { method: 'GET', url: `${ELSEWHERE}#top`, headers: { Origin: ORIGIN } }
    expect(pairs(asks, entry({ ...bare, status: 200, at: 0.1 }))).toEqual([[0, 1]])
  })
})

test('a window sorts what is nearly in order, and leaves what has no time where it is', () => {
  const inOrder = new InOrder<{ began: number }>()
  const came = [3, 1, 2, Number.NaN, 5, 4].map(began => ({ began }))
  expect(came.map(one => inOrder.take(one))).toEqual(came.map(() => undefined))
  expect(inOrder.end().map(({ began }) => began)).toEqual([1, 2, 3, Number.NaN, 4, 5])
  const many = Array.from({ length: 2000 }, (_, at) => ({ began: at ^ 7 }))
  const sorted = [...many.flatMap(one => inOrder.take(one) ?? []), ...inOrder.end()]
  expect(sorted.map(({ began }) => began)).toEqual(many.map((_, at) => at))
})
