import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CredentialsMode } from '../../../src/standard/description.ts'
import {
  checkPreflightResponse,
  isRedirectStatus,
  type PreflightAsked,
  type PreflightCheckRules,
} from '../../../src/standard/preflight-response.ts'
import { tokenList } from '../../../src/standard/token-list.ts'

const ORIGIN = 'https://app.test'
const MODES: readonly CredentialsMode[] = ['omit', 'same-origin', 'include']

const STRICT: PreflightCheckRules = {
  authorizationUnderWildcard: false,
  assumesMethod: false,
  statusFirst: false,
}
const RULES = [false, true].flatMap(authorizationUnderWildcard =>
  [false, true].map(assumesMethod => ({ ...STRICT, authorizationUnderWildcard, assumesMethod })),
)

/** A response, by default one that shares with the page and lists nothing; null is a header that is missing. */
interface Answer {
  status?: number
  origin?: string | null
  credentials?: string | null
  methods?: string | null
  headers?: string | null
  location?: string | null
}

function check(answer: Answer, asked: Partial<PreflightAsked>, rules = STRICT) {
  const { status = 204, origin = ORIGIN, credentials = 'true' } = answer
  const { methods = null, headers = null, location = null } = answer
  const values = new Headers()
  for (const [name, value] of [
    ['Access-Control-Allow-Origin', origin],
    ['Access-Control-Allow-Credentials', credentials],
    ['Access-Control-Allow-Methods', methods],
    ['Access-Control-Allow-Headers', headers],
    ['Location', location],
  ] as const) {
    if (value !== null) values.set(name, value)
  }
  return checkPreflightResponse(
    { status, headers: values },
    { origin: ORIGIN, credentials: 'omit', method: 'GET', headers: [], forced: false, ...asked },
    rules,
  )
}

const failuresOf = (...given: Parameters<typeof check>) => check(...given).failures

test.each([
  ...[301, 302, 303, 307, 308].map(status => [status, true] as const),
  ...[200, 204, 299, 300, 304, 305, 306, 309, 310, 400].map(status => [status, false] as const),
])('status %i redirects: %s', (status, redirects) => {
  expect(isRedirectStatus(status)).toBe(redirects)
})

describe('the status', () => {
  test.each([200, 201, 204, 250, 299])('%i is fine', status => {
    expect(failuresOf({ status }, {})).toEqual([])
    expect(failuresOf({ status, location: '/a' }, {})).toEqual([])
  })

  test.each([0, 199, 300, 304, 305, 306, 309, 400, 401, 404, 405, 500, 599])(
    '%i is not',
    status => {
      const failures = [{ code: 'preflight-status', status }]
      expect(failuresOf({ status }, {})).toEqual(failures)
      expect(failuresOf({ status, location: '/a' }, {})).toEqual(failures)
    },
  )

  test.each([301, 302, 303, 307, 308])('%i is told with where it leads', status => {
    for (const location of [null, '', '/a', 'https://api.test/b']) {
      expect(failuresOf({ status, location }, {})).toEqual([
        { code: 'preflight-redirect', status, location },
      ])
    }
  })
})

describe('the origin', () => {
  test.each([
    [{ origin: null }, 'omit', [['allow-origin-missing', null, ORIGIN]]],
    [{ origin: 'null' }, 'omit', [['allow-origin-mismatch', 'null', ORIGIN]]],
    [{ origin: '*', credentials: null }, 'omit', []],
    [{ credentials: null }, 'same-origin', []],
    [{ credentials: null }, 'include', [['allow-credentials', null, 'true']]],
    [
      { origin: '*', credentials: 'TRUE' },
      'include',
      [
        ['allow-origin-wildcard', '*', ORIGIN],
        ['allow-credentials', 'TRUE', 'true'],
      ],
    ],
  ] as const)('of %j is checked in mode %s', (answer, credentials, failures) => {
    expect(failuresOf(answer, { credentials })).toEqual(
      failures.map(([code, received, expected]) => ({ code, received, expected })),
    )
  })

  test('is allowed as null where it is opaque', () => {
    expect(failuresOf({ origin: 'null' }, { origin: 'null' })).toEqual([])
    expect(failuresOf({}, { origin: 'null' })).toEqual([
      { code: 'allow-origin-mismatch', received: ORIGIN, expected: 'null' },
    ])
  })
})

describe('the method', () => {
  const refused = (method: string, received: string | null) => [
    { code: 'method-not-allowed', method, received },
  ]

  test.each(['GET', 'HEAD', 'POST'])('%s needs no listing', method => {
    for (const credentials of MODES) {
      for (const methods of [null, '', 'PUT', '*', method]) {
        expect(failuresOf({ methods }, { method, credentials })).toEqual([])
      }
    }
  })

  test.each([
    ['PUT', 'PUT'],
    ['PUT', 'DELETE, ,PUT,'],
    ['patch', 'PATCH,patch'],
    ['OPTIONS', 'GET\t, OPTIONS'],
    ['QUERY', 'QUERY, *'],
  ])('%s is allowed by %j in any mode', (method, methods) => {
    for (const credentials of MODES) {
      expect(failuresOf({ methods }, { method, credentials })).toEqual([])
    }
  })

  test.each([
    ['PUT', null],
    ['PUT', ''],
    ['PUT', ','],
    ['PUT', 'GET, POST'],
    ['PUT', 'put'],
    ['PUT', 'PUTS'],
    ['PUT', 'PU'],
    ['patch', 'PATCH'],
    ['PATCH', 'patch'],
    ['get', 'GET'],
    ['DELETE', '**'],
  ])('%s is not allowed by %j in any mode', (method, methods) => {
    for (const credentials of MODES) {
      const failures = failuresOf({ methods }, { method, credentials })
      expect(failures).toEqual(refused(method, methods))
      expect(failures[0]).not.toHaveProperty('wildcard')
    }
  })

  test.each(['*', 'GET, *', ', *'])('any is allowed by %j without credentials', methods => {
    for (const method of ['PUT', 'patch']) {
      for (const credentials of ['omit', 'same-origin'] as const) {
        expect(failuresOf({ methods }, { method, credentials })).toEqual([])
      }
      expect(failuresOf({ methods }, { method, credentials: 'include' })).toEqual([
        { code: 'method-not-allowed', method, received: methods, wildcard: 'credentials' },
      ])
    }
  })

  test('* is a name like any other with credentials', () => {
    expect(failuresOf({ methods: '*' }, { method: '*', credentials: 'include' })).toEqual([])
  })
})

describe('a method that is not listed for a preflight that something else asked for', () => {
  const asked = { method: 'PUT', forced: true }

  test.each(RULES)('is allowed without the header under rules that assume it: %j', rules => {
    for (const credentials of MODES) {
      const { failures, methods } = check({}, { ...asked, credentials }, rules)
      expect(methods).toEqual(rules.assumesMethod ? ['PUT'] : [])
      expect(failures).toEqual(
        rules.assumesMethod ? [] : [{ code: 'method-not-allowed', method: 'PUT', received: null }],
      )
    }
  })

  test.each(RULES)('is not where nothing else asked: %j', rules => {
    const { failures, methods } = check({}, { ...asked, forced: false }, rules)
    expect(methods).toEqual([])
    expect(failures).toEqual([{ code: 'method-not-allowed', method: 'PUT', received: null }])
  })

  test.each(RULES)('is not where the header lists others, or nothing: %j', rules => {
    for (const received of ['', ',', 'GET']) {
      expect(failuresOf({ methods: received }, asked, rules)).toEqual([
        { code: 'method-not-allowed', method: 'PUT', received },
      ])
    }
  })

  test.each(RULES)('is not where the header is no list: %j', rules => {
    const { failures, methods } = check({ methods: 'P UT' }, asked, rules)
    expect(methods).toEqual([])
    expect(failures).toEqual([{ code: 'allow-methods-invalid', received: 'P UT' }])
  })

  test.each(RULES)('is assumed even where it needs no listing: %j', rules => {
    const { failures, methods } = check({}, { method: 'POST', forced: true }, rules)
    expect(methods).toEqual(rules.assumesMethod ? ['POST'] : [])
    expect(failures).toEqual([])
  })

  test.each(RULES)('headers are not assumed with it: %j', rules => {
    expect(failuresOf({}, { method: 'POST', forced: true, headers: ['x-a'] }, rules)).toEqual([
      { code: 'header-not-allowed', name: 'x-a', received: null },
    ])
  })
})

describe('the headers', () => {
  test.each([
    [[], null],
    [['x-a'], 'x-a'],
    [['x-a'], 'X-A'],
    [['x-a', 'x-b'], 'X-b,, x-A,'],
    [['content-type'], 'Authorization, CONTENT-TYPE'],
    [['x-a'], '*, x-a'],
    [['authorization'], 'Authorization'],
    [['authorization'], '*, AUTHORIZATION'],
  ])('%j are allowed by %j in any mode, under any rules', (headers, allowed) => {
    for (const credentials of MODES) {
      for (const rules of RULES) {
        expect(failuresOf({ headers: allowed }, { headers, credentials }, rules)).toEqual([])
      }
    }
  })

  test.each([null, '', ',', 'x', 'x-aa', 'x-a-b', 'content-type', '**', 'x-*'])(
    'one is not allowed by %j in any mode, under any rules',
    received => {
      for (const credentials of MODES) {
        for (const rules of RULES) {
          for (const name of ['x-a', 'authorization']) {
            const asked = { headers: [name], credentials }
            const failures = failuresOf({ headers: received }, asked, rules)
            expect(failures).toEqual([{ code: 'header-not-allowed', name, received }])
            expect(failures[0]).not.toHaveProperty('wildcard')
          }
        }
      }
    },
  )

  test('each that is not allowed is told once, in the order asked', () => {
    expect(
      failuresOf({ headers: 'X-B' }, { headers: ['x-d', 'x-a', 'x-b', 'x-d', 'x-c'] }),
    ).toEqual(
      ['x-d', 'x-a', 'x-c'].map(name => ({ code: 'header-not-allowed', name, received: 'X-B' })),
    )
  })

  test('a wildcard allows any without credentials, and none with them', () => {
    const headers = ['content-type', 'proxy-authorization', 'x-authorization']
    for (const rules of RULES) {
      for (const credentials of ['omit', 'same-origin'] as const) {
        expect(failuresOf({ headers: 'X-Z, *' }, { headers, credentials }, rules)).toEqual([])
      }
      expect(failuresOf({ headers: 'X-Z, *' }, { headers, credentials: 'include' }, rules)).toEqual(
        headers.map(name => ({
          code: 'header-not-allowed',
          name,
          received: 'X-Z, *',
          wildcard: 'credentials',
        })),
      )
    }
  })

  test('* is a name like any other with credentials', () => {
    expect(failuresOf({ headers: '*' }, { headers: ['*'], credentials: 'include' })).toEqual([])
  })

  describe('authorization under a wildcard', () => {
    const headers = ['authorization', 'x-a']
    const refused = { code: 'header-not-allowed', name: 'authorization', received: '*' }

    test.each(RULES)('without credentials is a matter of the rules: %j', rules => {
      for (const credentials of ['omit', 'same-origin'] as const) {
        expect(failuresOf({ headers: '*' }, { headers, credentials }, rules)).toEqual(
          rules.authorizationUnderWildcard ? [] : [{ ...refused, wildcard: 'authorization' }],
        )
      }
    })

    test.each(RULES)('with credentials is refused for these: %j', rules => {
      expect(failuresOf({ headers: '*' }, { headers, credentials: 'include' }, rules)).toEqual([
        { ...refused, wildcard: 'credentials' },
        { ...refused, name: 'x-a', wildcard: 'credentials' },
      ])
    })
  })
})

describe('a header that is no list', () => {
  test.each(['a b', 'PUT; x', '"PUT"', 'PUT, @', 'x-a:', '*, a b', 'ä'])('%j', received => {
    const asked = { method: 'PUT', headers: ['x-a', 'authorization'] }
    for (const rules of RULES) {
      for (const credentials of MODES) {
        expect(
          check({ methods: received, headers: received }, { ...asked, credentials }, rules),
        ).toEqual({
          failures: [
            { code: 'allow-methods-invalid', received },
            { code: 'allow-headers-invalid', received },
          ],
          methods: [],
          headers: [],
        })
      }
    }
  })

  test('fails a request that asks for nothing', () => {
    expect(failuresOf({ methods: 'a b' }, {})).toEqual([
      { code: 'allow-methods-invalid', received: 'a b' },
    ])
    expect(failuresOf({ headers: 'a b' }, {})).toEqual([
      { code: 'allow-headers-invalid', received: 'a b' },
    ])
  })

  test('leaves the other one to be checked', () => {
    const asked = { method: 'PUT', headers: ['x-a'] }
    expect(check({ methods: 'a b', headers: 'X-B' }, asked)).toEqual({
      failures: [
        { code: 'allow-methods-invalid', received: 'a b' },
        { code: 'header-not-allowed', name: 'x-a', received: 'X-B' },
      ],
      methods: [],
      headers: ['x-b'],
    })
    expect(check({ methods: 'patch', headers: 'a b' }, asked)).toEqual({
      failures: [
        { code: 'allow-headers-invalid', received: 'a b' },
        { code: 'method-not-allowed', method: 'PUT', received: 'patch' },
      ],
      methods: ['patch'],
      headers: [],
    })
  })
})

test('what is allowed is told: methods as listed, names in lower case, wildcards included', () => {
  const answer = { methods: 'Put, *,,PUT', headers: 'X-A, *, authorization' }
  const allowed = { methods: ['Put', '*', 'PUT'], headers: ['x-a', '*', 'authorization'] }
  expect(check(answer, { method: 'PUT', headers: ['x-a'] })).toEqual({ failures: [], ...allowed })
  expect(check({ ...answer, origin: '*', status: 500 }, {})).toEqual({
    failures: [{ code: 'preflight-status', status: 500 }],
    ...allowed,
  })
  expect(check({}, {})).toEqual({ failures: [], methods: [], headers: [] })
})

test('all that fails is told, in order', () => {
  const answer = { origin: '*', credentials: null, status: 302, location: '/a' }
  const headers = ['authorization', 'x-a']
  const asked = { method: 'PUT', headers, credentials: 'include' as const }
  const before = [
    { code: 'allow-origin-wildcard', received: '*', expected: ORIGIN },
    { code: 'allow-credentials', received: null, expected: 'true' },
    { code: 'preflight-redirect', status: 302, location: '/a' },
  ]
  expect(failuresOf({ ...answer, methods: 'GET', headers: '*' }, asked)).toEqual([
    ...before,
    { code: 'method-not-allowed', method: 'PUT', received: 'GET' },
    ...headers.map(name => ({
      code: 'header-not-allowed',
      name,
      received: '*',
      wildcard: 'credentials',
    })),
  ])
  expect(failuresOf({ ...answer, methods: '(', headers: ')' }, asked)).toEqual([
    ...before,
    { code: 'allow-methods-invalid', received: '(' },
    { code: 'allow-headers-invalid', received: ')' },
  ])
})

/** Step by step in the standard's words: whether a preflight's response lets the request go. */
function naive(answer: Answer, asked: PreflightAsked, rules: PreflightCheckRules): boolean {
  const { status = 204, origin = null, credentials = null } = answer
  const include = asked.credentials === 'include'
  const shared = origin === asked.origin || (origin === '*' && !include)
  if (!shared || (include && credentials !== 'true')) return false
  if (status < 200 || status > 299) return false
  let methods = tokenList(answer.methods ?? null)
  const headers = tokenList(answer.headers ?? null)?.map(name => name.toLowerCase())
  if (methods === undefined || headers === undefined) return false
  if (answer.methods === null && asked.forced && rules.assumesMethod) methods = [asked.method]
  if (
    !methods.includes(asked.method) &&
    !['GET', 'HEAD', 'POST'].includes(asked.method) &&
    (include || !methods.includes('*'))
  ) {
    return false
  }
  if (
    asked.headers.includes('authorization') &&
    !headers.includes('authorization') &&
    !rules.authorizationUnderWildcard
  ) {
    return false
  }
  return asked.headers.every(name => headers.includes(name) || (!include && headers.includes('*')))
}

describe('any response', () => {
  const list = (...items: string[]) =>
    fc.option(fc.subarray(items).map(listed => listed.join(', ')))
  const rarely = <T>(usual: T, ...others: T[]) =>
    fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, fc.constantFrom(...others))
  const spoilt = (value: fc.Arbitrary<string | null>) =>
    fc.oneof({ weight: 9, arbitrary: value }, fc.constant('a b'))
  const answers: fc.Arbitrary<Required<Answer>> = fc.record({
    status: rarely(204, 199, 200, 299, 300, 301, 304, 308, 404),
    origin: rarely<string | null>(ORIGIN, '*', null, 'null', 'https://other.test'),
    credentials: rarely<string | null>('true', 'TRUE', null),
    methods: spoilt(list('GET', 'PUT', 'put', 'patch', 'PATCH', '*', '')),
    headers: spoilt(list('X-A', 'x-b', 'Authorization', 'Content-Type', '*', '')),
    location: fc.constantFrom(null, '/a'),
  })
  const requests: fc.Arbitrary<PreflightAsked> = fc.record({
    origin: rarely(ORIGIN, 'null'),
    credentials: fc.constantFrom(...MODES),
    method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'patch', 'PATCH'),
    headers: fc.subarray(['authorization', 'content-type', 'x-a', 'x-b']),
    forced: fc.boolean(),
  })
  const rules = fc.constantFrom(...RULES)

  test('is accepted exactly where the standard, or the rules, accept it', () => {
    fc.assert(
      fc.property(answers, requests, rules, (answer, asked, checkedBy) => {
        expect(failuresOf(answer, asked, checkedBy).length === 0).toBe(
          naive(answer, asked, checkedBy),
        )
      }),
      { numRuns: 2000 },
    )
  })

  test('is accepted once all that was told is put right', () => {
    fc.assert(
      fc.property(answers, requests, rules, (answer, asked, checkedBy) => {
        const right: Answer = { ...answer }
        for (const failure of failuresOf(answer, asked, checkedBy)) {
          const { code } = failure
          if (code === 'preflight-status' || code === 'preflight-redirect') right.status = 200
          else if (code === 'allow-credentials') right.credentials = failure.expected
          else if (code === 'method-not-allowed') right.methods = failure.method
          else if (code === 'allow-methods-invalid') right.methods = asked.method
          else if (code === 'allow-headers-invalid') right.headers = asked.headers.join()
          else if (code === 'header-not-allowed')
            right.headers = [right.headers, failure.name].join()
          else if ('expected' in failure) right.origin = failure.expected
        }
        expect(failuresOf(right, asked, checkedBy)).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  test('has its failures in the order of the checks', () => {
    const ORDER = [
      /^allow-origin-/,
      /^allow-credentials$/,
      /^preflight-(status|redirect)$/,
      /^allow-methods-invalid$/,
      /^allow-headers-invalid$/,
      /^method-not-allowed$/,
      /^header-not-allowed$/,
    ]
    fc.assert(
      fc.property(answers, requests, rules, (...given) => {
        const places = failuresOf(...given).map(({ code }) => ORDER.findIndex(it => it.test(code)))
        expect(places).toEqual(places.toSorted((one, other) => one - other))
        expect(places).not.toContain(-1)
      }),
      { numRuns: 1000 },
    )
  })
})

test('the status comes before everything else under rules that look at it first', () => {
  const answer = { status: 401, origin: null, methods: 'P UT' }
  const codes = (statusFirst: boolean) =>
    check(answer, {}, { ...STRICT, statusFirst }).failures.map(({ code }) => code)
  expect(codes(false)).toEqual([
    'allow-origin-missing',
    'preflight-status',
    'allow-methods-invalid',
  ])
  expect(codes(true)).toEqual(['preflight-status', 'allow-origin-missing', 'allow-methods-invalid'])
})

test('authorization is the first of the headers, and each is told of once', () => {
  const asked = { headers: ['accept', 'authorization', 'x-a', 'x-a'] }
  const names = check({}, asked).failures.map(failure => 'name' in failure && failure.name)
  expect(names).toEqual(['authorization', 'accept', 'x-a'])
})
