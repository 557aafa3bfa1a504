import { describe, expect, test } from 'vitest'
import { blockedFailure } from '../../../src/browsers/blocked.ts'
import { type Browser, ENGINES } from '../../../src/browsers/rules.ts'
import type { Description } from '../../../src/standard/description.ts'
import { isCrossOrigin } from '../../../src/standard/origin.ts'

const PAGE = 'https://app.example.com'
const BROWSERS: readonly Browser[] = ['standard', ...ENGINES]

/** The failure of a call, the same for everybody. */
function failure(url: string, changes: Partial<Description> = {}) {
  const [first, ...others] = BROWSERS.map(browser => failureIn(browser, url, changes))
  for (const other of others) expect(other).toEqual(first)
  return first
}

function failureIn(browser: Browser, url: string, changes: Partial<Description> = {}) {
  const description: Description = {
    initiator: 'fetch',
    origin: PAGE,
    url: new URL(url),
    method: 'GET',
    mode: 'cors',
    credentials: 'same-origin',
    headers: [],
    body: null,
    uploadListeners: [],
    ...changes,
  }
  const { origin } = description
  return blockedFailure(description, isCrossOrigin(description.url, origin), browser)
}

describe("mode 'same-origin'", () => {
  const mode = 'same-origin'

  test('allows no other origin', () => {
    expect(failure('https://api.example.com/x?y', { mode })).toEqual({
      code: 'disallowed-by-mode',
      origin: PAGE,
      url: 'https://api.example.com/x?y',
    })
  })

  test('allows its own origin, and what asks nobody', () => {
    expect(failure(`${PAGE}/x`, { mode })).toBe(null)
    expect(failure('data:,x', { mode })).toBe(null)
  })

  test.each(['cors', 'no-cors'] as const)('mode %s allows any', other => {
    expect(failure('https://api.example.com/', { mode: other })).toBe(null)
  })
})

describe('a scheme', () => {
  test.each(['ftp', 'file', 'ws', 'wss', 'foo', 'mailto', 'chrome-extension'])(
    '%s: is refused',
    scheme => {
      expect(failure(`${scheme}://api.example.com/`)).toEqual({ code: 'scheme', scheme })
    },
  )

  test.each(['https://api.example.com/', 'data:,x', `blob:${PAGE}/1`])('%s is not', url => {
    expect(failure(url)).toBe(null)
  })

  test('data: is none for an opaque origin either', () => {
    expect(failure('data:,x', { origin: 'null' })).toBe(null)
  })
})

describe('a port', () => {
  /** The bad ports, as the standard's table lists them. */
  const BAD = [
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101,
    102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427,
    465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990,
    993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667,
    6668, 6669, 6679, 6697, 10080,
  ]

  test('of 65536, those of the table are refused and no others', () => {
    const refused = Array.from({ length: 65536 }, (_, port) => port).filter(
      port => failureIn('standard', `https://api.example.com:${port}/`) !== null,
    )
    expect(refused).toEqual(BAD)
  })

  test.each([
    [5999, false],
    [6000, true],
    [6001, false],
    [6664, false],
    [6665, true],
    [6669, true],
    [6670, false],
    [10079, false],
    [10080, true],
    [10081, false],
    [8080, false],
    [443, false],
  ])('%i is refused: %s', (port, refused) => {
    expect(failure(`https://api.example.com:${port}/`)).toEqual(
      refused ? { code: 'bad-port', port } : null,
    )
  })

  test("is refused on the page's own origin, over http and in no-cors mode too", () => {
    const origin = 'http://app.example.com:6000'
    expect(failure(`${origin}/x`, { origin })).toEqual({ code: 'bad-port', port: 6000 })
    expect(failure('http://a.test:21/', { origin: 'http://b.test', mode: 'no-cors' })).toEqual({
      code: 'bad-port',
      port: 21,
    })
  })

  test('of another scheme than HTTP does not matter', () => {
    expect(failure('foo://api.example.com:6000/')).toEqual({ code: 'scheme', scheme: 'foo' })
  })
})

describe('mixed content', () => {
  test.each([
    'http://api.example.com/',
    'http://app.example.com/',
    'http://api.example.com:8080/',
    'http://128.0.0.1/',
    'http://126.255.255.255/',
    'http://192.168.0.1/',
    'http://0.0.0.0/',
    'http://[::2]/',
    'http://[::]/',
    'http://localhost.example.com/',
    'http://notlocalhost/',
    'http://my-localhost/',
  ])('a page that came over HTTPS may not ask %s', url => {
    expect(failure(url)).toEqual({ code: 'mixed-content', url })
  })

  test.each([
    'http://localhost/',
    'http://localhost:3000/',
    'http://LOCALHOST/',
    'http://app.localhost/',
    'http://a.b.localhost:8080/',
    'http://127.0.0.1/',
    'http://127.0.0.1:3000/',
    'http://127.255.255.254/',
    'http://127.1/',
    'http://[::1]/',
    'http://[::1]:3000/',
  ])('it may ask %s, which is this machine', url => {
    expect(failure(url)).toBe(null)
  })

  // A name is no address, whatever it starts with.
  test('http://127.example.com/ is not this machine', () => {
    expect(failure('http://127.example.com/')).toMatchObject({ code: 'mixed-content' })
  })

  // Secure Contexts names both with a dot at the end.
  test.each(['http://localhost./', 'http://app.localhost./'])('%s is this machine', url => {
    expect(failure(url)).toBe(null)
  })

  test('is none over HTTPS', () => {
    expect(failure('https://api.example.com/')).toBe(null)
  })

  test.each(['http://app.example.com', 'null'])('is none for a page of %s', origin => {
    expect(failure('http://api.example.com/', { origin })).toBe(null)
  })

  test('is refused in no-cors mode too', () => {
    expect(failure('http://api.example.com/', { mode: 'no-cors' })).toMatchObject({
      code: 'mixed-content',
    })
  })
})

describe('a header', () => {
  const headers = [
    { name: 'x-a', value: '1' },
    { name: 'available-dictionary', value: ':a:', setAt: { line: 'app.js:1' } },
  ]

  test.each(['https://api.example.com/', `${PAGE}/x`])(
    'Available-Dictionary ends a request of Chromium to %s, and of nobody else',
    url => {
      expect(failureIn('chromium', url, { headers })).toEqual({
        code: 'header-refused',
        name: 'available-dictionary',
        setAt: 'app.js:1',
      })
      for (const other of ['standard', 'firefox', 'webkit'] as const) {
        expect(failureIn(other, url, { headers })).toBe(null)
      }
    },
  )

  test('of another name ends none', () => {
    expect(failure('https://api.example.com/', { headers: headers.slice(0, 1) })).toBe(null)
    const alike = [{ name: 'available-dictionaries', value: '1' }]
    expect(failure('https://api.example.com/', { headers: alike })).toBe(null)
  })
})

describe('a stream', () => {
  const refusers = (changes: Partial<Description>, url = 'https://api.example.com/') =>
    BROWSERS.filter(browser => {
      const found = failureIn(browser, url, { method: 'POST', ...changes })
      if (found) expect(found).toEqual({ code: 'stream-refused' })
      return found !== null
    })
  const stream = { kind: 'stream', contentType: null } as const

  test('is refused by WebKit alone, to any origin', () => {
    expect(refusers({ body: stream })).toEqual(['webkit'])
    expect(refusers({ body: stream }, `${PAGE}/x`)).toEqual(['webkit'])
  })

  test('of a cloned Request is refused by nobody', () => {
    expect(refusers({ body: { ...stream, cloned: true } })).toEqual([])
  })

  test('that may outlive the page is refused by all that send streams', () => {
    expect(refusers({ body: stream, keepalive: true })).toEqual(['standard', 'chromium', 'webkit'])
  })

  test('in no-cors mode is refused by all that send streams', () => {
    expect(refusers({ body: stream, mode: 'no-cors' })).toEqual(['standard', 'chromium', 'webkit'])
  })

  test('is refused, not what else may outlive the page', () => {
    const body = { kind: 'blob', contentType: null } as const
    expect(refusers({ body, keepalive: true })).toEqual([])
    expect(refusers({ body })).toEqual([])
  })

  test("in mode 'same-origin' leaves Chromium for another origin, and nobody else", () => {
    const changes = { method: 'POST', mode: 'same-origin', body: stream } as const
    const url = 'https://api.example.com/'
    expect(failureIn('chromium', url, changes)).toBe(null)
    for (const other of ['standard', 'firefox', 'webkit'] as const) {
      expect(failureIn(other, url, changes)?.code).toBe('disallowed-by-mode')
    }
  })
})
