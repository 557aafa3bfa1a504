import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  followRedirect,
  type Redirectable,
  type Redirected,
  type RedirectRules,
  redirection,
  STANDARD_REDIRECTS,
} from '../../../src/standard/redirect.ts'

const PAGE = 'https://app.example.com'
const API = 'https://api.example.com'
const CDN = 'https://cdn.example.com'

const STATUSES = [301, 302, 303, 307, 308]

const rulesWith = (changes: Partial<RedirectRules> = {}): RedirectRules => ({
  ...STANDARD_REDIRECTS,
  ...changes,
})

const kindOf = (
  status: number,
  location: string | null,
  mode: RequestRedirect = 'follow',
  changes: Partial<RedirectRules> = {},
) => redirection({ status, location, url: new URL(`${API}/a/b`) }, mode, rulesWith(changes))

const requestWith = (changes: Partial<Redirectable> = {}): Redirectable => ({
  url: new URL(`${API}/a/b?c`),
  method: 'GET',
  headers: [],
  mode: 'cors',
  initiator: 'fetch',
  pageOrigin: PAGE,
  cors: true,
  tainted: false,
  streams: false,
  hop: 0,
  ...changes,
})

const follow = (
  location: string,
  changes: Partial<Redirectable> = {},
  status = 302,
  rules: Partial<RedirectRules> = {},
) => followRedirect(requestWith(changes), status, location, rulesWith(rules))

/** What changes, where the redirect has to be one that is followed. */
function followed(...given: Parameters<typeof follow>): Redirected {
  const outcome = follow(...given)
  if (typeof outcome === 'string') throw new Error(`not followed: ${outcome}`)
  return outcome
}

describe('a response', () => {
  test('is a redirect for five statuses, with each mode, and for no other', () => {
    for (let status = 200; status < 600; status++) {
      const redirects = STATUSES.includes(status)
      expect(kindOf(status, '/x', 'follow')).toBe(redirects ? 'followed' : 'answer')
      expect(kindOf(status, '/x', 'manual')).toBe(redirects ? 'hidden' : 'answer')
      expect(kindOf(status, '/x', 'error')).toBe(redirects ? 'redirect-error' : 'answer')
    }
  })

  test.each<[RequestRedirect, string]>([
    ['follow', 'answer'],
    ['manual', 'hidden'],
    ['error', 'redirect-error'],
  ])('that redirects without Location is, in mode %s: %s', (mode, kind) => {
    for (const status of STATUSES) expect(kindOf(status, null, mode)).toBe(kind)
  })

  test.each<[RequestRedirect, string]>([
    ['follow', 'followed'],
    ['manual', 'hidden'],
    ['error', 'redirect-error'],
  ])('with an empty Location is, in mode %s: %s', (mode, kind) => {
    for (const status of STATUSES) expect(kindOf(status, '', mode)).toBe(kind)
  })

  test.each(['http://', 'data:,x', 'ftp://a/', '//user@host/'])(
    'with Location %j is a redirect all the same',
    location => {
      expect(kindOf(302, location, 'follow')).toBe('followed')
      expect(kindOf(302, location, 'manual')).toBe('hidden')
      expect(kindOf(302, location, 'error')).toBe('redirect-error')
    },
  )
})

describe('a rule', () => {
  test('makes redirects of other statuses, if there is a Location', () => {
    const changes = { alsoRedirects: (status: number) => status === 310 }
    expect(kindOf(310, '/x', 'follow', changes)).toBe('followed')
    expect(kindOf(310, '/x', 'manual', changes)).toBe('hidden')
    expect(kindOf(310, '/x', 'error', changes)).toBe('redirect-error')
    expect(kindOf(311, '/x', 'follow', changes)).toBe('answer')
    for (const location of [null, '']) {
      expect(kindOf(310, location, 'follow', changes)).toBe('answer')
      expect(kindOf(310, location, 'manual', changes)).toBe('answer')
      expect(kindOf(310, location, 'error', changes)).toBe('answer')
    }
    expect(kindOf(302, '/x', 'follow', changes)).toBe('followed')
  })

  test.each<[RedirectRules['emptyLocation'], string]>([
    ['a URL', 'followed'],
    ['none', 'answer'],
    ['invalid', 'redirect-location'],
  ])('takes an empty Location for %j', (emptyLocation, kind) => {
    expect(kindOf(302, '', 'follow', { emptyLocation })).toBe(kind)
    expect(kindOf(302, null, 'follow', { emptyLocation })).toBe('answer')
    expect(kindOf(302, '/x', 'follow', { emptyLocation })).toBe('followed')
    expect(kindOf(302, '', 'manual', { emptyLocation })).toBe('hidden')
    expect(kindOf(302, '', 'error', { emptyLocation })).toBe('redirect-error')
  })

  test('lets mode error pass what has no Location', () => {
    const changes = { errorNeedsLocation: true }
    expect(kindOf(302, null, 'error', changes)).toBe('answer')
    expect(kindOf(302, '', 'error', changes)).toBe('answer')
    expect(kindOf(302, '/x', 'error', changes)).toBe('redirect-error')
    expect(kindOf(302, null, 'manual', changes)).toBe('hidden')
  })

  test('refuses a Location in mode manual, and is told where it leads', () => {
    const told: (string | null)[] = []
    const changes = {
      manualRefuses: (target: URL | null) => {
        told.push(target?.href ?? null)
        return true
      },
    }
    expect(kindOf(302, '../x', 'manual', changes)).toBe('redirect-scheme')
    expect(kindOf(302, 'http://', 'manual', changes)).toBe('redirect-location')
    expect(told).toEqual([`${API}/x`, null])
    expect(kindOf(302, '', 'manual', changes)).toBe('hidden')
    expect(kindOf(302, null, 'manual', changes)).toBe('hidden')
    expect(kindOf(302, '/x', 'follow', changes)).toBe('followed')
    expect(kindOf(302, '/x', 'error', changes)).toBe('redirect-error')
    expect(told).toHaveLength(2)
  })
})

describe('a Location', () => {
  test.each([
    ['/x', `${API}/x`],
    ['x', `${API}/a/x`],
    ['../x', `${API}/x`],
    ['?x', `${API}/a/b?x`],
    ['', `${API}/a/b?c`],
    ['#f', `${API}/a/b?c#f`],
    ['//cdn.example.com/x', `${CDN}/x`],
    ['http://api.example.com/x', 'http://api.example.com/x'],
    [' /x ', `${API}/x`],
    ['HTTPS://CDN.example.com:443', `${CDN}/`],
  ])('%j leads to %s', (location, href) => {
    expect(followed(location).url.href).toBe(href)
  })

  test.each(['http://', 'https://a b/', '//', 'https://a:99999/', 'http://[::1'])(
    '%j can’t be parsed',
    location => {
      expect(follow(location)).toBe('redirect-location')
    },
  )

  test.each([
    'data:text/plain,x',
    'data:text/plain,x#f',
    'blob:https://app.example.com/1',
    'ftp://api.example.com/',
    'file:///x',
    'about:blank',
    'javascript:0',
    'ws://api.example.com/',
    'app:x',
  ])('%j leads to no URL of HTTP', location => {
    expect(follow(location)).toBe('redirect-scheme')
    expect(follow(location, { url: new URL(`${API}/#f`) })).toBe('redirect-scheme')
  })

  test('leads where a URL of that base does', () => {
    fc.assert(
      fc.property(fc.webPath(), fc.webQueryParameters(), (path, query) => {
        const location = `${path}?${query}`
        fc.pre(!location.startsWith('//'))
        expect(followed(location).url.href).toBe(new URL(location, `${API}/a/b?c`).href)
      }),
    )
  })

  test('without a fragment takes the one of the request along', () => {
    const url = new URL(`${API}/a#old`)
    expect(followed('/x', { url }).url.href).toBe(`${API}/x#old`)
    expect(followed(`${CDN}/x`, { url }).url.href).toBe(`${CDN}/x#old`)
    expect(followed('', { url }).url.href).toBe(`${API}/a#old`)
    expect(followed('/x#new', { url }).url.href).toBe(`${API}/x#new`)
    expect(followed('/x').url.href).toBe(`${API}/x`)
    expect(url.href).toBe(`${API}/a#old`)
  })

  test('has its own fragment if it has one, and else that of the request', () => {
    const some = fc.webFragments({ size: 'small' }).filter(text => text !== '')
    const maybe = fc.option(some)
    const hashOf = (fragment: string | null) => (fragment === null ? '' : `#${fragment}`)
    fc.assert(
      fc.property(maybe, maybe, (before, own) => {
        const url = new URL(`${API}/a${hashOf(before)}`)
        const { hash } = new URL(`${API}/x${hashOf(own ?? before)}`)
        expect(followed(`/x${hashOf(own)}`, { url }).url.hash).toBe(hash)
      }),
    )
  })

  test('with bytes above 0x7F stands for letters, or for the bytes by a rule', () => {
    expect(followed('/\x7f\x80\xff').url.href).toBe(`${API}/%7F%C2%80%C3%BF`)
    expect(followed('/\x7f\x80\xff', {}, 302, { escapesBytes: true }).url.href).toBe(
      `${API}/%7F%80%FF`,
    )
    expect(followed('/?\xc3\xa9#\xe9', {}, 302, { escapesBytes: true }).url.href).toBe(
      `${API}/?%C3%A9#%E9`,
    )
  })
})

describe('redirects are counted', () => {
  test.each([
    [0, true],
    [18, true],
    [19, true],
    [20, false],
    [21, false],
  ])('after %d the next is followed: %s', (hop, goes) => {
    expect(follow('/x', { hop }) === 'redirect-limit').toBe(!goes)
    expect(follow('/x', { hop, keepalive: true }) === 'redirect-limit').toBe(!goes)
  })

  test('up to a limit that a rule sets for each request', () => {
    const limit = ({ keepalive }: Redirectable) => (keepalive ? 19 : 20)
    expect(follow('/x', { hop: 18, keepalive: true }, 302, { limit })).not.toBe('redirect-limit')
    expect(follow('/x', { hop: 19, keepalive: true }, 302, { limit })).toBe('redirect-limit')
    expect(follow('/x', { hop: 19 }, 302, { limit })).not.toBe('redirect-limit')
    expect(follow('/x', { hop: 20 }, 302, { limit })).toBe('redirect-limit')
  })

  test('and refused from that limit on', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), (hop, most) => {
        const outcome = follow('/x', { hop }, 302, { limit: () => most })
        expect(outcome === 'redirect-limit').toBe(hop >= most)
      }),
    )
  })
})

describe('a user name or a password in the target', () => {
  const TARGETS = [
    '//user@cdn.example.com/',
    '//:secret@cdn.example.com/',
    '//u:p@cdn.example.com/',
  ]

  test.each([
    ['a response that CORS shares', 'cors', true, CDN, false],
    ['a response that CORS shares, back to the page', 'cors', true, PAGE, false],
    ['mode no-cors, though CORS shares', 'no-cors', true, CDN, false],
    ['mode cors, to another origin', 'cors', false, CDN, false],
    ['mode cors, within the page’s origin', 'cors', false, PAGE, true],
    ['mode no-cors', 'no-cors', false, CDN, true],
    ['mode same-origin', 'same-origin', false, PAGE, true],
    ['mode navigate', 'navigate', false, CDN, true],
  ] as const)('with %s', (_, mode, cors, origin, goes) => {
    for (const target of TARGETS) {
      const location = target.replace('cdn.example.com', new URL(origin).host)
      const outcome = follow(location, { mode, cors, url: new URL(`${PAGE}/a`) })
      expect(outcome === 'redirect-userinfo').toBe(!goes)
      if (goes) expect(outcome).toHaveProperty('url.href', new URL(location, PAGE).href)
    }
  })

  test('is not looked for elsewhere', () => {
    expect(followed('/user@host?a:b@c').url.href).toBe(`${API}/user@host?a:b@c`)
    expect(followed('//@cdn.example.com/').url.href).toBe(`${CDN}/`)
  })

  test('is a rule’s to refuse, which is asked only where there is one', () => {
    const asked: string[] = []
    const refusesUserinfo = (_: Redirectable, { href }: URL) => {
      asked.push(href)
      return href.includes('bad')
    }
    expect(follow('//bad@cdn.example.com/', {}, 302, { refusesUserinfo })).toBe('redirect-userinfo')
    expect(follow('//good@cdn.example.com/', {}, 302, { refusesUserinfo })).toBeTypeOf('object')
    expect(follow('//bad.example.com/', {}, 302, { refusesUserinfo })).toBeTypeOf('object')
    expect(asked).toEqual(['https://bad@cdn.example.com/', 'https://good@cdn.example.com/'])
  })
})

test('a body that can’t be sent again is a failure, but for status 303', () => {
  for (const status of STATUSES) {
    for (const method of ['POST', 'PUT']) {
      const outcome = follow('/x', { method, streams: true }, status)
      expect(outcome === 'redirect-stream').toBe(status !== 303)
      expect(follow('/x', { method }, status)).toBeTypeOf('object')
    }
  }
})

test('of several failures the first in the standard’s order counts', () => {
  const all = { hop: 20, streams: true }
  expect(follow('http://u@', all)).toBe('redirect-location')
  expect(follow('ftp://u@cdn.example.com/', all)).toBe('redirect-scheme')
  expect(follow('//u@cdn.example.com/', all)).toBe('redirect-limit')
  expect(follow('//u@cdn.example.com/', { ...all, hop: 19 })).toBe('redirect-userinfo')
  expect(follow('//cdn.example.com/', { ...all, hop: 19 })).toBe('redirect-stream')
})

describe('a method', () => {
  const TO_GET: Readonly<Record<number, readonly string[]>> = {
    301: ['POST'],
    302: ['POST'],
    303: ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY', 'post'],
    307: [],
    308: [],
  }

  test.each(STATUSES)('after %d', status => {
    const ALL = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY', 'post']
    for (const given of ALL) {
      for (const location of ['/x', `${CDN}/x`]) {
        const { method, dropsBody } = followed(location, { method: given }, status)
        const changes = TO_GET[status]!.includes(given)
        expect({ method, dropsBody }).toEqual({
          method: changes ? 'GET' : given,
          dropsBody: changes,
        })
      }
    }
  })

  test('is a rule’s to change, which learns whether the origin changes', () => {
    const asked: unknown[] = []
    const becomesGet = (...given: Parameters<RedirectRules['becomesGet']>) => {
      asked.push(given)
      return given[2]
    }
    const before = { method: 'PUT' }
    expect(followed('/x', before, 307, { becomesGet }).method).toBe('PUT')
    expect(followed(`${CDN}/x`, before, 308, { becomesGet }).method).toBe('GET')
    expect(asked).toEqual([
      ['PUT', 307, false],
      ['PUT', 308, true],
    ])
  })
})

describe('headers', () => {
  const OF_BODY = ['content-encoding', 'content-language', 'content-location', 'content-type']
  const OTHERS = [
    'accept',
    'content-length',
    'content-types',
    'x-content-type',
    'x-authorization',
    'authorization-x',
    'proxy-authorization',
    'x-a',
  ]

  test.each([
    ['stay', 'GET', '/x', []],
    ['of the body go with it', 'POST', '/x', OF_BODY],
    ['Authorization goes to no other origin', 'GET', `${CDN}/x`, ['authorization']],
    ['of both kinds go', 'POST', `${CDN}/x`, [...OF_BODY, 'authorization']],
  ])('%s', (_, method, location, gone) => {
    const names = ['authorization', ...OF_BODY, ...OTHERS]
    const headers = names.map((name, index) => ({ name, value: `${index}` }))
    const { headers: left, drops } = followed(location, { method, headers })
    expect(left).toEqual(headers.filter(({ name }) => !gone.includes(name)))
    expect(names.filter(drops).sort()).toEqual([...gone].sort())
    expect(headers).toHaveLength(names.length)
  })

  test.each([
    ['another path', `${API}/x`, true],
    ['the port of the scheme', `${API}:443/x`, true],
    ['another scheme', 'http://api.example.com/', false],
    ['another port', `${API}:8443/`, false],
    ['a subdomain', 'https://v2.api.example.com/', false],
    ['the page', `${PAGE}/`, false],
  ])('Authorization goes to %s', (_, location, stays) => {
    const headers = [{ name: 'authorization', value: 'a' }]
    expect(followed(location, { headers }).headers).toEqual(stays ? headers : [])
  })

  test('that are left are those that are not dropped, in order', () => {
    const header = fc.record({
      name: fc.constantFrom('authorization', ...OF_BODY, ...OTHERS),
      value: fc.string(),
    })
    const headers = fc.array(header)
    const method = fc.constantFrom('GET', 'POST', 'PUT')
    const status = fc.constantFrom(...STATUSES)
    const location = fc.constantFrom('/x', `${CDN}/x`)
    fc.assert(
      fc.property(headers, method, status, location, (headers, method, status, location) => {
        const after = followed(location, { headers, method }, status)
        expect(after.dropsBody).toBe(after.method !== method)
        expect(after.headers).toEqual(
          headers.filter(
            ({ name }) =>
              !(OF_BODY.includes(name) && after.dropsBody) &&
              !(name === 'authorization' && location !== '/x'),
          ),
        )
      }),
    )
  })
})

describe('whether the origin becomes null, by a redirect', () => {
  test.each([
    ['from the page to another', PAGE, `${API}/`, false],
    ['within the page’s own', PAGE, `${PAGE}/x`, false],
    ['within another', API, `${API}/x`, false],
    ['between two others', API, `${CDN}/`, true],
    ['from another back to the page', API, `${PAGE}/`, true],
    ['to another scheme of another', API, 'http://api.example.com/', true],
    ['to another port of another', API, `${API}:8443/`, true],
  ])('%s', (_, from, location, tainted) => {
    const url = new URL(from)
    expect(followed(location, { url }).tainted).toBe(tainted)
    expect(followed(location, { url, tainted: true }).tainted).toBe(true)
  })

  test('once a redirect leaves an origin that is not the page’s, and for good', () => {
    const origin = fc.constantFrom(PAGE, API, CDN)
    fc.assert(
      fc.property(fc.array(origin, { minLength: 2, maxLength: 8 }), origins => {
        let request = requestWith({ url: new URL(origins[0]!) })
        for (const next of origins.slice(1)) {
          const after = followRedirect(request, 307, next, STANDARD_REDIRECTS)
          if (typeof after === 'string') throw new Error(after)
          request = { ...request, ...after }
        }
        const left = origins.filter((one, index) => one !== (origins[index + 1] ?? one))
        expect(request.tainted).toBe(left.some(one => one !== PAGE))
      }),
    )
  })
})
