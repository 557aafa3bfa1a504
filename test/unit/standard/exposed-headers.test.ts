import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CredentialsMode } from '../../../src/standard/description.ts'
import { exposedHeaders, isForbiddenToRead } from '../../../src/standard/exposed-headers.ts'
import { isToken } from '../../../src/standard/token.ts'

const SAFELISTED = [
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
]
const FORBIDDEN = ['set-cookie', 'set-cookie2']
const MODES: readonly CredentialsMode[] = ['omit', 'same-origin', 'include']

/** Null is a header that is missing. */
const exposes = (
  value: string | null,
  credentials: CredentialsMode = 'omit',
  starSurvives = false,
) => {
  const headers = new Headers()
  if (value !== null) headers.set('Access-Control-Expose-Headers', value)
  return exposedHeaders(headers, credentials, starSurvives)
}

test.each([
  ['set-cookie', true],
  ['set-cookie2', true],
  ['set-cookie3', false],
  ['set-cookie22', false],
  ['set-cookies', false],
  ['x-set-cookie', false],
  ['cookie', false],
  ['etag', false],
  ['', false],
])('no script ever sees %j: %s', (name, forbidden) => {
  expect(isForbiddenToRead(name)).toBe(forbidden)
})

describe('what is always readable', () => {
  test.each(SAFELISTED)('%s', name => {
    for (const credentials of MODES) {
      for (const value of [null, '', 'x-a', '*', 'x a', ',']) {
        expect(exposes(value, credentials)(name)).toBe(true)
        expect(exposes(value, credentials, true)(name)).toBe(true)
      }
    }
  })
})

describe('what is not readable where nothing is exposed', () => {
  test.each([
    ...['etag', 'date', 'server', 'location', 'vary', 'age', 'content-encoding', 'content'],
    ...['content-types', 'x-cache-control', 'access-control-allow-origin', '*', ''],
  ])('%j', name => {
    for (const value of [null, '', ' ', ',,']) expect(exposes(value)(name)).toBe(false)
  })
})

describe('a list of names', () => {
  test.each(MODES)('exposes what it lists and nothing else in mode %s', credentials => {
    const isExposed = exposes('ETag, ,X-TOTAL,\tx-page', credentials)
    expect(['etag', 'x-total', 'x-page'].filter(isExposed)).toEqual(['etag', 'x-total', 'x-page'])
    expect(['date', 'x-tota', 'x-totals', 'x', ''].filter(isExposed)).toEqual([])
  })

  test('is read from all of its lines', () => {
    const headers = new Headers([
      ['access-control-expose-headers', 'etag'],
      ['access-control-expose-headers', 'date'],
    ])
    expect(['etag', 'date', 'age'].filter(exposedHeaders(headers, 'omit', false))).toEqual([
      'etag',
      'date',
    ])
  })

  test('never exposes a cookie', () => {
    for (const value of ['Set-Cookie, set-cookie2', '*', '*, set-cookie, set-cookie2']) {
      for (const credentials of MODES) {
        expect(FORBIDDEN.filter(exposes(value, credentials))).toEqual([])
        expect(FORBIDDEN.filter(exposes(`${value}, a b`, credentials, true))).toEqual([])
      }
    }
  })

  test.each(['etag, a b', 'a b, etag', 'etag;', '"etag"', 'etag x-a', 'etag, @'])(
    '%j exposes nothing',
    value => {
      for (const starSurvives of [false, true]) {
        expect(['etag', 'x-a', 'a', 'b'].filter(exposes(value, 'omit', starSurvives))).toEqual([])
      }
    },
  )
})

describe('a wildcard', () => {
  test.each(['*', '*, etag', 'etag, *', ' , * ,'])('%j exposes all without credentials', value => {
    for (const credentials of ['omit', 'same-origin'] as const) {
      for (const starSurvives of [false, true]) {
        const isExposed = exposes(value, credentials, starSurvives)
        expect(['etag', 'x-any', 'authorization', '*'].every(isExposed)).toBe(true)
      }
    }
  })

  test('is a name like any other with credentials', () => {
    for (const starSurvives of [false, true]) {
      const isExposed = exposes('*, etag', 'include', starSurvives)
      expect(['etag', 'x-any', '*'].filter(isExposed)).toEqual(['etag', '*'])
    }
  })

  test.each(['**', '*-a', 'x-*'])('%j is none', value => {
    for (const starSurvives of [false, true]) {
      expect(['etag', 'x-any', 'x-a'].filter(exposes(value, 'omit', starSurvives))).toEqual([])
    }
  })
})

describe('a wildcard in a list that has something else than tokens', () => {
  test.each([
    ['*, a b', true],
    ['etag, *, a b', true],
    [', *,, a b, etag', true],
    ['*,"a"', true],
    ['a b, *', false],
    ['etag, a b, *', false],
    ['a b', false],
    ['* a', false],
    ['*;', false],
    ['etag, a b', false],
  ])('%j exposes all where it survives: %s', (value, all) => {
    for (const credentials of ['omit', 'same-origin'] as const) {
      expect(exposes(value, credentials, true)('x-any')).toBe(all)
      expect(exposes(value, credentials, false)('x-any')).toBe(false)
      expect(exposes(value, credentials, false)('etag')).toBe(false)
    }
  })

  test('does not survive credentials, and neither do the names before', () => {
    const isExposed = exposes('etag, *, a b', 'include', true)
    expect(['etag', 'x-any', '*'].filter(isExposed)).toEqual([])
  })
})

/** The list read in one pass: what came before the first item that is no token, and whether any is none. */
function naive(value: string | null, credentials: CredentialsMode, survives: boolean) {
  const valid: string[] = []
  let broken = false
  for (const item of (value ?? '').split(',').map(each => each.trim())) {
    if (item === '') continue
    if (!isToken(item)) broken = true
    else if (!broken) valid.push(item.toLowerCase())
  }
  const star = valid.includes('*') && credentials !== 'include' && (!broken || survives)
  return (name: string): boolean => {
    if (FORBIDDEN.includes(name)) return false
    if (SAFELISTED.includes(name) || star) return true
    return !broken && valid.includes(name)
  }
}

test('any list exposes what the second implementation reads from it', () => {
  const item = fc.constantFrom(
    ...['ETag', 'x-a', 'X-B', '*', '', ' ', 'Set-Cookie', 'a b', '"x-a"', 'Expires'],
  )
  const list = fc.array(item, { maxLength: 5 }).map(items => items.join(', '))
  const names = ['etag', 'x-a', 'x-b', 'x-c', '*', 'a', ...SAFELISTED, ...FORBIDDEN]
  fc.assert(
    fc.property(
      fc.option(list),
      fc.constantFrom(...MODES),
      fc.boolean(),
      (value, credentials, survives) => {
        expect(names.filter(exposes(value, credentials, survives))).toEqual(
          names.filter(naive(value, credentials, survives)),
        )
      },
    ),
    { numRuns: 500 },
  )
})
