import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CredentialsMode } from '../../../src/standard/description.ts'
import {
  type CacheKey,
  DEFAULT_MAX_AGE,
  maxAgeUpTo,
  PreflightCache,
  type PreflightCacheRules,
  STANDARD_CACHE,
} from '../../../src/standard/preflight-cache.ts'

const START = 1_000_000

/** A cache with a clock to turn. */
function cacheWith(rules: Partial<PreflightCacheRules> = {}) {
  const clock = { now: START }
  const cache = new PreflightCache({ ...STANDARD_CACHE, ...rules }, () => clock.now)
  return {
    clock,
    cache,
    keep: (
      key: CacheKey,
      methods: string[],
      headers: string[] = [],
      maxAge: string | null = '60',
    ) => cache.keep(key, { failures: [], methods, headers }, maxAge),
    allows: (key: CacheKey, method: string, headers: string[] = [], forced = false) =>
      cache.allows(key, { method, headers, forced }),
  }
}

const keyOf = (
  url = 'https://api.example.com/x',
  credentials: CredentialsMode = 'same-origin',
  origin = 'https://app.example.com',
): CacheKey => ({ origin, url: new URL(url), credentials })

const KEY = keyOf()
const WITH = keyOf(undefined, 'include')

describe('Access-Control-Max-Age', () => {
  test.each<[string | null, number]>([
    [null, 5],
    ['', 5],
    ['0', 0],
    ['1', 1],
    ['00600', 600],
    ['599', 599],
    ['600', 600],
    ['601', 600],
    ['9'.repeat(400), 600],
    ['+600', 5],
    ['-1', 5],
    ['-0', 5],
    ['1.5', 5],
    ['1e2', 5],
    ['0x10', 5],
    ['600;', 5],
    ['600, 600', 5],
    [' 600', 5],
    ['600 ', 5],
    ['600\n', 5],
    ['٣', 5],
    ['Infinity', 5],
  ])('%j up to 600 is %d seconds', (value, seconds) => {
    expect(maxAgeUpTo(600)(value)).toBe(seconds)
  })

  test('that is missing is a default of 5 seconds, a lower cap or not', () => {
    expect(DEFAULT_MAX_AGE).toBe(5)
    expect(maxAgeUpTo(3)(null)).toBe(5)
    expect(maxAgeUpTo(3)('5')).toBe(3)
  })

  test('in digits is the number, or the cap', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (seconds, cap) => {
        expect(maxAgeUpTo(cap)(`${seconds}`)).toBe(Math.min(seconds, cap))
      }),
    )
  })

  test('with anything but a digit counts as missing', () => {
    const other = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 1 })
      .filter(unit => !'0123456789'.includes(unit))
    fc.assert(
      fc.property(fc.nat(), other, fc.nat(), (number, unit, at) => {
        const digits = `${number}`
        const cut = at % (digits.length + 1)
        const value = `${digits.slice(0, cut)}${unit}${digits.slice(cut)}`
        expect(maxAgeUpTo(600)(value)).toBe(5)
      }),
    )
  })

  test('has no cap in the standard', () => {
    expect(STANDARD_CACHE.maxAge('999999999')).toBe(999_999_999)
    expect(STANDARD_CACHE.maxAge('9'.repeat(400))).toBe(Infinity)
    expect(STANDARD_CACHE.maxAge('600;')).toBe(5)
    expect(STANDARD_CACHE.maxAge(null)).toBe(5)
  })
})

describe('an answer is kept', () => {
  test('to the last millisecond and no longer', () => {
    const { clock, keep, allows } = cacheWith()
    keep(KEY, ['PUT'], ['x-a'], '60')
    clock.now = START + 59_999
    expect(allows(KEY, 'PUT', ['x-a'])).toBe(true)
    expect(allows(KEY, 'GET', ['x-a'])).toBe(true)
    clock.now = START + 60_000
    expect(allows(KEY, 'PUT')).toBe(false)
    expect(allows(KEY, 'GET', ['x-a'])).toBe(false)
  })

  test.each<[string | null, number]>([
    [null, 5],
    ['600;', 5],
    ['1', 1],
    ['86401', 86_401],
  ])('for the time that %j gives', (maxAge, seconds) => {
    const { clock, keep, allows } = cacheWith()
    keep(KEY, ['PUT'], [], maxAge)
    clock.now = START + seconds * 1000 - 1
    expect(allows(KEY, 'PUT')).toBe(true)
    clock.now += 1
    expect(allows(KEY, 'PUT')).toBe(false)
  })

  test.each([0, -1, -7200])('not at all for %d seconds', seconds => {
    const { clock, keep, allows } = cacheWith({ maxAge: () => seconds, exemptOutlives: true })
    keep(KEY, ['PUT'], ['x-a'])
    clock.now = START - 100_000_000
    expect(allows(KEY, 'PUT')).toBe(false)
    expect(allows(KEY, 'GET')).toBe(false)
  })

  test('forever if there is no end', () => {
    const { clock, keep, allows } = cacheWith({ maxAge: () => Infinity })
    keep(KEY, ['PUT'])
    clock.now = Number.MAX_SAFE_INTEGER
    expect(allows(KEY, 'PUT')).toBe(true)
  })

  test('from when it came, not from when it was asked for again', () => {
    const { clock, keep, allows } = cacheWith()
    keep(KEY, ['PUT'])
    clock.now = START + 30_000
    expect(allows(KEY, 'PUT')).toBe(true)
    clock.now = START + 60_000
    expect(allows(KEY, 'PUT')).toBe(false)
  })

  test('exactly as long as its Access-Control-Max-Age says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.nat(200_000_000), (seconds, later) => {
        const { clock, keep, allows } = cacheWith()
        keep(KEY, ['PUT'], [], `${seconds}`)
        clock.now += later
        expect(allows(KEY, 'PUT')).toBe(later < seconds * 1000)
      }),
    )
  })
})

describe('what was kept', () => {
  test('for nothing allows nothing', () => {
    const { allows } = cacheWith()
    expect(allows(KEY, 'PUT')).toBe(false)
    expect(allows(KEY, 'GET')).toBe(false)
  })

  test('allows its methods, as they are written', () => {
    const { keep, allows } = cacheWith()
    keep(KEY, ['PUT', 'patch'])
    expect(allows(KEY, 'PUT')).toBe(true)
    expect(allows(KEY, 'patch')).toBe(true)
    expect(allows(KEY, 'put')).toBe(false)
    expect(allows(KEY, 'PATCH')).toBe(false)
    expect(allows(KEY, 'DELETE')).toBe(false)
  })

  test('allows its headers, and only where all are among them', () => {
    const { keep, allows } = cacheWith()
    keep(KEY, ['PUT'], ['x-a', 'x-b'])
    expect(allows(KEY, 'PUT', [])).toBe(true)
    expect(allows(KEY, 'PUT', ['x-a'])).toBe(true)
    expect(allows(KEY, 'PUT', ['x-a', 'x-b'])).toBe(true)
    expect(allows(KEY, 'PUT', ['x-a', 'x-c'])).toBe(false)
    expect(allows(KEY, 'PUT', ['x-c', 'x-a'])).toBe(false)
    expect(allows(KEY, 'DELETE', ['x-a'])).toBe(false)
  })

  test('tells methods and headers apart', () => {
    const { keep, allows } = cacheWith()
    keep(KEY, ['x-a'], ['PUT'])
    expect(allows(KEY, 'PUT')).toBe(false)
    expect(allows(KEY, 'x-a', ['x-a'])).toBe(false)
  })

  test('serves the same URL as another object', () => {
    const { keep, allows } = cacheWith()
    keep(KEY, ['PUT'])
    expect(allows(keyOf('https://api.example.com:443/a/../x'), 'PUT')).toBe(true)
  })

  test.each([
    ['path', keyOf('https://api.example.com/y')],
    ['path in upper case', keyOf('https://api.example.com/X')],
    ['query', keyOf('https://api.example.com/x?')],
    ['fragment', keyOf('https://api.example.com/x#f')],
    ['host', keyOf('https://api.example.org/x')],
    ['port', keyOf('https://api.example.com:8443/x')],
    ['scheme', keyOf('http://api.example.com/x')],
    ['origin', keyOf(undefined, undefined, 'https://other.example.com')],
    ['origin that is opaque', keyOf(undefined, undefined, 'null')],
  ])('serves no other %s', (_, other) => {
    const { keep, allows } = cacheWith()
    keep(KEY, ['PUT'])
    expect(allows(other, 'PUT')).toBe(false)
    keep(other, ['PATCH'])
    expect(allows(other, 'PATCH')).toBe(true)
    expect(allows(KEY, 'PATCH')).toBe(false)
  })

  test('with a fragment serves that fragment', () => {
    const { keep, allows } = cacheWith()
    keep(keyOf('https://api.example.com/x#f'), ['PUT'])
    expect(allows(keyOf('https://api.example.com/x#f'), 'PUT')).toBe(true)
    expect(allows(keyOf('https://api.example.com/x#g'), 'PUT')).toBe(false)
  })

  test('is found by the standard as it would be among single entries', () => {
    const origin = fc.constantFrom('https://a.example', 'null')
    const url = fc.constantFrom(
      'https://b.example/',
      'https://b.example/#f',
      'https://u@b.example/',
    )
    const credentials = fc.constantFrom<CredentialsMode>('omit', 'same-origin', 'include')
    const key = fc.record({ origin, url, credentials })
    const headers = fc.subarray(['authorization', 'x-a', 'x-b'])
    const kept = fc.record({
      key,
      methods: fc.subarray(['PUT', 'GET', '*']),
      headers: fc.tuple(headers, fc.subarray(['*'])).map(lists => lists.flat()),
    })
    const asked = fc
      .record({
        key,
        method: fc.constantFrom('PUT', 'PATCH', 'GET'),
        headers,
        forced: fc.boolean(),
      })
      .filter(question => question.method !== 'GET' || question.forced || headersOf(question) > 0)
    const step = fc.record({ wait: fc.constantFrom(0, 1, 29_999, 30_000), kept, asked })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), steps => {
        const { cache, clock, keep } = cacheWith()
        const entries: Entry[] = []
        for (const { wait, kept, asked } of steps) {
          keep({ ...kept.key, url: new URL(kept.key.url) }, kept.methods, kept.headers)
          const until = clock.now + 60_000
          for (const token of kept.methods)
            entries.push({ ...kept.key, token, until, of: 'method' })
          for (const token of kept.headers)
            entries.push({ ...kept.key, token, until, of: 'header' })
          clock.now += wait
          expect(cache.allows({ ...asked.key, url: new URL(asked.key.url) }, asked)).toBe(
            allowedBy(entries, asked, clock.now),
          )
        }
      }),
      { numRuns: 500 },
    )
  })
})

interface Entry {
  readonly origin: string
  readonly url: string
  readonly credentials: CredentialsMode
  readonly of: 'method' | 'header'
  readonly token: string
  readonly until: number
}

interface Asked {
  readonly key: { origin: string; url: string; credentials: CredentialsMode }
  readonly method: string
  readonly headers: string[]
  readonly forced: boolean
}

const headersOf = ({ headers }: { headers: string[] }) => headers.length

/** https://fetch.spec.whatwg.org/#concept-cache-match-method and its like for headers */
function allowedBy(
  entries: readonly Entry[],
  { key, method, headers, forced }: Asked,
  now: number,
) {
  const include = key.credentials === 'include'
  const matching = entries.filter(
    entry =>
      entry.until > now &&
      entry.origin === key.origin &&
      entry.url === key.url &&
      (entry.credentials === 'include' || !include),
  )
  const has = (of: Entry['of'], token: string, wildcard: boolean) =>
    matching.some(
      entry => entry.of === of && (entry.token === token || (wildcard && entry.token === '*')),
    )
  return (
    ((method === 'GET' && !forced) || has('method', method, !include)) &&
    headers.every(name => has('header', name, !include && name !== 'authorization'))
  )
}

describe('credentials', () => {
  test('omit and same-origin are without', () => {
    const { keep, allows } = cacheWith()
    keep(keyOf(undefined, 'omit'), ['PUT'])
    expect(allows(keyOf(undefined, 'same-origin'), 'PUT')).toBe(true)
    expect(allows(keyOf(undefined, 'omit'), 'PUT')).toBe(true)
  })

  test('are not served by what was kept without', () => {
    for (const credentialedServesAll of [true, false]) {
      const { keep, allows } = cacheWith({ credentialedServesAll })
      keep(KEY, ['PUT'], ['x-a'])
      expect(allows(WITH, 'PUT')).toBe(false)
      expect(allows(WITH, 'GET', ['x-a'])).toBe(false)
      keep(WITH, ['PUT'], ['x-a'])
      expect(allows(WITH, 'PUT', ['x-a'])).toBe(true)
    }
  })

  test.each([true, false])('what was kept with them serves all: %s', credentialedServesAll => {
    const { keep, allows } = cacheWith({ credentialedServesAll })
    keep(WITH, ['PUT'], ['x-a'])
    expect(allows(WITH, 'PUT', ['x-a'])).toBe(true)
    expect(allows(KEY, 'PUT')).toBe(credentialedServesAll)
    expect(allows(KEY, 'GET', ['x-a'])).toBe(credentialedServesAll)
    expect(allows(KEY, 'GET')).toBe(credentialedServesAll)
  })

  test('a method kept with and a header kept without serve together', () => {
    const { keep, allows } = cacheWith()
    keep(WITH, ['PUT'])
    keep(KEY, [], ['x-a'])
    expect(allows(KEY, 'PUT', ['x-a'])).toBe(true)
    expect(allows(WITH, 'PUT', ['x-a'])).toBe(false)
  })
})

describe('a second answer', () => {
  test('adds to the first', () => {
    const { keep, allows } = cacheWith()
    keep(KEY, ['PUT'], ['x-a'])
    keep(KEY, ['PATCH'], ['x-b'])
    expect(allows(KEY, 'PUT', ['x-a', 'x-b'])).toBe(true)
    expect(allows(KEY, 'PATCH', ['x-a', 'x-b'])).toBe(true)
  })

  test('ends by itself', () => {
    const { clock, keep, allows } = cacheWith()
    keep(KEY, ['PUT'], ['x-a'], '10')
    keep(KEY, ['PATCH'], ['x-b'], '20')
    clock.now = START + 10_000
    expect(allows(KEY, 'PATCH', ['x-b'])).toBe(true)
    expect(allows(KEY, 'PUT')).toBe(false)
    expect(allows(KEY, 'PATCH', ['x-a'])).toBe(false)
    expect(allows(KEY, 'GET', ['x-b'])).toBe(true)
  })

  test.each([
    ['lengthens', '10', '20', 20],
    ['shortens', '20', '10', 10],
  ])('%s the time of what it names again', (_, first, second, seconds) => {
    const { clock, keep, allows } = cacheWith()
    keep(KEY, ['PUT'], ['x-a'], first)
    keep(KEY, ['PUT'], ['x-a'], second)
    clock.now = START + seconds * 1000 - 1
    expect(allows(KEY, 'PUT', ['x-a'])).toBe(true)
    clock.now += 1
    expect(allows(KEY, 'PUT')).toBe(false)
    expect(allows(KEY, 'GET', ['x-a'])).toBe(false)
  })

  test('replaces the first by an engine’s rule, with or without credentials', () => {
    const { keep, allows } = cacheWith({ replaces: true })
    keep(KEY, ['PUT'], ['x-a'])
    keep(keyOf('https://api.example.com/y'), ['PUT'])
    keep(WITH, ['PATCH'])
    expect(allows(KEY, 'PUT')).toBe(false)
    expect(allows(KEY, 'GET', ['x-a'])).toBe(false)
    expect(allows(WITH, 'PATCH')).toBe(true)
    expect(allows(keyOf('https://api.example.com/y'), 'PUT')).toBe(true)
  })

  test('replaces the first even if it is not kept itself', () => {
    const { keep, allows } = cacheWith({ replaces: true })
    keep(KEY, ['PUT'])
    keep(KEY, ['PUT'], [], '0')
    expect(allows(KEY, 'PUT')).toBe(false)
  })
})

describe('a wildcard', () => {
  const ALL = ['all', 'those kept without credentials', 'none'] as const

  test.each(ALL)('kept without credentials, where %s count', wildcards => {
    const { keep, allows } = cacheWith({ wildcards })
    keep(KEY, ['*'], ['*'])
    const counts = wildcards !== 'none'
    expect(allows(KEY, 'PUT')).toBe(counts)
    expect(allows(KEY, 'PUT', ['x-a', 'x-b'])).toBe(counts)
    expect(allows(KEY, 'GET', ['x-a'])).toBe(counts)
    expect(allows(WITH, 'PUT')).toBe(false)
    expect(allows(WITH, 'GET', ['x-a'])).toBe(false)
  })

  test.each(ALL)('kept with credentials, where %s count', wildcards => {
    const { keep, allows } = cacheWith({ wildcards })
    keep(WITH, ['*'], ['*'])
    expect(allows(KEY, 'PUT')).toBe(wildcards === 'all')
    expect(allows(KEY, 'GET', ['x-a'])).toBe(wildcards === 'all')
    expect(allows(WITH, 'PUT')).toBe(false)
    expect(allows(WITH, 'GET', ['x-a'])).toBe(false)
  })

  test('kept with credentials serves only where those serve all', () => {
    const { keep, allows } = cacheWith({ credentialedServesAll: false })
    keep(WITH, ['*'], ['*'])
    expect(allows(KEY, 'PUT')).toBe(false)
    keep(KEY, ['*'], ['*'])
    expect(allows(KEY, 'PUT')).toBe(true)
  })

  test.each([...ALL])('is a method and a header of that name anyway, where %s count', wildcards => {
    const { keep, allows } = cacheWith({ wildcards })
    keep(WITH, ['*'], ['*'])
    expect(allows(WITH, '*', ['*'])).toBe(true)
  })

  test.each([true, false])('for headers allows Authorization: %s', authorizationUnderWildcard => {
    const { keep, allows } = cacheWith({ authorizationUnderWildcard })
    keep(KEY, ['PUT'], ['*'])
    expect(allows(KEY, 'PUT', ['authorization'])).toBe(authorizationUnderWildcard)
    expect(allows(KEY, 'PUT', ['authorization', 'x-a'])).toBe(authorizationUnderWildcard)
    expect(allows(KEY, 'PUT', ['x-a'])).toBe(true)
    expect(allows(KEY, 'PUT', ['proxy-authorization'])).toBe(true)
    keep(KEY, ['PUT'], ['authorization'])
    expect(allows(KEY, 'PUT', ['authorization', 'x-a'])).toBe(true)
  })

  test('in one list says nothing of the other', () => {
    const { keep, allows } = cacheWith()
    keep(KEY, ['*'])
    keep(keyOf('https://api.example.com/y'), ['PUT'], ['*'])
    expect(allows(KEY, 'PUT', ['x-a'])).toBe(false)
    expect(allows(keyOf('https://api.example.com/y'), 'PATCH')).toBe(false)
  })

  test('runs out like everything else', () => {
    const { clock, keep, allows } = cacheWith()
    keep(KEY, ['*'], ['*'])
    clock.now = START + 59_999
    expect(allows(KEY, 'PUT', ['x-a'])).toBe(true)
    clock.now += 1
    expect(allows(KEY, 'PUT')).toBe(false)
    expect(allows(KEY, 'GET', ['x-a'])).toBe(false)
  })
})

describe('a method that need not be allowed', () => {
  test.each([
    ['GET', true],
    ['HEAD', true],
    ['POST', true],
    ['PUT', false],
    ['get', false],
  ])('%s is one to the standard: %s, but for a forced preflight', (method, exempt) => {
    const { keep, allows } = cacheWith()
    keep(KEY, ['PATCH'], ['x-a'])
    expect(allows(KEY, method, ['x-a'])).toBe(exempt)
    expect(allows(KEY, method, ['x-a'], true)).toBe(false)
    expect(allows(KEY, method, ['x-b'])).toBe(false)
    keep(KEY, [method])
    expect(allows(KEY, method, ['x-a'], true)).toBe(true)
  })

  test('is told from others by a rule, which learns whether the preflight is forced', () => {
    const asked: [string, boolean][] = []
    const { keep, allows } = cacheWith({
      isExempt: (method, forced) => {
        asked.push([method, forced])
        return forced
      },
    })
    keep(KEY, [])
    expect(allows(KEY, 'PUT', [], true)).toBe(true)
    expect(allows(KEY, 'GET', [], false)).toBe(false)
    expect(asked).toEqual([
      ['PUT', true],
      ['GET', false],
    ])
  })

  test.each([true, false])('may rest on an answer that has run out: %s', exemptOutlives => {
    const { clock, keep, allows } = cacheWith({ exemptOutlives })
    keep(KEY, ['PUT'], ['x-a'])
    clock.now = START + 59_999
    expect(allows(KEY, 'GET')).toBe(true)
    clock.now = START + 60_000
    expect(allows(KEY, 'GET')).toBe(exemptOutlives)
    expect(allows(KEY, 'PUT')).toBe(false)
    expect(allows(KEY, 'GET', ['x-a'])).toBe(false)
    expect(allows(WITH, 'GET')).toBe(false)
  })
})

describe('what does not suffice', () => {
  test.each([
    ['a method', 'PATCH', []],
    ['a header', 'PUT', ['x-b']],
  ])('for %s is dropped by an engine’s rule only', (_, method, headers) => {
    for (const dropsMissed of [true, false]) {
      const { keep, allows } = cacheWith({ dropsMissed })
      keep(KEY, ['PUT'], ['x-a'])
      keep(WITH, ['PUT'])
      keep(keyOf('https://api.example.com/y'), ['PUT'])
      expect(allows(KEY, 'PUT', ['x-a'])).toBe(true)
      expect(allows(KEY, 'PUT', ['x-a'])).toBe(true)
      expect(allows(KEY, method, headers)).toBe(false)
      expect(allows(KEY, 'PUT', ['x-a'])).toBe(!dropsMissed)
      expect(allows(WITH, 'PUT')).toBe(!dropsMissed)
      expect(allows(keyOf('https://api.example.com/y'), 'PUT')).toBe(true)
    }
  })
})

describe('the origin null', () => {
  test.each([true, false])('is shared: %s', sharesOpaqueOrigins => {
    const { keep, allows } = cacheWith({ sharesOpaqueOrigins })
    const opaque = keyOf(undefined, undefined, 'null')
    keep(opaque, ['PUT'])
    keep(KEY, ['PUT'])
    expect(allows(opaque, 'PUT')).toBe(sharesOpaqueOrigins)
    expect(allows(KEY, 'PUT')).toBe(true)
  })
})

describe('a user name and a password', () => {
  const BARE = keyOf('https://api.example.com/x?q#f')
  const NAMED = [
    keyOf('https://user@api.example.com/x?q#f'),
    keyOf('https://:secret@api.example.com/x?q#f'),
    keyOf('https://user:secret@api.example.com/x?q#f'),
  ]

  test.each([true, false])('make another URL: %s', tellsUserinfoApart => {
    for (const named of NAMED) {
      const { keep, allows } = cacheWith({ tellsUserinfoApart })
      keep(named, ['PUT'])
      expect(allows(named, 'PUT')).toBe(true)
      for (const other of [BARE, ...NAMED].filter(key => key !== named)) {
        expect(allows(other, 'PUT')).toBe(!tellsUserinfoApart)
      }
      keep(BARE, ['PATCH'])
      expect(allows(named, 'PATCH')).toBe(!tellsUserinfoApart)
    }
  })

  test('are left in the URL that was given', () => {
    const { keep, allows } = cacheWith({ tellsUserinfoApart: false })
    const named = keyOf('https://user:secret@api.example.com/x')
    keep(named, ['PUT'])
    allows(named, 'PUT')
    expect(named.url.href).toBe('https://user:secret@api.example.com/x')
  })

  test('are not meant by an @ in a path, a query or a fragment', () => {
    for (const rest of ['/x@y', '/?a@b', '/#a@b']) {
      const { keep, allows } = cacheWith({ tellsUserinfoApart: false })
      keep(keyOf(`https://api.example.com${rest}`), ['PUT'])
      expect(allows(keyOf(`https://u:p@api.example.com${rest}`), 'PUT')).toBe(true)
      expect(allows(keyOf(`https://api.example.com${rest}2`), 'PUT')).toBe(false)
      expect(allows(keyOf('https://api.example.com/'), 'PUT')).toBe(false)
    }
  })

  test('are all that is left out of the comparison', () => {
    const { keep, allows } = cacheWith({ tellsUserinfoApart: false })
    keep(keyOf('https://u:p@api.example.com/x?q#f'), ['PUT'])
    expect(allows(keyOf('https://u:p@api.example.com/x?q'), 'PUT')).toBe(false)
    expect(allows(keyOf('https://u:p@api.example.com/x#f'), 'PUT')).toBe(false)
    expect(allows(keyOf('https://u:p@api.example.org/x?q#f'), 'PUT')).toBe(false)
  })
})

describe('kept answers are dropped', () => {
  test('for one URL and origin, whatever the credentials', () => {
    const { cache, keep, allows } = cacheWith()
    const others = [
      keyOf('https://api.example.com/y'),
      keyOf(undefined, undefined, 'https://other.example.com'),
    ]
    for (const key of [KEY, WITH, ...others]) keep(key, ['PUT'])
    cache.forget(KEY)
    expect(allows(KEY, 'PUT')).toBe(false)
    expect(allows(WITH, 'PUT')).toBe(false)
    for (const other of others) expect(allows(other, 'PUT')).toBe(true)
  })

  test('without any, to no harm', () => {
    const { cache, keep, allows } = cacheWith()
    keep(KEY, ['PUT'])
    cache.forget(keyOf('https://api.example.com/y'))
    expect(allows(KEY, 'PUT')).toBe(true)
  })

  test('all at once', () => {
    const { cache, keep, allows } = cacheWith()
    const other = keyOf('https://api.example.com/y', 'include', 'null')
    for (const key of [KEY, other]) keep(key, ['PUT'])
    cache.clear()
    for (const key of [KEY, other]) expect(allows(key, 'PUT')).toBe(false)
    keep(KEY, ['PUT'])
    expect(allows(KEY, 'PUT')).toBe(true)
  })
})

describe('a thousand answers are kept', () => {
  const numbered = (number: number, credentials: CredentialsMode = 'omit') =>
    keyOf(`https://api.example.com/${number}`, credentials)

  const filled = () => {
    const filled = cacheWith()
    for (let number = 0; number < 1000; number++) filled.keep(numbered(number), ['PUT'])
    return filled
  }

  test('and the next one drops the oldest alone', () => {
    const { keep, allows } = filled()
    for (let number = 0; number < 1000; number++) expect(allows(numbered(number), 'PUT')).toBe(true)
    keep(numbered(1000), ['PUT'])
    expect(allows(numbered(0), 'PUT')).toBe(false)
    for (let number = 1; number <= 1000; number++) {
      expect(allows(numbered(number), 'PUT')).toBe(true)
    }
  })

  test('and an answer for a URL among them drops none, and makes it the youngest', () => {
    const { keep, allows } = filled()
    keep(numbered(0, 'include'), ['PATCH'])
    expect(allows(numbered(0), 'PUT')).toBe(true)
    expect(allows(numbered(1), 'PUT')).toBe(true)
    keep(numbered(1000), ['PUT'])
    expect(allows(numbered(0), 'PUT')).toBe(true)
    expect(allows(numbered(1), 'PUT')).toBe(false)
    expect(allows(numbered(2), 'PUT')).toBe(true)
  })

  test('and to be looked up makes none younger', () => {
    const { keep, allows } = filled()
    expect(allows(numbered(0), 'PUT')).toBe(true)
    keep(numbered(1000), ['PUT'])
    expect(allows(numbered(0), 'PUT')).toBe(false)
    expect(allows(numbered(1), 'PUT')).toBe(true)
  })
})

test('the standard is asked by every request, keeps in every mode, and clears on failure', () => {
  const { isBypassedBy, isKeptIn, clearedByFailure, keepsRefused } = STANDARD_CACHE
  for (const cache of ['default', 'no-store', 'reload', 'no-cache', 'force-cache']) {
    expect(isBypassedBy({ initiator: 'fetch', cache, conditional: true })).toBe(false)
    expect(isKeptIn(cache)).toBe(true)
  }
  expect(STANDARD_CACHE.exemptOutlives).toBe(false)
  expect({ clearedByFailure, keepsRefused }).toEqual({
    clearedByFailure: true,
    keepsRefused: false,
  })
})

test('a shorter answer for another header ends nothing that was kept for longer', () => {
  const { clock, keep, allows } = cacheWith()
  keep(KEY, ['PUT'], ['x-a'], '600')
  keep(KEY, [], ['x-b'], '1')
  clock.now += 1000
  expect(allows(KEY, 'GET', ['x-a'])).toBe(true)
  expect(allows(KEY, 'GET', ['x-b'])).toBe(false)
})
