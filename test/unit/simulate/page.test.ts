/** What a page sees of a simulated browser, by page code that has run in the real engines. */

import { JSDOM } from 'jsdom'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Browser, ENGINES } from '../../../src/browsers/rules.ts'
import type { Logs } from '../../engines/page-probes/scripts.ts'
import { simulateProbes } from '../../engines/page-probes/simulated.ts'
import { agreed, differences, readTruth, truthOf } from '../../engines/page-probes/truth.ts'
import { UNEQUAL } from '../../engines/page-probes/unequal.ts'

const truth = readTruth()

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
