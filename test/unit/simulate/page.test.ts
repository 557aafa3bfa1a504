/** What a page sees of a simulated browser, by page code that has run in the real engines. */

import { JSDOM } from 'jsdom'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Browser, ENGINES } from '../../../src/browsers/rules.ts'
import type { Logs } from '../../engines/page-probes/scripts.ts'
import { simulateProbes } from '../../engines/page-probes/simulated.ts'
import { agreed, differences, readTruth, truthOf } from '../../engines/page-probes/truth.ts'

const truth = readTruth()

/** What a simulation shows otherwise, and why. */
const UNEQUAL: Record<string, { in: readonly Browser[]; why: string }> = {
  'GET: in two pieces, type to be sniffed': {
    in: ['chromium'],
    why: 'holds back a text/plain that may be something else until it has seen enough of it',
  },
  'open again: in readystatechange 2': {
    in: ['chromium', 'webkit'],
    why: 'go on with the response that open() has ended: a bug of theirs',
  },
  'open and send again: in readystatechange 2': {
    in: ['chromium', 'webkit'],
    why: 'join both responses: a bug of theirs',
  },
  'GET: compressed': { in: ['firefox'], why: 'its decoder lets go of a part first' },
  'URL: data:': { in: ['firefox'], why: 'tells of no amounts, twice' },
  'URL: data: of bytes': { in: ['firefox'], why: 'tells of no amounts, twice' },
  'URL: data:, its headers': { in: ['firefox'], why: 'capitals' },
  'URL: blob:': { in: ['firefox'], why: 'tells of no amounts in progress, but in load' },
  'fetch: data: headers': { in: ['firefox'], why: 'adds a content-length' },
  'fetch: blob: URLs': { in: ['webkit'], why: 'adds a referrer-policy' },
  'fetch: failures': {
    in: ['firefox'],
    why: 'gives a response only once its first byte is there, or it has ended without',
  },
  'fetch: redirects': {
    in: ['webkit'],
    why: 'shows the body of a redirect without Location that redirect: manual hides',
  },
  'headers: beyond ASCII': { in: ['webkit'], why: 'WebKitGTK reads them as UTF-8, and fails' },
  'fetch: headers, beyond ASCII': { in: ['webkit'], why: 'see above' },
  'fetch: abort of a clone': { in: ['webkit'], why: 'breaks the copies off with a TypeError' },
  'fetch: the prototype of a Response': {
    in: ['standard', ...ENGINES],
    why: 'a subclass of Response carries what its constructor does not take',
  },
}

const isUnequal = (name: string, browser: Browser): boolean =>
  UNEQUAL[name]?.in.includes(browser) ?? false

beforeAll(() => {
  // Node has none, and no real page is without.
  vi.stubGlobal('DOMParser', new JSDOM().window.DOMParser)
})
afterAll(() => vi.unstubAllGlobals())

/** The probes that log something else; time decides about some, so these have another try. */
async function wrong(browser: Browser, expected: Logs) {
  const first = differences(expected, await simulateProbes(browser, name => name in expected))
  return differences(
    Object.fromEntries(Object.keys(first).map(name => [name, expected[name]!])),
    await simulateProbes(browser, name => name in first),
  )
}

describe.each(['standard', ...ENGINES] as const)('a page in %s', browser => {
  const expected = browser === 'standard' ? agreed(truth) : truthOf(truth, browser)

  test('sees what it sees in the engine', { timeout: 60_000 }, async () => {
    const found = await wrong(browser, expected)
    const unexpected = Object.entries(found).filter(([name]) => !isUnequal(name, browser))
    expect(Object.fromEntries(unexpected)).toEqual({})
    const listed = Object.keys(UNEQUAL).filter(name => isUnequal(name, browser))
    expect(Object.keys(found).sort()).toEqual(listed.sort())
  })
})
