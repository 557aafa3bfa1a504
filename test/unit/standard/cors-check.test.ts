import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { corsCheck } from '../../../src/standard/cors-check.ts'
import type { CredentialsMode } from '../../../src/standard/description.ts'

const ORIGIN = 'https://app.test'
const MODES: readonly CredentialsMode[] = ['omit', 'same-origin', 'include']

/** Null is a header that is missing. */
const check = (
  allowOrigin: string | null,
  allowCredentials: string | null,
  credentials: CredentialsMode,
  origin = ORIGIN,
) => {
  const headers = new Headers()
  if (allowOrigin !== null) headers.set('Access-Control-Allow-Origin', allowOrigin)
  if (allowCredentials !== null) headers.set('Access-Control-Allow-Credentials', allowCredentials)
  return corsCheck(headers, { origin, credentials })
}

/** Step by step in the standard's words. */
function naive(
  allowOrigin: string | null,
  allowCredentials: string | null,
  credentials: CredentialsMode,
  origin: string,
): 'success' | 'failure' {
  if (allowOrigin === null) return 'failure'
  if (credentials !== 'include' && allowOrigin === '*') return 'success'
  if (origin !== allowOrigin) return 'failure'
  if (credentials !== 'include') return 'success'
  return allowCredentials === 'true' ? 'success' : 'failure'
}

describe('without credentials', () => {
  describe.each(['omit', 'same-origin'] as const)('in mode %s', credentials => {
    test.each(['*', ORIGIN])('%s allows the origin', allowOrigin => {
      expect(check(allowOrigin, null, credentials)).toEqual([])
    })

    test.each([null, '', 'false', 'TRUE', 'true'])(
      'Access-Control-Allow-Credentials of %j is not looked at',
      allowCredentials => {
        expect(check('*', allowCredentials, credentials)).toEqual([])
        expect(check(ORIGIN, allowCredentials, credentials)).toEqual([])
        expect(check(null, allowCredentials, credentials)).toEqual([
          { code: 'allow-origin-missing', received: null, expected: ORIGIN },
        ])
      },
    )
  })
})

describe('with credentials', () => {
  test('the origin and true allow them', () => {
    expect(check(ORIGIN, 'true', 'include')).toEqual([])
  })

  test.each([null, '', 'TRUE', 'True', 'false', '1', '*', 'true, true', '"true"', 'true;'])(
    'Access-Control-Allow-Credentials of %j does not',
    received => {
      expect(check(ORIGIN, received, 'include')).toEqual([
        { code: 'allow-credentials', received, expected: 'true' },
      ])
    },
  )

  test('a wildcard is no origin, even next to true', () => {
    expect(check('*', 'true', 'include')).toEqual([
      { code: 'allow-origin-wildcard', received: '*', expected: ORIGIN },
    ])
  })

  test('both headers are told where both fail, the origin first', () => {
    expect(check('*', null, 'include')).toEqual([
      { code: 'allow-origin-wildcard', received: '*', expected: ORIGIN },
      { code: 'allow-credentials', received: null, expected: 'true' },
    ])
    expect(check(null, 'yes', 'include')).toEqual([
      { code: 'allow-origin-missing', received: null, expected: ORIGIN },
      { code: 'allow-credentials', received: 'yes', expected: 'true' },
    ])
  })
})

describe('an Access-Control-Allow-Origin that does not match', () => {
  test.each([
    [null, 'allow-origin-missing'],
    ['', 'allow-origin-invalid'],
    ['**', 'allow-origin-invalid'],
    ['app.test', 'allow-origin-invalid'],
    ['//app.test', 'allow-origin-invalid'],
    ['https://', 'allow-origin-invalid'],
    ['NULL', 'allow-origin-invalid'],
    ['undefined', 'allow-origin-invalid'],
    ['null', 'allow-origin-mismatch'],
    ['https://other.test', 'allow-origin-mismatch'],
    ['http://app.test', 'allow-origin-mismatch'],
    ['https://app.test:8443', 'allow-origin-mismatch'],
    ['https://app.test:443', 'allow-origin-mismatch'],
    ['https://app.test/', 'allow-origin-mismatch'],
    ['https://app.test/path', 'allow-origin-mismatch'],
    ['https://APP.test', 'allow-origin-mismatch'],
    ['HTTPS://app.test', 'allow-origin-mismatch'],
    ['https://app.tes', 'allow-origin-mismatch'],
    ['https://app.test, https://other.test', 'allow-origin-multiple'],
    ['https://app.test,https://app.test', 'allow-origin-multiple'],
    ['https://app.test https://other.test', 'allow-origin-multiple'],
    ['https://app.test,', 'allow-origin-multiple'],
    ['*, *', 'allow-origin-multiple'],
    ['*,https://app.test', 'allow-origin-multiple'],
    ['null null', 'allow-origin-multiple'],
  ] as const)('%j is told as %s, whatever the credentials', (received, code) => {
    for (const credentials of MODES) {
      expect(check(received, 'true', credentials)).toEqual([{ code, received, expected: ORIGIN }])
    }
  })

  test('lines that each match are more than one', () => {
    const headers = new Headers([
      ['access-control-allow-origin', ORIGIN],
      ['access-control-allow-origin', ORIGIN],
    ])
    expect(corsCheck(headers, { origin: ORIGIN, credentials: 'omit' })).toEqual([
      { code: 'allow-origin-multiple', received: `${ORIGIN}, ${ORIGIN}`, expected: ORIGIN },
    ])
  })
})

describe('an opaque origin', () => {
  test.each(MODES)('is allowed as null in mode %s', credentials => {
    expect(check('null', 'true', credentials, 'null')).toEqual([])
  })

  test('is allowed by a wildcard without credentials alone', () => {
    expect(check('*', null, 'omit', 'null')).toEqual([])
    expect(check('*', 'true', 'include', 'null')).toEqual([
      { code: 'allow-origin-wildcard', received: '*', expected: 'null' },
    ])
  })

  test.each([
    ['NULL', 'allow-origin-invalid'],
    ['https://app.test', 'allow-origin-mismatch'],
    [null, 'allow-origin-missing'],
  ] as const)('is not allowed by %j', (received, code) => {
    expect(check(received, null, 'omit', 'null')).toEqual([{ code, received, expected: 'null' }])
  })

  test('credentials are asked for as with any other', () => {
    expect(check('null', null, 'include', 'null')).toEqual([
      { code: 'allow-credentials', received: null, expected: 'true' },
    ])
  })
})

const origins = fc.constantFrom(ORIGIN, 'https://other.test', 'http://localhost:3000', 'null')
const allowOrigins = fc.oneof(
  fc.constantFrom(null, '*', '', '*, *', `${ORIGIN}/`, ORIGIN.toUpperCase()),
  origins,
)
const allowCredentials = fc.constantFrom(null, 'true', 'TRUE', 'false', '')
const modes = fc.constantFrom(...MODES)

test('any response is shared exactly where the standard shares it', () => {
  fc.assert(
    fc.property(allowOrigins, allowCredentials, modes, origins, (...given) => {
      expect(check(...given).length === 0).toBe(naive(...given) === 'success')
    }),
    { numRuns: 500 },
  )
})

test('a response that has what each failure expected is shared', () => {
  fc.assert(
    fc.property(
      ...([allowOrigins, allowCredentials, modes, origins] as const),
      (allowOrigin, credentialsValue, credentials, origin) => {
        const failures = check(allowOrigin, credentialsValue, credentials, origin)
        const expectedOf = (isIt: (code: string) => boolean) =>
          failures.find(({ code }) => isIt(code))?.expected
        const repaired = check(
          expectedOf(code => code.startsWith('allow-origin')) ?? allowOrigin,
          expectedOf(code => code === 'allow-credentials') ?? credentialsValue,
          credentials,
          origin,
        )
        expect(repaired).toEqual([])
      },
    ),
  )
})
