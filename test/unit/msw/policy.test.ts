import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CorsPolicy, checkPolicy } from '../../../src/msw/policy.ts'

const APP = 'https://app.example.com'

/** The lines of the message that refuses a policy; none for one that is taken. */
function mistakes(policy: Record<string, unknown>): string[] {
  try {
    checkPolicy(policy as unknown as CorsPolicy)
    return []
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError)
    const [head, ...lines] = (error as TypeError).message.split('\n- ')
    expect(head).toBe("cors can't take this policy:")
    return lines
  }
}

describe('good policies', () => {
  test.each<[string, CorsPolicy]>([
    ['an origin', { origins: APP }],
    ['every origin', { origins: '*' }],
    ['a pattern', { origins: /example/ }],
    ['a function', { origins: () => true }],
    ['no origin', { origins: [] }],
    ['origins of every kind', { origins: [APP, 'null', /example/, () => false] }],
    ['a port', { origins: 'http://localhost:3000' }],
    ['an address', { origins: ['http://127.0.0.1', 'http://[::1]:8080'] }],
    ["an app's own scheme", { origins: ['capacitor://localhost', 'chrome-extension://abcdef'] }],
    ['a name in another script', { origins: 'https://xn--bcher-kva.example' }],
    ['methods', { origins: APP, methods: ['GET', 'PUT', 'PATCH', 'patch', 'PROPFIND', 'Purge'] }],
    ['headers', { origins: APP, headers: ['Content-Type', 'authorization', 'x-http-method'] }],
    ['exposed headers', { origins: APP, exposedHeaders: ['ETag', 'x-total', 'Date'] }],
    ['empty lists', { origins: APP, methods: [], headers: [], exposedHeaders: [] }],
    ['wildcards', { origins: '*', methods: ['*'], headers: ['*', 'a'], exposedHeaders: ['*'] }],
    ['wildcards, no credentials', { origins: '*', methods: ['*'], credentials: false }],
    ['credentials', { origins: [APP, /a/], methods: ['PUT'], credentials: true }],
    ['times', { origins: APP, maxAge: 0 }],
    ['the longest time', { origins: APP, maxAge: 86400 }],
    ['a status', { origins: APP, preflightStatus: 200 }],
    ['the last good status', { origins: APP, preflightStatus: 299 }],
    ['nothing wrong, on purpose', { origins: APP, dangerouslyInvalid: true }],
  ])('%s', (_, policy) => {
    expect(mistakes({ ...policy })).toEqual([])
  })

  test('a member that is undefined is not given', () => {
    const names = [
      ...['methods', 'headers', 'exposedHeaders', 'credentials'],
      ...['maxAge', 'preflightStatus', 'dangerouslyInvalid'],
    ]
    const given = Object.fromEntries(names.map(name => [name, undefined]))
    expect(mistakes({ origins: APP, ...given })).toEqual([])
  })
})

const ORIGINS = "'*', an origin like 'https://app.example.com', a RegExp or a function"
const ALONE = 'names alone while credentials is true'
const AGE = "whole seconds from 0 to 86400, Firefox's most (Chrome's is 7200, Safari's 600)"
const STATUS = 'a status from 200 to 299'
const LIST = 'a string, a RegExp, a function or an array of these'

/** What no browser accepts, but a server may send. */
const INVALID: [string, string, unknown, object?][] = [
  ['origins', `'${APP}', as browsers send it`, `${APP}/`],
  ['origins', `'${APP}', as browsers send it`, `${APP}/login?a#b`],
  ['origins', `'${APP}', as browsers send it`, 'https://APP.example.com'],
  ['origins', `'${APP}', as browsers send it`, 'HTTPS://app.example.com'],
  ['origins', `'${APP}', as browsers send it`, `${APP}:443`],
  ['origins', `'${APP}', as browsers send it`, 'https://user@app.example.com'],
  ['origins', `'${APP}', as browsers send it`, ` ${APP}`],
  ['origins', "'http://localhost', as browsers send it", 'http://localhost:80'],
  ['origins', "'https://xn--bcher-kva.example', as browsers send it", 'https://bücher.example'],
  ['origins', ORIGINS, 'app.example.com'],
  ['origins', ORIGINS, '//app.example.com'],
  ['origins', ORIGINS, 'localhost:3000'],
  ['origins', ORIGINS, ''],
  ['origins', ORIGINS, 'NULL'],
  ['origins', ORIGINS, 'https://*.example.com'],
  ['origins', ORIGINS, `${APP}, https://other.example.com`],
  ['origins', ORIGINS, `${APP},https://other.example.com`],
  ['origins', ORIGINS, `${APP},`],
  ['origins', ORIGINS, 'file://'],
  ['origins', ORIGINS, 'data:text/plain,'],
  ['origins', ALONE, '*', { credentials: true }],
  ['methods', "'PUT', as browsers send it", 'put'],
  ['methods', "'DELETE', as browsers send it", 'Delete'],
  ['methods', "'GET', as browsers send it", 'get'],
  ['methods', "'HEAD', as browsers send it", 'head'],
  ['methods', "'POST', as browsers send it", 'post'],
  ['methods', "'OPTIONS', as browsers send it", 'options'],
  ['methods', 'methods that a page may use', 'CONNECT'],
  ['methods', 'methods that a page may use', 'Trace'],
  ['methods', 'methods that a page may use', 'track'],
  ['methods', 'HTTP tokens', ''],
  ['methods', 'HTTP tokens', 'GET, PUT'],
  ['methods', ALONE, '*', { credentials: true }],
  ['headers', 'HTTP tokens', ''],
  ['headers', 'HTTP tokens', 'x-a, x-b'],
  ['headers', 'HTTP tokens', 'x a'],
  ['headers', 'HTTP tokens', 'ä'],
  ['headers', 'headers that a page may set', 'Cookie'],
  ['headers', 'headers that a page may set', 'sec-fetch-mode'],
  ['headers', 'headers that a page may set', 'Proxy-Authorization'],
  ['headers', 'headers that a page may set', 'origin'],
  ['headers', ALONE, '*', { credentials: true }],
  ['exposedHeaders', 'HTTP tokens', 'x:'],
  ['exposedHeaders', 'headers that a page may read', 'Set-Cookie'],
  ['exposedHeaders', 'headers that a page may read', 'set-cookie2'],
  ['exposedHeaders', ALONE, '*', { credentials: true }],
  ['maxAge', AGE, -1],
  ['maxAge', AGE, 86401],
  ['maxAge', AGE, 0.5],
  ['maxAge', AGE, Number.NaN],
  ['maxAge', AGE, Infinity],
  ['preflightStatus', STATUS, 300],
  ['preflightStatus', STATUS, 404],
  ['preflightStatus', STATUS, 599],
]

/** What can't be sent. */
const IMPOSSIBLE: [string, string, unknown][] = [
  ['origins', LIST, undefined],
  ['origins', LIST, null],
  ['origins', LIST, true],
  ['origins', LIST, {}],
  ['origins', LIST, new URL(APP)],
  ...['methods', 'headers', 'exposedHeaders'].flatMap((name): [string, string, unknown][] => [
    [name, 'an array of strings', 'A'],
    [name, 'an array of strings', '*'],
    [name, 'an array of strings', null],
    [name, 'an array of strings', new Set(['A'])],
  ]),
  ['credentials', 'true or false', 'include'],
  ['credentials', 'true or false', null],
  ['credentials', 'true or false', 1],
  ['dangerouslyInvalid', 'true or false', 1],
  ['maxAge', AGE, '600'],
  ['maxAge', AGE, null],
  ['maxAge', AGE, 5n],
  ['preflightStatus', STATUS, 199],
  ['preflightStatus', STATUS, 101],
  ['preflightStatus', STATUS, 600],
  ['preflightStatus', STATUS, 204.5],
  ['preflightStatus', STATUS, Number.NaN],
  ['preflightStatus', STATUS, '204'],
]

const shown = (value: unknown) => (typeof value === 'string' ? `'${value}'` : `${value}`)
const isList = (name: string) => /methods|headers$/i.test(name)

describe('what no browser accepts', () => {
  test.each(INVALID)('%s takes %s, not %o', (name, takes, value, others = {}) => {
    const policy = { origins: APP, ...others, [name]: isList(name) ? [value] : value }
    expect(mistakes(policy)).toEqual([`${name} takes ${takes}, not ${shown(value)}`])
    expect(mistakes({ ...policy, dangerouslyInvalid: false })).toHaveLength(1)
    expect(mistakes({ ...policy, dangerouslyInvalid: true })).toEqual([])
  })
})

describe('what can not be sent', () => {
  test.each(IMPOSSIBLE)('%s takes %s, not %o', (name, takes, value) => {
    for (const dangerouslyInvalid of [undefined, true]) {
      const policy = { origins: APP, dangerouslyInvalid, [name]: value }
      expect(mistakes(policy)).toEqual([`${name} takes ${takes}, not ${shown(value)}`])
    }
  })

  test.each([
    ['credentials', { origins: '*', credentials: 'include' }, 1],
    ['dangerouslyInvalid', { origins: APP, maxAge: -1, dangerouslyInvalid: 1 }, 2],
  ])('%s of a wrong type is not taken for true', (_, policy, lines) => {
    expect(mistakes(policy)).toHaveLength(lines)
  })

  test.each([
    ['origins', LIST, [APP, 5], '5'],
    ['origins', LIST, [undefined], 'undefined'],
    ['origins', LIST, [[APP]], APP],
    ['methods', 'an array of strings', ['PUT', 5], '5'],
    ['headers', 'an array of strings', [undefined], 'undefined'],
    ['exposedHeaders', 'an array of strings', [['etag']], 'etag'],
  ])('%s takes %s, not %o', (name, takes, list, one) => {
    const policy = { origins: APP, [name]: list, dangerouslyInvalid: true }
    expect(mistakes(policy)).toEqual([`${name} takes ${takes}, not ${one}`])
  })

  test.each(['origin', 'Methods', 'allowedHeaders', 'constructor', 'toString'])(
    'a policy has no %s',
    name => {
      for (const dangerouslyInvalid of [undefined, true]) {
        expect(mistakes({ origins: APP, dangerouslyInvalid, [name]: undefined })).toEqual([
          `a policy has no '${name}'; it has origins, methods, headers, exposedHeaders, credentials, maxAge, preflightStatus, dangerouslyInvalid`,
        ])
      }
    },
  )

  test.each<[unknown, string]>([
    [undefined, 'undefined'],
    [null, 'null'],
    ['*', "'*'"],
    [() => {}, '() => {'],
  ])('no policy at all: %o', (policy, text) => {
    const call = () => checkPolicy(policy as CorsPolicy)
    expect(call).toThrow(TypeError)
    expect(call).toThrow(`cors takes a policy, not ${text}`)
  })
})

test('all mistakes are told at once, in the order of the members', () => {
  const policy = {
    preflightStatus: 404,
    maxAge: -1,
    credentials: true,
    exposedHeaders: ['*', 'Set-Cookie'],
    headers: ['Host', 7],
    methods: ['put', 'TRACE'],
    origins: ['*', `${APP}/`],
    cookies: true,
  }
  const lines = mistakes(policy)
  expect(lines.map(line => line.split(' ')[0])).toEqual([
    ...['a', 'origins', 'origins', 'methods', 'methods', 'headers', 'headers'],
    ...['exposedHeaders', 'exposedHeaders', 'maxAge', 'preflightStatus'],
  ])
  expect(mistakes({ ...policy, dangerouslyInvalid: true })).toEqual([lines[0], lines[6]])
})

describe('any policy', () => {
  // Both sides of every edge, each part with whether it is good without and with credentials.
  const part = fc.constantFrom
  const origin = part<[unknown, boolean, boolean]>(
    [APP, true, true],
    ['null', true, true],
    [/a/, true, true],
    ['*', true, false],
    [`${APP}/`, false, false],
    [`${APP}:443`, false, false],
    [`${APP}:444`, true, true],
  )
  const method = part<[unknown, boolean, boolean]>(
    ['PUT', true, true],
    ['put', false, false],
    ['patch', true, true],
    ['TRACK', false, false],
    ['TRACKS', true, true],
    ['*', true, false],
    ['**', true, true],
  )
  const header = part<[unknown, boolean, boolean]>(
    ['x-a', true, true],
    ['x a', false, false],
    ['Host', false, false],
    ['Hosts', true, true],
    ['*', true, false],
  )
  const exposed = part<[unknown, boolean, boolean]>(
    ['etag', true, true],
    ['Set-Cookie', false, false],
    ['Set-Cookie3', true, true],
    ['*', true, false],
  )
  const age = part<[unknown, boolean, boolean]>(
    ...([-1, 0, 1, 86399, 86400, 86401, 1.5] as const).map(
      (seconds): [unknown, boolean, boolean] => {
        const good = seconds >= 0 && seconds <= 86400 && seconds !== 1.5
        return [seconds, good, good]
      },
    ),
  )
  const status = part<[unknown, boolean, boolean]>(
    ...([200, 204, 299, 300, 599] as const).map((code): [unknown, boolean, boolean] => [
      code,
      code < 300,
      code < 300,
    ]),
  )

  test('has one line for each bad part, and none when it is wrong on purpose', () => {
    fc.assert(
      fc.property(
        fc.record({
          origins: fc.array(origin, { maxLength: 4 }),
          methods: fc.array(method, { maxLength: 4 }),
          headers: fc.array(header, { maxLength: 4 }),
          exposedHeaders: fc.array(exposed, { maxLength: 4 }),
          maxAge: age,
          preflightStatus: status,
        }),
        fc.boolean(),
        ({ maxAge, preflightStatus, ...lists }, credentials) => {
          const parts = [...Object.values(lists).flat(), maxAge, preflightStatus]
          const bad = parts.filter(([, without, withThem]) => !(credentials ? withThem : without))
          const policy = {
            ...Object.fromEntries(
              Object.entries(lists).map(([name, list]) => [name, list.map(([value]) => value)]),
            ),
            maxAge: maxAge[0],
            preflightStatus: preflightStatus[0],
            credentials,
          }
          expect(mistakes(policy)).toHaveLength(bad.length)
          expect(mistakes({ ...policy, dangerouslyInvalid: true })).toEqual([])
        },
      ),
    )
  })

  test('takes the origin of any URL, and of none as it was written with a path', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), url => {
        const { origin } = new URL(url)
        expect(mistakes({ origins: origin })).toEqual([])
        expect(mistakes({ origins: `${origin}/` })).toHaveLength(1)
        expect(mistakes({ origins: url })).toHaveLength(url === origin ? 0 : 1)
      }),
    )
  })

  test('is judged without another error, whatever it is', () => {
    const names = ['origins', 'methods', 'headers', 'exposedHeaders', 'credentials', 'maxAge']
    const value = fc.anything({ withNullPrototype: false, maxDepth: 1 })
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value), policy => {
        // Values that have no text, such as an object with a toString of its own, are left aside.
        fc.pre(Object.values(policy).every(hasText))
        mistakes(policy)
      }),
    )
  })
})

function hasText(value: unknown): boolean {
  try {
    String(value)
    return !Array.isArray(value) || value.every(hasText)
  } catch {
    return false
  }
}
