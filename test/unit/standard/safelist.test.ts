import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Header } from '../../../src/standard/header.ts'
import {
  type SafelistRules,
  STANDARD_SAFELIST,
  unsafeHeaders,
  unsafeReason,
} from '../../../src/standard/safelist.ts'

const bytes = Array.from({ length: 0x100 }, (_, code) => String.fromCharCode(code))
const of = (length: number, char = 'a') => char.repeat(length)

const reasonFor = (name: string, value: string) => unsafeReason({ name, value }, STANDARD_SAFELIST)
const isSafe = (name: string, value: string) => reasonFor(name, value) === null

// The second implementation, in the standard's words and order.

function isUnsafeByte(byte: number): boolean {
  if (byte < 0x20 && byte !== 0x09) return true
  return [
    0x22, 0x28, 0x29, 0x3a, 0x3c, 0x3e, 0x3f, 0x40, 0x5b, 0x5c, 0x5d, 0x7b, 0x7d, 0x7f,
  ].includes(byte)
}

function isLanguageByte(byte: number): boolean {
  if (byte >= 0x30 && byte <= 0x39) return true
  if (byte >= 0x41 && byte <= 0x5a) return true
  if (byte >= 0x61 && byte <= 0x7a) return true
  return [0x20, 0x2a, 0x2c, 0x2d, 0x2e, 0x3b, 0x3d].includes(byte)
}

const codes = (value: string) => [...value].map(char => char.charCodeAt(0))

/** Only for a value that is one of three types and its parameters, or clearly none of these. */
function naiveIsSafe(name: string, value: string): boolean {
  if (value.length > 128) return false
  switch (name) {
    case 'accept':
      return !codes(value).some(isUnsafeByte)
    case 'accept-language':
    case 'content-language':
      return codes(value).every(isLanguageByte)
    case 'content-type': {
      if (codes(value).some(isUnsafeByte)) return false
      const essence = value
        .split(';')[0]!
        .replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '')
        .toLowerCase()
      return ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'].includes(
        essence,
      )
    }
    default:
      return false
  }
}

describe('each byte from 0x00 to 0xFF', () => {
  test.each(['accept', 'accept-language', 'content-language'])('in %s', name => {
    for (const [before, after] of [
      ['', ''],
      ['a', 'b'],
      ['a, b;q=0.9', ''],
    ]) {
      const values = bytes.map(byte => `${before}${byte}${after}`)
      expect(values.filter(value => isSafe(name, value))).toEqual(
        values.filter(value => naiveIsSafe(name, value)),
      )
    }
  })

  test('in a parameter of Content-Type', () => {
    for (const essence of ['text/plain', 'multipart/form-data']) {
      const values = bytes.map(byte => `${essence};a=${byte}b`)
      expect(values.filter(value => isSafe('content-type', value))).toEqual(
        values.filter(value => naiveIsSafe('content-type', value)),
      )
    }
  })

  test('in the essence of Content-Type', () => {
    const values = bytes.flatMap(byte => [
      `${byte}text/plain`,
      `text/plain${byte}`,
      `te${byte}xt/plain`,
    ])
    expect(values.filter(value => isSafe('content-type', value))).toEqual(
      values.filter(value => naiveIsSafe('content-type', value)),
    )
  })

  test('the numbers of bytes that pass are those of the standard', () => {
    const passing = (name: string, before = '') =>
      bytes.filter(byte => isSafe(name, `${before}${byte}`)).length
    expect(passing('accept')).toBe(0x100 - 31 - 14)
    expect(passing('accept-language')).toBe(10 + 26 + 26 + 7)
    expect(passing('content-language')).toBe(10 + 26 + 26 + 7)
    expect(passing('content-type', 'text/plain;')).toBe(0x100 - 31 - 14)
  })
})

test('any value is judged as by the second implementation', () => {
  const unit = fc.nat(0xff).map(code => String.fromCharCode(code))
  const common = fc.constantFrom(...'abcXYZ019 ,;=-.*')
  const text = fc.string({
    unit: fc.oneof({ weight: 20, arbitrary: common }, unit),
    maxLength: 140,
  })
  const type = fc
    .tuple(
      fc.constantFrom('text/plain', 'Text/PLAIN', 'multipart/form-data', 'application/json'),
      text,
    )
    .map(([essence, parameters]) => `${essence};${parameters}`)
  const header = fc.oneof(
    fc.tuple(fc.constantFrom('accept', 'accept-language', 'content-language', 'x-a'), text),
    fc.tuple(fc.constant('content-type'), type),
  )
  fc.assert(
    fc.property(header, ([name, value]) => {
      expect(isSafe(name, value)).toBe(naiveIsSafe(name, value))
    }),
    { numRuns: 1000 },
  )
})

describe('the reason says', () => {
  test.each([
    ['accept', 'a"b(', { byte: 0x22, index: 1 }],
    ['accept', '\x7f', { byte: 0x7f, index: 0 }],
    ['accept', 'é\x01', { byte: 0x01, index: 1 }],
    ['accept-language', 'de_CH', { byte: 0x5f, index: 2 }],
    ['content-language', 'é', { byte: 0xe9, index: 0 }],
    ['content-type', 'text/plain;a="b"', { byte: 0x22, index: 13 }],
  ])('which byte of %s: %j is first, and where', (name, value, where) => {
    expect(reasonFor(name, value)).toEqual({ code: 'header-value', name, value, ...where })
  })

  test.each([
    ['application/json', 'application/json'],
    ['Application/JSON; charset=utf-8', 'application/json'],
    ['application/json;a="b"', 'application/json'],
    ['text/plain, text/plain', null],
    ['', null],
  ])('which essence Content-Type %j has', (value, essence) => {
    expect(reasonFor('content-type', value)).toEqual({
      code: 'content-type',
      value,
      essence,
    })
  })

  test('that the body brought the type', () => {
    const header: Header = { name: 'content-type', value: 'image/png', fromBody: true }
    expect(unsafeReason(header, STANDARD_SAFELIST)).toMatchObject({ implied: true })
  })

  test('which range it was', () => {
    expect(reasonFor('range', 'bytes=-1')).toEqual({ code: 'range', value: 'bytes=-1' })
    expect(reasonFor('range', 'bytes=0-')).toBe(null)
  })

  test('which name is outside the safelist', () => {
    expect(reasonFor('x-a', '')).toEqual({ code: 'header', name: 'x-a' })
    expect(reasonFor('authorization', of(200))).toEqual({ code: 'header', name: 'authorization' })
  })

  test.each(['accept', 'content-type', 'range', 'x-a'])('where %s was set', name => {
    const setAt = { line: 'app.js:3' }
    for (const value of ['"', of(129)]) {
      const { reasons } = unsafeHeaders([{ name, value, setAt }], STANDARD_SAFELIST)
      expect(reasons.map(reason => 'setAt' in reason && reason.setAt)).toEqual(['app.js:3'])
    }
  })
})

describe('a value of 128 bytes may pass, one of 129 may not', () => {
  test.each([
    ['accept', ''],
    ['accept-language', ''],
    ['content-language', ''],
    ['content-type', 'text/plain;'],
    ['range', 'bytes=0-'],
  ])('%s', (name, start) => {
    const long = start + of(128 - start.length, name === 'range' ? '9' : 'a')
    expect(isSafe(name, long)).toBe(true)
    const longer = start + of(129 - start.length, name === 'range' ? '9' : 'a')
    expect(reasonFor(name, longer)).toEqual({
      code: 'header-value',
      name,
      value: longer,
      length: 129,
      limit: 128,
    })
  })

  test('but for one that has a right to any length', () => {
    const header: Header = { name: 'content-type', value: `text/plain;${of(200)}`, anyLength: true }
    expect(unsafeReason(header, STANDARD_SAFELIST)).toBe(null)
    expect(unsafeReason({ ...header, anyLength: false }, STANDARD_SAFELIST)).not.toBe(null)
  })
})

describe('safelisted values together', () => {
  const eight = (lastLength: number): Header[] => [
    ...Array.from({ length: 7 }, () => ({ name: 'accept', value: of(128) })),
    { name: 'content-language', value: of(lastLength) },
  ]

  test('may have 1024 bytes', () => {
    expect(unsafeHeaders(eight(128), STANDARD_SAFELIST)).toEqual({ reasons: [], names: [] })
  })

  test('may not have 1025', () => {
    const headers = [...eight(128), { name: 'accept-language', value: 'a' }]
    const names = ['accept', 'accept-language', 'content-language']
    const { reasons, names: asked } = unsafeHeaders(headers, STANDARD_SAFELIST)
    expect(asked).toEqual(names)
    expect(reasons).toEqual([
      {
        code: 'headers-total',
        names: ['accept', 'content-language', 'accept-language'],
        total: 1025,
        limit: 1024,
      },
    ])
  })

  test('count without those that are unsafe by themselves', () => {
    const { reasons, names } = unsafeHeaders(
      [...eight(128), { name: 'x-a', value: of(100) }, { name: 'accept', value: of(129) }],
      STANDARD_SAFELIST,
    )
    expect(reasons.map(({ code }) => code)).toEqual(['header', 'header-value'])
    expect(names).toEqual(['accept', 'x-a'])
  })

  test('that are too long are asked for next to the unsafe ones', () => {
    const { names } = unsafeHeaders(
      [{ name: 'x-a', value: '' }, ...eight(128), { name: 'accept-language', value: 'a' }],
      STANDARD_SAFELIST,
    )
    expect(names).toEqual(['accept', 'accept-language', 'content-language', 'x-a'])
  })

  test('have no limit where the rules set none', () => {
    const rules = { ...STANDARD_SAFELIST, totalLimit: Infinity }
    expect(unsafeHeaders([...eight(128), ...eight(128)], rules).reasons).toEqual([])
  })
})

describe('names a preflight asks for', () => {
  const ask = (pairs: [string, string][], rules: Partial<SafelistRules> = {}) =>
    unsafeHeaders(
      pairs.map(([name, value]) => ({ name, value })),
      { ...STANDARD_SAFELIST, ...rules },
    )

  test('are sorted by code unit, each once', () => {
    const { names } = ask([
      ['x-b', '1'],
      ['x-a', '1'],
      ['x-b', '2'],
      ['authorization', '1'],
      ['x_a', '1'],
      ['x-10', '1'],
      ['x-9', '1'],
    ])
    expect(names).toEqual(['authorization', 'x-10', 'x-9', 'x-a', 'x-b', 'x_a'])
  })

  test('a name outside the safelist is one reason however often it was set', () => {
    const { reasons } = ask([
      ['x-a', '1'],
      ['x-a', '2'],
    ])
    expect(reasons).toEqual([{ code: 'header', name: 'x-a' }])
  })

  test('each bad value of a safelisted name is a reason', () => {
    const { reasons, names } = ask([
      ['accept', '"'],
      ['accept', '('],
      ['accept', 'ok'],
    ])
    expect(reasons.map(reason => 'value' in reason && reason.value)).toEqual(['"', '('])
    expect(names).toEqual(['accept'])
  })

  test('repeat where the rules say so', () => {
    const { names } = ask(
      [
        ['x-b', '1'],
        ['x-a', '1'],
        ['x-b', '2'],
      ],
      { repeats: true },
    )
    expect(names).toEqual(['x-a', 'x-b', 'x-b'])
  })

  test('are judged as one line where the rules say so, else each by itself', () => {
    const pairs: [string, string][] = [
      ['accept', of(100)],
      ['accept', of(27)],
    ]
    expect(ask(pairs, { joined: true }).reasons).toMatchObject([{ length: 129 }])
    expect(ask(pairs, { joined: false }).reasons).toEqual([])
    expect(
      ask(
        [
          ['accept', of(100)],
          ['accept', of(26)],
        ],
        { joined: true },
      ).reasons,
    ).toEqual([])
  })

  test('leave out what the rules exempt, which counts for no total', () => {
    const exempt = new Set(['x-a'])
    expect(ask([['x-a', of(2000)]], { exempt })).toEqual({ reasons: [], names: [] })
    expect(
      ask(
        [
          ['x-a', ''],
          ['x-b', ''],
        ],
        { exempt },
      ).names,
    ).toEqual(['x-b'])
  })
})
