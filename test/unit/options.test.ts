import { describe, expect, test } from 'vitest'
import { checkBrowser } from '../../src/checks.ts'
import { checkOptions, type InstallOptions, type Matcher } from '../../src/options.ts'

const check = (options: Record<string, unknown> = {}) => checkOptions(options as InstallOptions)

test('defaults', () => {
  expect(check()).toMatchObject({
    wanted: undefined,
    report: 'console',
    limit: 1000,
    browser: undefined,
  })
  expect(check().target).toBe(globalThis)
  expect(check().isExpected('https://api.example.com/')).toBe(false)
})

test('an option that is undefined is not given', () => {
  const names = ['include', 'exclude', 'expected', 'report', 'limit', 'browser', 'target']
  const { isExpected: _, ...given } = check(
    Object.fromEntries(names.map(name => [name, undefined])),
  )
  const { isExpected: __, ...left } = check()
  expect(given).toEqual(left)
})

describe('good options', () => {
  const report = () => {}
  const target = {}
  const scope = () => {}

  test.each<[string, unknown]>([
    ['report', 'console'],
    ['report', 'silent'],
    ['report', report],
    ['limit', 1],
    ['limit', 100000],
    ['browser', 'standard'],
    ['browser', 'chromium'],
    ['browser', 'firefox'],
    ['browser', 'webkit'],
    ['target', target],
    ['target', scope],
  ])('%s: %o', (name, value) => {
    expect(check({ [name]: value })).toHaveProperty(name, value)
  })

  test.each([['a'], [/a/], [() => true], [[]], [['a', /a/, () => true]]])(
    'include, exclude and expected: %o',
    value => {
      for (const name of ['include', 'exclude', 'expected']) {
        expect(() => check({ [name]: value })).not.toThrow()
      }
    },
  )
})

describe('a bad option is refused with its name, what it takes and what it was', () => {
  const MATCHERS = 'a string, a RegExp, a function or an array of these'
  const BROWSERS = "'standard', 'chromium', 'firefox', 'webkit'"
  const REPORT = "'console', 'silent' or a function"
  const LIMIT = 'a whole number from 1'
  const SCOPE = 'a window or worker scope'

  test.each<[string, unknown, string, string]>([
    ...['include', 'exclude', 'expected'].flatMap((name): [string, unknown, string, string][] => [
      [name, 5, MATCHERS, '5'],
      [name, null, MATCHERS, 'null'],
      [name, true, MATCHERS, 'true'],
      [name, {}, MATCHERS, '[object Object]'],
      [name, new URL('https://a.test/'), MATCHERS, 'https://a.test/'],
      [name, ['a', 5], MATCHERS, '5'],
      [name, [undefined], MATCHERS, 'undefined'],
      [name, [['a']], MATCHERS, 'a'],
      [name, Symbol('s'), MATCHERS, 'Symbol(s)'],
    ]),
    ['report', 'log', REPORT, "'log'"],
    ['report', '', REPORT, "''"],
    ['report', null, REPORT, 'null'],
    ['report', false, REPORT, 'false'],
    ['report', console, REPORT, '[object console]'],
    ['limit', 0, LIMIT, '0'],
    ['limit', -1, LIMIT, '-1'],
    ['limit', 1.5, LIMIT, '1.5'],
    ['limit', Number.NaN, LIMIT, 'NaN'],
    ['limit', Infinity, LIMIT, 'Infinity'],
    ['limit', '10', LIMIT, "'10'"],
    ['limit', 10n, LIMIT, '10'],
    ['limit', null, LIMIT, 'null'],
    ['browser', 'chrome', BROWSERS, "'chrome'"],
    ['browser', 'Firefox', BROWSERS, "'Firefox'"],
    ['browser', '', BROWSERS, "''"],
    ['browser', null, BROWSERS, 'null'],
    ['browser', ['webkit'], BROWSERS, 'webkit'],
    ...['panel', 'track'].flatMap((name): [string, unknown, string, string][] => [
      [name, 'yes', 'true or false', "'yes'"],
      [name, 1, 'true or false', '1'],
      [name, null, 'true or false', 'null'],
    ]),
    ['target', null, SCOPE, 'null'],
    ['target', 'window', SCOPE, "'window'"],
    ['target', 5, SCOPE, '5'],
  ])('%s: %o', (name, value, takes, shown) => {
    expect(() => check({ [name]: value })).toThrow(TypeError)
    expect(() => check({ [name]: value })).toThrow(`option ${name} takes ${takes}, not ${shown}`)
  })

  test.each(['includes', 'Include', 'expect', 'silent', 'constructor'])('no option %s', name => {
    expect(() => check({ [name]: 'a' })).toThrow(TypeError)
    expect(() => check({ [name]: 'a' })).toThrow(
      `install has no option '${name}'; it takes include, exclude, expected, report, limit, browser, panel, track, target`,
    )
    expect(() => check({ [name]: undefined })).toThrow(TypeError)
  })

  test.each<[unknown, string]>([
    [null, 'null'],
    ['silent', "'silent'"],
    [5, '5'],
    [() => {}, '() => {'],
  ])('no options at all: %o', (options, shown) => {
    const call = () => checkOptions(options as InstallOptions)
    expect(call).toThrow(TypeError)
    expect(call).toThrow(`install takes an object of options, not ${shown}`)
  })
})

test('a browser is checked under the name of who asks', () => {
  for (const browser of ['standard', 'chromium', 'firefox', 'webkit']) {
    expect(() => checkBrowser('mine', browser)).not.toThrow()
  }
  for (const browser of ['safari', undefined, null, 0]) {
    expect(() => checkBrowser('mine', browser)).toThrow(TypeError)
    expect(() => checkBrowser('mine', browser)).toThrow("mine takes 'standard'")
  }
})

describe('a matcher', () => {
  const URL_TEXT = 'https://api.example.com/orders?id=1'

  /** Some matchers and whether they match the URL above. */
  const MATCHERS: [string, Matcher | readonly Matcher[], boolean][] = [
    ['a whole URL', URL_TEXT, true],
    ['a part', 'api.example.com', true],
    ['a part with characters of patterns', 'orders?id', true],
    ['nothing', '', true],
    ['a part in another case', 'API.example.com', false],
    ['a part that looks like a pattern', 'api.+com', false],
    ['a longer text', `${URL_TEXT}#`, false],
    ['a pattern', /orders\?id=\d$/, true],
    ['a pattern of another URL', /^http:/, false],
    ['a pattern that ignores case', /API/i, true],
    ['a function', url => url === URL_TEXT, true],
    ['a function that says no', () => false, false],
    ['a list of one', ['api'], true],
    ['a list with one that matches', ['nowhere', /nowhere/, () => true], true],
    ['a list with none', ['nowhere', /nowhere/, () => false], false],
    ['an empty list', [], false],
  ]

  test.each(MATCHERS)('%s includes what it matches and nothing else', (_, include, matches) => {
    expect(check({ include }).wanted?.(URL_TEXT)).toBe(matches)
  })

  test.each(MATCHERS)('%s excludes what it matches and nothing else', (_, exclude, matches) => {
    expect(check({ exclude }).wanted?.(URL_TEXT) ?? true).toBe(!matches)
  })

  test.each(MATCHERS)('%s expects what it matches and nothing else', (_, expected, matches) => {
    const { isExpected, wanted } = check({ expected })
    expect(isExpected(URL_TEXT)).toBe(matches)
    expect(wanted).toBe(undefined)
  })

  test.each([/api/g, /api/gi, /https/y, /https/gy])('%s matches each time it is asked', pattern => {
    const { wanted } = check({ include: pattern })
    const { isExpected } = check({ expected: [pattern] })
    for (let times = 0; times < 3; times++) {
      expect(wanted?.(URL_TEXT)).toBe(true)
      expect(isExpected(URL_TEXT)).toBe(true)
    }
  })

  test("a pattern is asked without a change to the page's own use of it", () => {
    const pattern = /api/g
    pattern.lastIndex = 3
    check({ include: pattern }).wanted?.(URL_TEXT)
    expect(pattern.lastIndex).toBe(3)
  })

  test('a function is given the URL', () => {
    const given: unknown[] = []
    const see = (...all: unknown[]) => {
      given.push(...all)
      return false
    }
    check({ include: see }).wanted?.(URL_TEXT)
    check({ expected: see }).isExpected(URL_TEXT)
    expect(given).toEqual([URL_TEXT, URL_TEXT])
  })
})

test.each([
  ['https://api.example.com/orders', true],
  ['https://api.example.com/health', false],
  ['https://other.example.com/orders', false],
  ['https://other.example.com/health', false],
])('with both include and exclude, %s is watched: %s', (url, watched) => {
  const { wanted } = check({ include: 'api.example.com', exclude: ['health', /^ftp:/] })
  expect(wanted?.(url)).toBe(watched)
})

test('exclude alone leaves all others', () => {
  const { wanted } = check({ exclude: 'health' })
  expect(wanted?.('https://api.example.com/orders')).toBe(true)
  expect(wanted?.('https://api.example.com/health')).toBe(false)
})
