import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { combine, normalizeValue, toHeader } from '../../../src/standard/header.ts'

const bytes = Array.from({ length: 0x100 }, (_, code) => String.fromCharCode(code))

/** HTTP whitespace bytes: HTTP newline bytes, tab and space. */
const WHITE_SPACE = ['\t', '\n', '\r', ' ']

describe('a value is normalised', () => {
  test('tab, line feed, carriage return and space go at both ends, no other byte does', () => {
    for (const byte of bytes) {
      const gone = WHITE_SPACE.includes(byte)
      expect(normalizeValue(`${byte}a`)).toBe(gone ? 'a' : `${byte}a`)
      expect(normalizeValue(`a${byte}`)).toBe(gone ? 'a' : `a${byte}`)
      expect(normalizeValue(`${byte}${byte}a b${byte}`)).toBe(
        gone ? 'a b' : `${byte}${byte}a b${byte}`,
      )
    }
  })

  test('white space inside stays, and only white space leaves nothing', () => {
    for (const byte of WHITE_SPACE) expect(normalizeValue(`a${byte}b`)).toBe(`a${byte}b`)
    expect(normalizeValue('\t\n\r ')).toBe('')
    expect(normalizeValue('')).toBe('')
  })

  test('as a browser normalises it', () => {
    const value = fc.string({ unit: fc.constantFrom('\t', '\n', '\r', ' ', 'a', '\x0b', '\xa0') })
    fc.assert(
      fc.property(value, given => {
        const normalized = normalizeValue(given)
        fc.pre(!/[\r\n]/.test(normalized))
        expect(normalized).toBe(new Headers([['a', given]]).get('a'))
      }),
    )
  })
})

describe('a header a script sets', () => {
  test('is taken over with its name in lower case, its value trimmed, and where it was set', () => {
    const setAt = { line: 'app.js:1' }
    expect(toHeader('X-Trace', ' \ta b\r\n', setAt)).toEqual({
      name: 'x-trace',
      value: 'a b',
      setAt,
    })
  })

  test('is dropped where the browser drops it', () => {
    expect(toHeader('Cookie', 'a=b')).toBe(null)
    expect(toHeader('Proxy-User', 'a')).toBe(null)
    expect(toHeader('X-HTTP-Method-Override', ' trace ')).toBe(null)
    expect(toHeader('X-HTTP-Method-Override', 'PUT')).not.toBe(null)
  })

  test('is refused for the bytes no value can have, and for no others', () => {
    const refused = bytes.filter(byte => {
      try {
        toHeader('x', `a${byte}b`)
        return false
      } catch {
        return true
      }
    })
    expect(refused).toEqual(['\0', '\n', '\r'])
  })

  test.each(['a\0', '\0', 'a\nb', 'a\rb', 'Ā', 'a€', '\ud800'])(
    'value %j is refused with the name and the value',
    value => {
      expect(() => toHeader('X-Bad', value)).toThrow(TypeError)
      expect(() => toHeader('X-Bad', value)).toThrow('X-Bad')
      expect(() => toHeader('X-Bad', value)).toThrow(JSON.stringify(value))
    },
  )

  test('is refused for a bad value even where it would be dropped', () => {
    expect(() => toHeader('Cookie', 'a\0')).toThrow(TypeError)
  })

  test.each(['', 'a b', 'ä', 'a:b'])('name %j is refused', name => {
    expect(() => toHeader(name, 'a')).toThrow(TypeError)
    expect(() => toHeader(name, 'a')).toThrow(JSON.stringify(name))
  })
})

describe('headers combined', () => {
  test('values of one name are joined in order, where the name came first', () => {
    expect(
      combine([
        { name: 'a', value: '1' },
        { name: 'b', value: '2' },
        { name: 'a', value: '' },
        { name: 'a', value: '3' },
      ]),
    ).toEqual([
      { name: 'a', value: '1, , 3', setAt: undefined },
      { name: 'b', value: '2' },
    ])
  })

  test('the place is that of the last one that has one', () => {
    const [first, second] = [{ line: 'first' }, { line: 'second' }]
    const placeOf = (...places: ({ line: string } | undefined)[]) =>
      combine(places.map(setAt => ({ name: 'a', value: 'v', setAt })))[0]?.setAt
    expect(placeOf(first, second)).toBe(second)
    expect(placeOf(first, undefined)).toBe(first)
    expect(placeOf(undefined, second)).toBe(second)
  })

  test('nothing to combine stays as it is', () => {
    expect(combine([])).toEqual([])
    const headers = [
      { name: 'b', value: '1' },
      { name: 'a', value: '2' },
    ]
    expect(combine(headers)).toEqual(headers)
  })

  test('reads the same as a browser joins them', () => {
    const pair = fc.record({
      name: fc.constantFrom('a', 'b', 'c'),
      value: fc.constantFrom('', '1', 'x y'),
    })
    fc.assert(
      fc.property(fc.array(pair), headers => {
        const browser = new Headers(headers.map(({ name, value }) => [name, value]))
        const combined = new Map(combine(headers).map(({ name, value }) => [name, value]))
        expect([...combined].sort()).toEqual([...browser])
      }),
    )
  })
})
