/** What failures are in words: each case asks for other advice. */

import { describe, expect, test } from 'vitest'
import { type FailedCall, failureLines, failureWords } from '../../src/explain/failures.ts'
import type { ExchangeFailure, Failure } from '../../src/standard/failure.ts'

const ORIGIN = 'https://app.example.com'
const API = 'https://api.example.com'

type OmitEach<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
type Part = OmitEach<ExchangeFailure, 'request' | 'hop' | 'url'>

const failed = (part: Part, url = `${API}/orders`): ExchangeFailure =>
  ({ request: 'preflight', hop: 0, url, ...part }) as ExchangeFailure
const onResponse = (part: Part, hop = 0): ExchangeFailure =>
  ({ ...failed(part), request: 'actual', hop }) as ExchangeFailure

const linesOn = (failure: Failure, call?: FailedCall): string =>
  failureLines(failure, call).join('\n')

describe('Access-Control-Allow-Origin', () => {
  const missing = { code: 'allow-origin-missing', received: null, expected: ORIGIN } as const
  const allowed = (received: string) =>
    linesOn(failed({ code: 'allow-origin-mismatch', received, expected: ORIGIN }))

  test('missing from a preflight’s answer: both answers need it', () => {
    expect(failureLines(failed(missing))).toEqual([
      `the preflight's answer has no Access-Control-Allow-Origin; it has to allow ${ORIGIN}.`,
      `Server: answer the OPTIONS, and then the call itself, with Access-Control-Allow-Origin: ${ORIGIN} and Vary: Origin.`,
    ])
  })

  test('missing from a response', () => {
    const lines = linesOn(onResponse(missing), { status: 200 })
    expect(lines).toContain('the response has no Access-Control-Allow-Origin')
    expect(lines).not.toContain('OPTIONS')
    expect(lines).not.toContain('200')
  })

  test('missing from an error: the error is named, and what drops the header', () => {
    const lines = linesOn(onResponse(missing), { status: 502 })
    expect(lines).toContain('Its status is 502')
    expect(lines).toContain('on errors too')
  })

  test('missing from a redirect', () => {
    expect(linesOn(onResponse(missing), { status: 302 })).toContain('a redirect needs it too')
  })

  test('an origin that a redirect has made null is not to be allowed by name', () => {
    const lines = linesOn(onResponse({ ...missing, expected: 'null' }, 2))
    expect(lines).toContain('the response after 2 redirects')
    expect(lines).toContain('a redirect from one foreign origin to another')
    expect(lines).toContain('Client: call the last URL directly')
    expect(lines).not.toContain('Access-Control-Allow-Origin: null')
  })

  test('a page without an origin', () => {
    expect(linesOn(onResponse({ ...missing, expected: 'null' }))).toContain('sandbox')
  })

  test.each([
    [`${ORIGIN}/`, 'the slash at the end is too much'],
    ['https://APP.example.com', 'case counts'],
    ['http://app.example.com', 'the scheme differs'],
    [`${ORIGIN}:8443`, 'the port differs'],
    [`${ORIGIN}:443`, 'the default port is left out'],
    [`${ORIGIN}/shop`, 'an origin has no path'],
    ['https://*.example.com', 'browsers know no patterns, only * alone'],
  ])('%s differs in little', (received, why) => {
    expect(allowed(received)).toContain(`allows ${received}, not ${ORIGIN}: ${why}.`)
  })

  test('another origin differs in everything', () => {
    expect(allowed('https://www.example.net')).toContain(
      `allows https://www.example.net, not ${ORIGIN}.`,
    )
  })

  test('localhost and 127.0.0.1 are two origins', () => {
    const received = 'http://localhost:3000'
    const expected = 'http://127.0.0.1:3000'
    expect(linesOn(failed({ code: 'allow-origin-mismatch', received, expected }))).toContain(
      'the same computer, but two origins',
    )
  })

  test('a host is no origin', () => {
    const part = {
      code: 'allow-origin-invalid',
      received: 'app.example.com',
      expected: ORIGIN,
    } as const
    expect(linesOn(failed(part))).toContain('the scheme is missing')
  })

  test.each([
    [`${ORIGIN}, ${ORIGIN}`, 'once: mostly the server and a proxy both add it'],
    [`*, ${ORIGIN}`, 'once: mostly the server and a proxy both add it'],
    [`${ORIGIN}, https://b.example`, 'chosen per request by its Origin'],
  ])('several values: %s', (received, advice) => {
    const words = failureWords(
      failed({ code: 'allow-origin-multiple', received, expected: ORIGIN }),
    )
    expect(words.what).toContain(`"${received}"`)
    expect(words.fix).toContain(
      `Access-Control-Allow-Origin: ${ORIGIN} and Vary: Origin, ${advice}`,
    )
  })

  test('* with credentials: the exact origin, or none', () => {
    const part = { code: 'allow-origin-wildcard', received: '*', expected: ORIGIN } as const
    const { fix } = failureWords(onResponse(part))
    expect(fix).toContain(`Access-Control-Allow-Origin: ${ORIGIN} and Vary: Origin`)
    expect(fix).toContain("leave out credentials: 'include' (or withCredentials)")
  })
})

describe('Access-Control-Allow-Credentials', () => {
  test.each([
    [null, 'has no Access-Control-Allow-Credentials', false],
    ['TRUE', 'has Access-Control-Allow-Credentials: TRUE', true],
    ['1', 'has Access-Control-Allow-Credentials: 1', false],
  ])('%s', (received, is, isCase) => {
    const lines = linesOn(onResponse({ code: 'allow-credentials', received, expected: 'true' }))
    expect(lines).toContain(is)
    expect(lines.includes('case counts')).toBe(isCase)
    expect(lines).toContain('Access-Control-Allow-Credentials: true')
  })
})

describe('a preflight’s status', () => {
  test.each([
    [400, 'some answer 400 to what they don'],
    [401, 'before you check who is asking: browsers send no cookies and no Authorization'],
    [403, 'before you check who is asking'],
    [404, 'there is no route for it'],
    [405, 'there is no route for it'],
    [429, 'rate limit'],
    [500, "server's log"],
  ])('%i', (status, advice) => {
    const lines = linesOn(failed({ code: 'preflight-status', status }))
    expect(lines).toContain(`has the status ${status}; it has to be one of 200 to 299`)
    expect(lines).toContain(advice)
  })
})

describe('a redirected preflight', () => {
  const redirected = (from: string, location: string | null) =>
    linesOn(failed({ code: 'preflight-redirect', status: 301, location }, from))

  test.each([
    ['http://api.example.com/a', 'https://api.example.com/a', 'from HTTP to HTTPS'],
    [`${API}/a`, '/a/', 'a slash at the end is missing'],
    [`${API}/a/`, `${API}/a`, 'a slash at the end is too much'],
  ])('from %s to %s', (from, location, why) => {
    const lines = redirected(from, location)
    expect(lines).toContain(why)
    expect(lines).toContain(`Client: call ${new URL(location, from)} directly`)
  })

  test.each(['/login?next=%2Fa', 'https://sso.example.com/', '/oauth2/start'])(
    'to the login page %s',
    location => {
      const lines = redirected(`${API}/a`, location)
      expect(lines).toContain('browsers send no cookies and no Authorization')
      expect(lines).not.toContain('directly')
    },
  )

  test.each(['/v2/authors', '/lessons/1'])('to %s, which only looks like one', location => {
    expect(redirected(`${API}/a`, location)).toContain(`call ${API}${location} directly`)
  })

  test('values of a query are nobody’s business', () => {
    expect(redirected(`${API}/a`, '/b?token=secret')).toContain(`${API}/b?token=…`)
  })

  test('without a place to go', () => {
    expect(redirected(`${API}/a`, null)).toContain('instead of a redirect')
  })
})

describe('lists', () => {
  test.each([
    ['GET; PUT', 'GET, PUT'],
    ['GET POST', 'GET, POST'],
    ['["GET","PUT"]', 'GET, PUT'],
    ["'GET', 'PUT'", 'GET, PUT'],
  ])('%s is none', (received, list) => {
    expect(linesOn(failed({ code: 'allow-methods-invalid', received }))).toContain(
      `Access-Control-Allow-Methods: ${list}.`,
    )
  })

  test('of headers', () => {
    expect(linesOn(failed({ code: 'allow-headers-invalid', received: 'X-A; X-B' }))).toContain(
      'Access-Control-Allow-Headers: X-A, X-B.',
    )
  })
})

describe('a method', () => {
  const method = (name: string, received: string | null) =>
    linesOn(failed({ code: 'method-not-allowed', method: name, received }))

  test('is added to the list', () => {
    expect(method('PUT', 'GET, POST')).toContain('Access-Control-Allow-Methods: GET, POST, PUT.')
    expect(method('PUT', null)).toContain('has no Access-Control-Allow-Methods; it has to name PUT')
  })

  test('in lower case is the page’s mistake', () => {
    expect(method('patch', 'GET, PATCH')).toContain('Client: write PATCH')
  })

  test('listed in lower case is the server’s', () => {
    expect(method('PATCH', 'get, patch')).toContain(
      'Server: answer the OPTIONS with Access-Control-Allow-Methods: get, PATCH.',
    )
  })

  test('is named where * does not count', () => {
    const part = { code: 'method-not-allowed', method: 'PUT', received: '*' } as const
    const lines = linesOn(failed({ ...part, wildcard: 'credentials' }))
    expect(lines).toContain('does not count for a call with credentials')
    expect(lines).toContain('Access-Control-Allow-Methods: PUT;')
  })
})

describe('a header', () => {
  const header = (name: string, received: string | null) =>
    failed({ code: 'header-not-allowed', name, received })

  test('is added to the list, or dropped', () => {
    expect(linesOn(header('x-tenant', 'X-A'))).toContain(
      'Access-Control-Allow-Headers: X-A, x-tenant; or drop x-tenant',
    )
  })

  test('that is known comes with what adds it', () => {
    expect(linesOn(header('sentry-trace', null))).toContain("Sentry's tracePropagationTargets")
  })

  test('is one of several, which one line allows', () => {
    const failure = { ...header('x-a', 'X-0'), also: [header('x-b', 'X-0')] }
    expect(failureLines(failure)).toEqual([
      "stops at: the preflight's answer has Access-Control-Allow-Headers: X-0; it has to name x-a.",
      "also:     the preflight's answer has Access-Control-Allow-Headers: X-0; it has to name x-b.",
      'Server: answer the OPTIONS with Access-Control-Allow-Headers: X-0, x-a, x-b.',
    ])
  })

  test('Authorization is named beside *, though browsers don’t insist', () => {
    const part = { code: 'header-not-allowed', name: 'authorization', received: '*' } as const
    const lines = linesOn(failed({ ...part, wildcard: 'authorization' }))
    expect(lines).toContain('browsers let it pass today')
    expect(lines).toContain('Access-Control-Allow-Headers: *, authorization')
  })
})

describe('redirects', () => {
  test('a password in one is not told', () => {
    const location = 'https://user:secret@files.example/x'
    const failure = onResponse({ code: 'redirect-userinfo', status: 302, location })
    const { what, fix, browsers } = failureWords(failure)
    expect([what, fix, ...Object.values(browsers)].join(' ')).not.toContain('secret')
    expect(what).toContain('https://files.example/x')
  })

  test('redirect: "error" is the page’s choice', () => {
    const failure = onResponse({ code: 'redirect-error', status: 301, location: '/y' })
    expect(linesOn(failure)).toContain(`Client: call ${API}/y directly, or leave redirect out`)
  })
})

test('everything that is wrong is told, each piece of advice once', () => {
  const credentials = { code: 'allow-credentials', received: null, expected: 'true' } as const
  const failure = {
    ...failed(credentials),
    also: [failed({ code: 'preflight-status', status: 404 })],
  }
  expect(failureLines(failure).map(line => line.split(':', 1)[0])).toEqual([
    'stops at',
    'also',
    'Server',
    'Server',
  ])
})

test('refusals keep their words', () => {
  expect(failureLines({ code: 'bad-port', port: 6000 })).toEqual([
    'browsers never connect to port 6000.',
    'Client: run the server on another port.',
  ])
})
