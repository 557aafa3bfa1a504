import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type OriginFacts, originHeader } from '../../../src/standard/request-origin.ts'

const SECURE = 'https://app.test'
const PLAIN = 'http://app.test'

const POLICIES = [
  'no-referrer',
  'no-referrer-when-downgrade',
  'same-origin',
  'origin',
  'strict-origin',
  'origin-when-cross-origin',
  'strict-origin-when-cross-origin',
  'unsafe-url',
] as const
const MODES = ['cors', 'no-cors', 'same-origin', 'navigate'] as const

/** A post from a secure page to a secure URL of another origin, in a mode that is not CORS. */
const header = ({ url, ...facts }: Partial<Omit<OriginFacts, 'url'>> & { url?: string }) =>
  originHeader({
    origin: SECURE,
    url: new URL(url ?? 'https://api.test/'),
    method: 'POST',
    mode: 'no-cors',
    cors: false,
    sameOrigin: false,
    referrerPolicy: 'strict-origin-when-cross-origin',
    ...facts,
  })

describe('a request whose response will be shared', () => {
  test.each(['GET', 'HEAD', 'POST', 'PUT', 'OPTIONS'])('with method %s has its origin', method => {
    for (const referrerPolicy of POLICIES) {
      const facts = { method, referrerPolicy, cors: true, url: 'http://api.test/' }
      for (const mode of MODES) expect(header({ ...facts, mode })).toBe(SECURE)
    }
  })

  test('has null where that is its origin', () => {
    expect(header({ cors: true, method: 'GET', mode: 'cors', origin: 'null' })).toBe('null')
  })
})

describe('a request whose response is not shared', () => {
  test.each(['GET', 'HEAD'])('has no header with method %s', method => {
    for (const referrerPolicy of POLICIES) {
      for (const mode of MODES) {
        for (const sameOrigin of [false, true]) {
          expect(header({ method, mode, referrerPolicy, sameOrigin })).toBe(null)
        }
      }
    }
  })

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'QUERY'])(
    'has its origin with method %s',
    method => {
      expect(header({ method })).toBe(SECURE)
      expect(header({ method, mode: 'cors', sameOrigin: true })).toBe(SECURE)
    },
  )

  test('has its origin in mode cors, whatever the policy and the URL', () => {
    for (const referrerPolicy of POLICIES) {
      for (const url of ['https://api.test/', 'http://api.test/']) {
        expect(header({ mode: 'cors', referrerPolicy, url })).toBe(SECURE)
      }
    }
  })
})

describe.each(['no-cors', 'same-origin', 'navigate'] as const)('in mode %s, policy', mode => {
  /** What is sent from a secure page to: a secure URL, a plain one; from a plain page to a plain one. */
  const sent = (referrerPolicy: string, sameOrigin = false) => {
    const facts = { mode, referrerPolicy, sameOrigin }
    return [
      header({ ...facts }),
      header({ ...facts, url: 'http://api.test/' }),
      header({ ...facts, url: 'http://api.test/', origin: PLAIN }),
    ]
  }

  test('no-referrer hides the origin, from the same one as well', () => {
    expect(sent('no-referrer')).toEqual(['null', 'null', 'null'])
    expect(sent('no-referrer', true)).toEqual(['null', 'null', 'null'])
  })

  test('same-origin hides it from others alone', () => {
    expect(sent('same-origin')).toEqual(['null', 'null', 'null'])
    expect(sent('same-origin', true)).toEqual([SECURE, SECURE, PLAIN])
  })

  test.each(['origin', 'origin-when-cross-origin', 'unsafe-url'])('%s never hides it', policy => {
    expect(sent(policy)).toEqual([SECURE, SECURE, PLAIN])
    expect(sent(policy, true)).toEqual([SECURE, SECURE, PLAIN])
  })

  test.each(['no-referrer-when-downgrade', 'strict-origin', 'strict-origin-when-cross-origin'])(
    '%s hides it from a URL that is not secure',
    policy => {
      expect(sent(policy)).toEqual([SECURE, 'null', PLAIN])
      expect(sent(policy, true)).toEqual([SECURE, 'null', PLAIN])
    },
  )
})

test.each([
  ['https://app.test', 'https://api.test/', 'https://app.test'],
  ['https://app.test:8443', 'http://app.test:8443/', 'null'],
  ['https://app.test', 'ftp://api.test/', 'null'],
  ['https://app.test', 'wss://api.test/', 'null'],
  ['http://app.test', 'https://api.test/', 'http://app.test'],
  ['http://https.test', 'http://api.test/', 'http://https.test'],
  ['null', 'http://api.test/', 'null'],
  ['null', 'https://api.test/', 'null'],
])('under the default policy %s sends to %s: %s', (origin, url, sent) => {
  expect(header({ origin, url })).toBe(sent)
})

/** In the standard's order, with the header's value as a variable. */
function naive(facts: OriginFacts): string | null {
  let serialized = facts.origin
  if (facts.cors) return serialized
  if (facts.method !== 'GET' && facts.method !== 'HEAD') {
    if (facts.mode !== 'cors') {
      const policy = facts.referrerPolicy
      const downgrades = [
        'no-referrer-when-downgrade',
        'strict-origin',
        'strict-origin-when-cross-origin',
      ]
      if (policy === 'no-referrer') serialized = 'null'
      if (downgrades.includes(policy)) {
        const from = facts.origin === 'null' ? null : new URL(facts.origin).protocol
        if (from === 'https:' && facts.url.protocol !== 'https:') serialized = 'null'
      }
      if (policy === 'same-origin' && !facts.sameOrigin) serialized = 'null'
    }
    return serialized
  }
  return null
}

test('any request has the header of the standard', () => {
  const facts = fc.record({
    origin: fc.constantFrom(SECURE, PLAIN, 'https://app.test:8443', 'null'),
    url: fc
      .constantFrom(
        'https://api.test/a',
        'http://api.test/',
        `${SECURE}/`,
        'http://localhost:3000/',
      )
      .map(url => new URL(url)),
    method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE'),
    mode: fc.constantFrom(...MODES),
    cors: fc.boolean(),
    sameOrigin: fc.boolean(),
    referrerPolicy: fc.constantFrom(...POLICIES),
  })
  fc.assert(
    fc.property(facts, given => {
      expect(originHeader(given)).toBe(naive(given))
    }),
    { numRuns: 1000 },
  )
})
