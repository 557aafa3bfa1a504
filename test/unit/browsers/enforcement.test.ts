import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ENFORCEMENT, type EnforcementRules } from '../../../src/browsers/enforcement.ts'
import { type Browser, ENGINES, type Engine, RULES } from '../../../src/browsers/rules.ts'
import type { Redirectable } from '../../../src/standard/redirect.ts'

const BROWSERS: readonly Browser[] = ['standard', ...ENGINES]

const CAPS: readonly [Engine, number][] = [
  ['chromium', 7200],
  ['firefox', 86_400],
  ['webkit', 600],
]

const PAGE = 'https://app.example.com'

const requestWith = (changes: Partial<Redirectable> = {}): Redirectable => ({
  url: new URL(`${PAGE}/`),
  method: 'GET',
  headers: [],
  mode: 'cors',
  initiator: 'fetch',
  pageOrigin: PAGE,
  cors: false,
  tainted: false,
  streams: false,
  hop: 0,
  ...changes,
})

describe('rules', () => {
  test('are there for every browser, and for nobody else', () => {
    expect(Object.keys(ENFORCEMENT).sort()).toEqual(Object.keys(RULES).sort())
    expect(Object.keys(ENFORCEMENT).sort()).toEqual([...BROWSERS].sort())
  })

  test('are complete for every browser, and no two have the same', () => {
    const namesOf = ({ check, cache, redirects, ...others }: EnforcementRules) =>
      [check, cache, redirects, others].map(part => Object.keys(part).sort())
    for (const engine of ENGINES) {
      expect(namesOf(ENFORCEMENT[engine])).toEqual(namesOf(ENFORCEMENT.standard))
    }
    expect(new Set(Object.values(ENFORCEMENT)).size).toBe(4)
  })

  test.each([
    ['standard', 'Failed to fetch'],
    ['chromium', 'Failed to fetch'],
    ['firefox', 'NetworkError when attempting to fetch resource.'],
    ['webkit', 'Load failed'],
  ] as const)('%s says of a failure: %s', (browser, message) => {
    expect(ENFORCEMENT[browser].message).toBe(message)
  })

  test('of all engines let a wildcard allow Authorization and assume no method', () => {
    for (const browser of BROWSERS) {
      expect(ENFORCEMENT[browser].check).toEqual({
        authorizationUnderWildcard: browser !== 'standard',
        assumesMethod: browser === 'standard',
        statusFirst: browser === 'webkit',
      })
    }
  })
})

describe('Access-Control-Max-Age', () => {
  const most = 2n ** 63n
  /** Seconds in Chromium, Firefox and WebKit. */
  const AGES: readonly (readonly [string | null, number, number, number])[] = [
    [null, 5, 5, 5],
    ['', 5, 5, 5],
    ['0', 0, 0, 0],
    ['000', 0, 0, 0],
    ['1', 1, 1, 1],
    ['007', 7, 7, 7],
    ['599', 599, 599, 599],
    ['600', 600, 600, 600],
    ['601', 601, 601, 600],
    ['7199', 7199, 7199, 600],
    ['7200', 7200, 7200, 600],
    ['7201', 7200, 7201, 600],
    ['86399', 7200, 86_399, 600],
    ['86400', 7200, 86_400, 600],
    ['86401', 7200, 86_400, 600],
    ['+600', 600, 0, 600],
    ['+0', 0, 0, 0],
    ['-1', -1, 0, -1],
    ['-600', -600, 0, -600],
    ['++600', 5, 0, 5],
    ['+-600', 5, 0, 5],
    ['+', 5, 0, 5],
    ['-', 5, 0, 5],
    ['600;', 5, 0, 5],
    ['600, 600', 5, 0, 5],
    ['1.5', 5, 0, 5],
    ['1.0', 5, 0, 5],
    ['1e3', 5, 0, 5],
    ['0x10', 5, 0, 5],
    ['600s', 5, 0, 5],
    ['ten', 5, 0, 5],
    ['6 00', 5, 0, 5],
    ['+ 600', 5, 0, 5],
    [' 60', 5, 0, 60],
    ['60 ', 5, 0, 60],
    ['\v+60\f', 5, 0, 60],
    ['\xa060', 5, 0, 60],
    [' ', 5, 0, 5],
    [`${most - 1n}`, 7200, 86_400, 600],
    [`${most}`, 5, 86_400, 5],
    [`+${most - 1n}`, 7200, 0, 600],
    [`+${most}`, 5, 0, 5],
    [`-${most}`, -Number(most), 0, -Number(most)],
    [`-${most + 1n}`, 5, 0, 5],
    [`${2n * most}`, 5, 86_400, 5],
    [`${2n * most + 600n}`, 5, 86_400, 5],
    ['9'.repeat(400), 5, 86_400, 5],
    [`${'0'.repeat(400)}60`, 60, 60, 60],
  ]

  test.each(AGES)('%j', (value, chromium, firefox, webkit) => {
    const ages = ENGINES.map(engine => ENFORCEMENT[engine].cache.maxAge(value))
    // Neither zero is kept.
    expect(ages.map(age => age + 0)).toEqual([chromium, firefox, webkit])
  })

  test('is a number of seconds up to the cap, for every engine', () => {
    for (const [engine, cap] of CAPS) {
      const near = fc.oneof(fc.nat(), fc.integer({ min: cap - 3, max: cap + 3 }))
      fc.assert(
        fc.property(near, seconds => {
          const age = ENFORCEMENT[engine].cache.maxAge(`${seconds}`)
          expect(age).toBe(Math.min(seconds, cap))
        }),
      )
    }
  })

  test.each(CAPS)('is in %s never more than its cap, whatever it says', (engine, cap) => {
    const unit = fc.constantFrom('0', '1', '9', '+', '-', '.', ' ', ';', 'e', '\t', '٣')
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 24 }), value => {
        const age = ENFORCEMENT[engine].cache.maxAge(value)
        expect(Number.isInteger(age)).toBe(true)
        expect(age).toBeLessThanOrEqual(cap)
      }),
      { numRuns: 1000 },
    )
  })

  test.each([
    ['chromium', 7200],
    ['webkit', 600],
  ] as const)('is in %s a number with a sign that fits into 64 bits', (engine, cap) => {
    const number = fc.oneof(
      fc.bigInt({ min: -(2n ** 66n), max: 2n ** 66n }),
      fc.bigInt({ min: most - 2n, max: most + 2n }),
      fc.bigInt({ min: -most - 2n, max: -most + 2n }),
    )
    fc.assert(
      fc.property(number, fc.boolean(), (number, plus) => {
        const fits = number >= -most && number < most
        const capped = number < cap ? Number(number) : cap
        const value = `${plus && number >= 0n ? '+' : ''}${number}`
        expect(ENFORCEMENT[engine].cache.maxAge(value)).toBe(fits ? capped : 5)
      }),
    )
  })

  test('that is not in digits alone keeps nothing in Firefox', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), value => {
        fc.pre(!/^[0-9]+$/.test(value))
        expect(ENFORCEMENT.firefox.cache.maxAge(value)).toBe(0)
      }),
    )
  })
})

describe('the cache', () => {
  /** Methods that need not have been allowed. */
  test.each([
    ['standard', ['GET', 'HEAD', 'POST'], []],
    ['chromium', ['GET', 'HEAD', 'POST'], ['GET', 'HEAD', 'POST']],
    ['firefox', ['GET', 'POST'], ['GET', 'POST']],
    ['webkit', ['GET', 'HEAD', 'POST'], ['GET', 'HEAD', 'POST']],
  ] as const)('of %s exempts methods', (browser, plain, forced) => {
    const { isExempt } = ENFORCEMENT[browser].cache
    const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'get', '*', '']
    expect(METHODS.filter(method => isExempt(method, false))).toEqual(plain)
    expect(METHODS.filter(method => isExempt(method, true))).toEqual(forced)
  })

  const MODES = ['default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached']

  test.each([
    ['standard', [], [], []],
    [
      'chromium',
      ['no-store', 'reload', 'no-cache'],
      ['default', 'no-store', 'reload', 'no-cache'],
      ['default', 'no-store', 'reload', 'no-cache'],
    ],
    ['firefox', ['no-store', 'reload'], ['default', 'no-store', 'reload'], ['no-store', 'reload']],
    ['webkit', [], [], []],
  ] as const)('of %s is passed by in some modes', (browser, plain, conditional, ofXhr) => {
    const { isBypassedBy } = ENFORCEMENT[browser].cache
    const passing = (initiator: string, conditional: boolean) =>
      MODES.filter(cache => isBypassedBy({ initiator, cache, conditional }))
    expect(passing('fetch', false)).toEqual(plain)
    expect(passing('xmlhttprequest', false)).toEqual(plain)
    expect(passing('fetch', true)).toEqual(conditional)
    expect(passing('xmlhttprequest', true)).toEqual(ofXhr)
  })

  test('of Chromium alone keeps nothing in mode no-store', () => {
    for (const browser of BROWSERS) {
      const kept = MODES.filter(mode => ENFORCEMENT[browser].cache.isKeptIn(mode))
      expect(kept).toEqual(MODES.filter(mode => mode !== 'no-store' || browser !== 'chromium'))
    }
  })
})

describe('redirects', () => {
  const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'delete', 'post']

  const changedBy = (browser: Browser, status: number, leaves: boolean) =>
    METHODS.filter(method => ENFORCEMENT[browser].redirects.becomesGet(method, status, leaves))

  describe.each(BROWSERS)('make GET of a method in %s', browser => {
    test.each([
      [301, ['POST']],
      [302, ['POST']],
      [303, ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'delete', 'post']],
      [304, []],
      [307, []],
      [308, []],
    ])('after %d', (status, changed) => {
      expect(changedBy(browser, status, false)).toEqual(changed)
      const alsoDelete = browser === 'webkit' && !changed.includes('DELETE')
      expect(changedBy(browser, status, true)).toEqual(
        alsoDelete ? [...changed, 'DELETE'] : changed,
      )
    })
  })

  test('are in WebKit those of a status above 306 too', () => {
    const also = (browser: Browser) => {
      const { alsoRedirects } = ENFORCEMENT[browser].redirects
      return Array.from({ length: 400 }, (_, index) => 200 + index).filter(alsoRedirects)
    }
    expect(also('webkit')).toEqual(Array.from({ length: 93 }, (_, index) => 307 + index))
    for (const browser of ['standard', 'chromium', 'firefox'] as const) {
      expect(also(browser)).toEqual([])
    }
  })

  test.each([
    ['standard', 'a URL', false, false],
    ['chromium', 'none', true, true],
    ['firefox', 'a URL', false, true],
    ['webkit', 'invalid', true, false],
  ] as const)('read Location in %s', (browser, empty, needed, escapes) => {
    const { emptyLocation, errorNeedsLocation, escapesBytes } = ENFORCEMENT[browser].redirects
    expect({ emptyLocation, errorNeedsLocation, escapesBytes }).toEqual({
      emptyLocation: empty,
      errorNeedsLocation: needed,
      escapesBytes: escapes,
    })
  })

  test.each([
    ['standard', []],
    ['chromium', [null]],
    ['firefox', []],
    ['webkit', ['ftp://a/']],
  ] as const)('are refused by %s in mode manual', (browser, refused) => {
    const { manualRefuses } = ENFORCEMENT[browser].redirects
    const targets = [null, 'https://a/', 'http://a/', 'data:,x', 'ftp://a/', 'ftps://a/']
    const isRefused = (href: string | null) => manualRefuses(href === null ? null : new URL(href))
    expect(targets.filter(isRefused)).toEqual(refused)
  })

  test('are 20 at most, and 19 for a call of Chromium that may outlive the page', () => {
    for (const browser of BROWSERS) {
      const { limit } = ENFORCEMENT[browser].redirects
      expect(limit(requestWith())).toBe(20)
      expect(limit(requestWith({ keepalive: false }))).toBe(20)
      expect(limit(requestWith({ keepalive: true }))).toBe(browser === 'chromium' ? 19 : 20)
    }
  })

  const OWN = new URL('https://u:p@app.example.com/')
  const OTHER = new URL('https://u:p@api.example.com/')

  test.each<[string, Partial<Redirectable>, URL, readonly Browser[]]>([
    ['where CORS shares the response', { cors: true }, OWN, BROWSERS],
    ['to another origin', {}, OTHER, ['standard', 'chromium', 'firefox']],
    ['within the page’s origin', {}, OWN, ['chromium']],
    ['in mode no-cors', { mode: 'no-cors' }, OTHER, ['chromium']],
    ['of XMLHttpRequest, within the page’s origin', { initiator: 'xmlhttprequest' }, OWN, []],
    [
      'of XMLHttpRequest, to another origin',
      { initiator: 'xmlhttprequest' },
      OTHER,
      ['standard', 'chromium', 'firefox'],
    ],
  ])('with a user name are refused %s', (_, changes, target, refusing) => {
    const refuses = (browser: Browser) =>
      ENFORCEMENT[browser].redirects.refusesUserinfo(requestWith(changes), target)
    expect(BROWSERS.filter(refuses)).toEqual(refusing)
  })
})
