import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readHeaders } from '../../../src/request/read-headers.ts'

const asHeaders = (value: unknown) => [...new Headers(value as HeadersInit)]

describe('what was read', () => {
  const pairs = [
    ['X-A', '1'],
    ['x-b', ' 2 '],
  ]

  test.each<[string, unknown]>([
    ['an array', [...pairs]],
    ['an object', Object.fromEntries(pairs)],
    ['a Map', new Map(pairs as [string, string][])],
    ['a Set of pairs', new Set(pairs)],
    ['pairs that are no arrays', pairs.map(pair => new Set(pair))],
    [
      'a generator',
      (function* () {
        yield* pairs
      })(),
    ],
    ['a function with members', Object.assign(() => {}, Object.fromEntries(pairs))],
  ])('of %s are its pairs, as they are written', (_, headers) => {
    expect(readHeaders(headers).pairs).toEqual(pairs)
  })

  test('of Headers are its pairs, as it keeps them', () => {
    expect(readHeaders(new Headers(pairs as [string, string][])).pairs).toEqual([
      ['x-a', '1'],
      ['x-b', '2'],
    ])
  })

  test('of an array with a name twice is both', () => {
    const twice = [
      ['x-a', '1'],
      ['x-a', '2'],
    ]
    expect(readHeaders(twice).pairs).toEqual(twice)
  })

  test.each([[[]], [{}], [new Headers()], [new Map()]])('of %o is nothing', headers => {
    const { pairs: read, copy } = readHeaders(headers)
    expect(read).toEqual([])
    expect(asHeaders(copy)).toEqual([])
  })

  test.each([[undefined], [null], ['x-a: 1'], [5], [true]])(
    'of %j is nothing a browser takes',
    value => {
      expect(readHeaders(value)).toEqual({ pairs: null, copy: value })
    },
  )

  test('are only own enumerable members of an object', () => {
    const object = Object.create(
      { inherited: '1' },
      {
        hidden: { value: '1', enumerable: false },
        shown: { value: '1', enumerable: true },
      },
    )
    const { pairs: read, copy } = readHeaders(object)
    expect(read).toEqual([['shown', '1']])
    expect(asHeaders(copy)).toEqual([['shown', '1']])
  })

  test('may have names that objects have members of', () => {
    const object = JSON.parse('{"__proto__": "1", "constructor": "2", "tostring": "3"}')
    const { pairs: read, copy } = readHeaders(object)
    expect(read).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
      ['tostring', '3'],
    ])
    expect(Object.entries(copy as object)).toEqual(read)
  })

  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    [5, '5'],
    [true, 'true'],
    [['a', 'b'], 'a,b'],
  ])('a value %j is the text %j, as it is to the browser', (value, text) => {
    for (const headers of [{ 'x-a': value }, [['x-a', value]]]) {
      const { pairs: read, copy } = readHeaders(headers)
      expect(read).toEqual([['x-a', text]])
      expect(asHeaders(copy)).toEqual([['x-a', text]])
      expect(asHeaders(headers)).toEqual([['x-a', text]])
    }
  })
})

describe('each thing is read once, in order', () => {
  test('a one-shot iterable, and its one-shot pairs', () => {
    function* pair(name: string, value: string) {
      yield name
      yield value
    }
    function* all() {
      yield pair('x-a', '1')
      yield pair('x-b', '2')
    }
    const { pairs, copy } = readHeaders(all())
    expect(pairs).toEqual([
      ['x-a', '1'],
      ['x-b', '2'],
    ])
    expect(asHeaders(copy)).toEqual(pairs)
    expect(asHeaders(copy)).toEqual(pairs)
  })

  test('the iterator of an object', () => {
    let reads = 0
    const headers = {
      get [Symbol.iterator]() {
        reads++
        return Array.prototype[Symbol.iterator].bind([['x-a', '1']])
      },
    }
    const { pairs, copy } = readHeaders(headers)
    expect(asHeaders(copy)).toEqual(pairs)
    expect(pairs).toEqual([['x-a', '1']])
    expect(reads).toBe(1)
  })

  test('an iterator is called on its own object', () => {
    const headers = {
      own: [['x-a', '1']],
      [Symbol.iterator]() {
        return this.own[Symbol.iterator]()
      },
    }
    expect(readHeaders(headers).pairs).toEqual([['x-a', '1']])
  })

  test('getters, and the members before the later ones', () => {
    const log: string[] = []
    const headers = {
      get b() {
        log.push('b')
        return '1'
      },
      get a() {
        log.push('a')
        return '2'
      },
    }
    const { pairs, copy } = readHeaders(headers)
    expect(pairs).toEqual([
      ['b', '1'],
      ['a', '2'],
    ])
    asHeaders(copy)
    expect(log).toEqual(['b', 'a'])
  })

  test('values that convert themselves to text', () => {
    const log: string[] = []
    const talking = (text: string) => ({
      toString() {
        log.push(text)
        return text
      },
    })
    for (const headers of [{ 'x-a': talking('1') }, [[talking('x-a'), talking('1')]]]) {
      const { pairs, copy } = readHeaders(headers)
      expect(pairs).toEqual([['x-a', '1']])
      expect(asHeaders(copy)).toEqual([['x-a', '1']])
    }
    expect(log).toEqual(['1', 'x-a', '1'])
  })

  test('and nothing is changed', () => {
    const array = Object.freeze([Object.freeze(['x-a', '1'])])
    const object = Object.freeze({ 'x-a': '1' })
    expect(readHeaders(array).copy).not.toBe(array)
    expect(readHeaders(object).copy).not.toBe(object)
  })
})

describe('what the page throws is thrown', () => {
  const mine = new Error('mine')
  const fail = () => {
    throw mine
  }

  test.each<[string, unknown]>([
    ['a getter', Object.defineProperty({}, 'a', { get: fail, enumerable: true })],
    ['the getter of the iterator', Object.defineProperty({}, Symbol.iterator, { get: fail })],
    ['the iterator', { [Symbol.iterator]: fail }],
    ['a step', { [Symbol.iterator]: () => ({ next: fail }) }],
    ['a step of a pair', [{ [Symbol.iterator]: () => ({ next: fail }) }]],
    ['a value', { a: { toString: fail } }],
    ['a value in a pair', [['a', { toString: fail }]]],
    ['a name', [[{ toString: fail }, 'a']]],
  ])('by %s', (_, headers) => {
    expect(() => readHeaders(headers)).toThrow(mine)
  })
})

describe('what a browser refuses is left for it to refuse', () => {
  const symbol = Symbol('s')

  test.each<[string, unknown]>([
    ['null', null],
    ['text', 'x-a: 1'],
    ['a number', 5],
    ['a pair of three', [['x-a', '1', '2']]],
    ['a pair of one', [['x-a']]],
    ['an empty pair', [[]]],
    ['a pair that is text', ['ab']],
    ['a pair that is null', [null]],
    ['a pair that is a number', [5]],
    ['a pair that has no iterator', [{}]],
    ['a pair with an iterator that is no function', [{ [Symbol.iterator]: 5 }]],
    ['an iterator that is no function', { [Symbol.iterator]: 5, 'x-a': '1' }],
    ['a symbol as a value', { 'x-a': symbol }],
    ['a symbol as a name', { [symbol]: '1' }],
    ['a symbol in a pair', [['x-a', symbol]]],
    ['a symbol as a name in a pair', [[symbol, '1']]],
    ['a name that is no token', { 'x a': '1' }],
    ['a value that no header has', { 'x-a': '€' }],
  ])('%s', (_, headers) => {
    expect(() => asHeaders(headers)).toThrow(TypeError)
    const { copy } = readHeaders(headers)
    expect(() => asHeaders(copy)).toThrow(TypeError)
  })

  test('an iterator that is null counts as none', () => {
    const headers = { [Symbol.iterator]: null, 'x-a': '1' }
    expect(readHeaders(headers).pairs).toContainEqual(['x-a', '1'])
  })

  test.each([[[['x-a', '1', '2']]], [[['x-a']]], [['ab']]])(
    'pairs of another length: %j',
    pairs => {
      expect(readHeaders([['x-b', '1'], ...pairs]).pairs).toBe(null)
    },
  )
})

test('the copy reads as the original does', () => {
  const name = fc.constantFrom('X-A', 'x-b', 'Accept', '9', 'cookie', 'x a', '')
  const value = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', ' ', ',', '\t', 'é', '€', '\n') }),
    fc.constantFrom(null, undefined, 5, Symbol('s')),
  )
  const record = fc.dictionary(name, value)
  const array = fc.array(fc.oneof({ weight: 8, arbitrary: fc.tuple(name, value) }, value))
  const read = (headers: unknown) => {
    try {
      return asHeaders(headers)
    } catch (error) {
      return (error as Error).constructor
    }
  }
  const shapes = fc.constantFrom<((given: unknown) => unknown)[]>(
    given => given,
    given => (Array.isArray(given) ? new Set(given) : given),
    given => (Array.isArray(given) ? given.values() : given),
  )
  fc.assert(
    fc.property(fc.oneof(record, array), shapes, (given, shape) => {
      const expected = read(shape(given))
      expect(read(readHeaders(shape(given)).copy)).toEqual(expected)
      if (Array.isArray(expected)) {
        const pairs = readHeaders(shape(given)).pairs!.map(pair => pair.map(String))
        expect(asHeaders(pairs)).toEqual(expected)
      }
    }),
    { numRuns: 500 },
  )
})
