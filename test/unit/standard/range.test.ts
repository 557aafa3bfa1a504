import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSimpleRange } from '../../../src/standard/range.ts'

/** Parses a single range header value without white space, step by step in the standard's words. */
function naive(value: string): boolean {
  const digits = '0123456789'
  if (!value.startsWith('bytes')) return false
  let position = 5
  if (value[position] !== '=') return false
  position++
  const collect = () => {
    let collected = ''
    while (position < value.length && digits.includes(value[position]!))
      collected += value[position++]
    return collected
  }
  const start = collect()
  if (value[position] !== '-') return false
  position++
  const end = collect()
  if (position < value.length) return false
  if (start === '') return false
  return end === '' || BigInt(start) <= BigInt(end)
}

test.each([
  ['bytes=0-', true],
  ['bytes=0-0', true],
  ['bytes=0-255', true],
  ['bytes=255-255', true],
  ['bytes=256-255', false],
  ['bytes=9-10', true],
  ['bytes=10-9', false],
  ['bytes=007-8', true],
  ['bytes=-255', false],
  ['bytes=-', false],
  ['bytes=', false],
  ['bytes', false],
  ['', false],
  ['Bytes=0-', false],
  ['BYTES=0-', false],
  ['byte=0-', false],
  ['items=0-', false],
  [' bytes=0-', false],
  ['bytes =0-', false],
  ['bytes= 0-', false],
  ['bytes=0 -', false],
  ['bytes=0- 5', false],
  ['bytes=0-5 ', false],
  ['bytes=0-\n', false],
  ['bytes=0-1,3-4', false],
  ['bytes=0-,', false],
  ['bytes=+0-', false],
  ['bytes=0-+5', false],
  ['bytes=0x1-', false],
  ['bytes=1.0-', false],
  ['bytes=٠-', false],
  ['bytes=9223372036854775808-', true],
  ['bytes=18446744073709551616-', true],
  ['bytes=18446744073709551615-18446744073709551615', true],
  ['bytes=18446744073709551616-18446744073709551615', false],
  ['bytes=18446744073709551615-18446744073709551616', true],
])('%j is one range with a start: %s', (value, simple) => {
  expect(naive(value)).toBe(simple)
  expect(isSimpleRange(value)).toBe(simple)
})

test.each([
  ['bytes=100-', true],
  ['bytes=101-', false],
  ['bytes=0-100', true],
  ['bytes=0-101', false],
  ['bytes=100-100', true],
  ['bytes=50-40', false],
])('where no number may be over 100, %s is one: %s', (value, simple) => {
  expect(isSimpleRange(value, 100n)).toBe(simple)
})

test('any value is judged as the standard parses it', () => {
  const part = fc.constantFrom('bytes', 'bytes=', '=', '-', '1', '12', '9', '0', ' ', ',', 'b')
  const close = fc
    .tuple(fc.nat(1000), fc.nat(1000))
    .map(([first, last]) => `bytes=${first}-${last}`)
  fc.assert(
    fc.property(
      fc.oneof(
        close,
        fc.array(part, { maxLength: 6 }).map(parts => parts.join('')),
      ),
      value => {
        expect(isSimpleRange(value)).toBe(naive(value))
      },
    ),
    { numRuns: 500 },
  )
})
