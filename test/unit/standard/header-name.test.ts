import { describe, expect, test } from 'vitest'
import { headerName } from '../../../src/standard/header-name.ts'

const isForbidden = (name: string, value = 'x') => headerName(name).isForbidden(value)

describe('a header the browser drops whatever its value', () => {
  test.each([
    'Accept-Charset',
    'Accept-Encoding',
    'Access-Control-Request-Headers',
    'Access-Control-Request-Method',
    'Connection',
    'Content-Length',
    'Cookie',
    'Cookie2',
    'Date',
    'DNT',
    'Expect',
    'Host',
    'Keep-Alive',
    'Origin',
    'Referer',
    'Set-Cookie',
    'TE',
    'Trailer',
    'Transfer-Encoding',
    'Upgrade',
    'Via',
    'Proxy-Authorization',
    'Proxy-',
    'Sec-Fetch-Mode',
    'Sec-',
    'Sec-Anything',
  ])('%s', name => {
    expect(isForbidden(name)).toBe(true)
    expect(isForbidden(name, '')).toBe(true)
    expect(isForbidden(name.toLowerCase())).toBe(true)
    expect(isForbidden(name.toUpperCase())).toBe(true)
  })
})

describe('a header a page may set', () => {
  test.each([
    'Accept',
    'Accept-Charsets',
    'X-Accept-Encoding',
    'Access-Control-Request',
    'Access-Control-Allow-Origin',
    'Authorization',
    'Content-Type',
    'Content-Encoding',
    'Cookie3',
    'Set-Cookie2',
    'Dates',
    'Hosts',
    'If-Match',
    'Keepalive',
    'Referrer',
    'Range',
    'Proxy',
    'Proxying-For',
    'X-Proxy-User',
    'Sec',
    'Secret',
    'X-Sec-User',
    'User-Agent',
    'X-Requested-With',
  ])('%s', name => {
    expect(isForbidden(name)).toBe(false)
    expect(isForbidden(name, 'TRACE')).toBe(false)
  })
})

describe('a header that overrides the method', () => {
  const NAMES = [
    'X-HTTP-Method',
    'x-http-method-override',
    'X-Method-Override',
    'X-HTTP-METHOD-OVERRIDE',
  ]

  test.each(
    NAMES.flatMap(name =>
      (
        [
          ['TRACE', true],
          ['trace', true],
          ['Connect', true],
          ['TRACK', true],
          ['GET,TRACE', true],
          ['GET, TRACE', true],
          ['GET,\tTRACE , PUT', true],
          ['TRACE,', true],
          ['', false],
          [',', false],
          ['PUT', false],
          ['DELETE', false],
          ['GET, PUT', false],
          ['TRACE PUT', false],
          ['TRACES', false],
          ['"TRACE"', false],
          ['T,RACE', false],
        ] as const
      ).map(([value, dropped]) => [name, value, dropped] as const),
    ),
  )('%s: %j is dropped: %s', (name, value, dropped) => {
    expect(isForbidden(name, value)).toBe(dropped)
  })

  test.each(['X-HTTP-Methods', 'X-Override', 'X-HTTP-Override', 'HTTP-Method', 'AX-HTTP-Method'])(
    '%s is none',
    name => {
      expect(isForbidden(name, 'TRACE')).toBe(false)
    },
  )

  // The standard's list has three names, and X-Method is none of them.
  test('X-Method is none', () => {
    expect(isForbidden('X-Method', 'TRACE')).toBe(false)
  })

  // The standard gets, decodes and splits: a quoted comma parts nothing.
  test('a method between commas in quotes is none', () => {
    expect(isForbidden('X-HTTP-Method', '"a,TRACE,b"')).toBe(false)
  })

  // Only tab and space are taken off around a comma.
  test('a method with another white space around it is none', () => {
    expect(isForbidden('X-HTTP-Method', 'TRACE\xa0')).toBe(false)
  })
})

describe('the name', () => {
  test.each([
    ['X-Trace-ID', 'x-trace-id'],
    ['x-trace-id', 'x-trace-id'],
    ['CONTENT-TYPE', 'content-type'],
    ["!#$%&'*+-.^_`|~0Z", "!#$%&'*+-.^_`|~0z"],
  ])('%s is %s in lower case', (name, lowerCase) => {
    expect(headerName(name).lowerCase).toBe(lowerCase)
  })

  test.each(['', ' ', 'a b', 'a:', 'a\n', 'X-Ä', 'a,b', '(a)'])(
    '%j is refused by name, each time',
    name => {
      for (let times = 0; times < 2; times++) {
        expect(() => headerName(name)).toThrow(TypeError)
        expect(() => headerName(name)).toThrow(`header name ${JSON.stringify(name)}`)
      }
    },
  )

  test('any number of names, asked again, gives the same answers', () => {
    const names = Array.from({ length: 1300 }, (_, index) =>
      index % 2 ? `X-Name-${index}` : `Sec-Name-${index}`,
    )
    for (const name of [...names, ...names.slice(0, 20), ...names]) {
      expect([name, headerName(name).lowerCase]).toEqual([name, name.toLowerCase()])
      expect([name, isForbidden(name)]).toEqual([name, name.startsWith('Sec-')])
    }
  })
})
