/**
 * A simulated browser for all tests of a suite, and matchers to ask about its calls. As a setup file
 * this is enough; options go in by a setup file of one's own that calls `simulate`.
 *
 * @example
 * // jest.config.js
 * module.exports = { setupFilesAfterEnv: ['why-preflight/jest'] }
 *
 * @module
 */

import type { SimulatedBrowser } from './simulate/browser.ts'
import type { SimulateOptions } from './simulate/options.ts'
import type { PreflightMatchers } from './testing/matchers.ts'
import { type Runner, suiteHere } from './testing/suite.ts'

declare global {
  namespace jest {
    // For @types/jest. The parameters have to be those that Jest's types have, here and below.
    // biome-ignore lint/complexity/noBannedTypes: see above
    interface Matchers<R, T = {}> extends PreflightMatchers<R> {}
  }
}

// For @jest/globals. A comment that is kept in the declarations, where it counts as well.
// biome-ignore lint/suspicious/noTsIgnore: no error where the package is there
/** @ts-ignore Nothing to do where the package is not there. */
declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends PreflightMatchers<R> {}
}

export type { SimulatedBrowser } from './simulate/browser.ts'
export type { SimulateOptions } from './simulate/options.ts'
export type { BlockedFilter, PreflightFilter, ReasonOrHeader } from './testing/filter.ts'
export type { PreflightMatchers } from './testing/matchers.ts'

const NEEDED = ['expect', 'beforeAll', 'beforeEach', 'afterEach', 'afterAll'] as const

const suite = suiteHere()
const enter = (): void => suite.enter(runnerOf(globalThis as Partial<Runner>))
enter()

/** @throws Error where Jest has left no globals. */
function runnerOf(globals: Partial<Runner>): Runner {
  const missing = NEEDED.filter(name => typeof globals[name] !== 'function')
  if (missing.length === 0) return globals as Runner
  throw new Error(
    `why-preflight/jest needs Jest's globals; not there: ${missing.join(', ')}. List it in ` +
      'setupFilesAfterEnv (not in setupFiles) and leave injectGlobals on; or use ' +
      'why-preflight/matchers, which needs none.',
  )
}

/**
 * The simulated browser of this test file. It is installed before all tests, reset after each and
 * uninstalled after all.
 *
 * @example
 * import { browser } from 'why-preflight/jest'
 * expect(browser).toHavePreflighted({ url: '/orders' })
 */
export const browser: SimulatedBrowser = suite.browser

/**
 * Simulates a browser with these options for all tests of this file, in place of the default one:
 * called in a setup file, for all files; called in a test, from then on.
 *
 * @throws TypeError for a bad option.
 * @example
 * import { simulate } from 'why-preflight/jest'
 * simulate({ origin: 'https://app.example.com', browser: 'webkit' })
 */
export function simulate(options: SimulateOptions = {}): SimulatedBrowser {
  suite.simulate(options)
  return browser
}

/**
 * Lets each test of this file fail that makes a call with a preflight, unless it is the test that
 * asserts on it, or the option `expected` names the URL.
 *
 * @example
 * import { failOnUnexpectedPreflight } from 'why-preflight/jest'
 * failOnUnexpectedPreflight()
 */
export const failOnUnexpectedPreflight = (): void => suite.ban({ preflights: true })

/**
 * Lets each test of this file fail that makes a call which the browser blocks, unless the test
 * asserts that it does.
 *
 * @example
 * import { failOnBlocked } from 'why-preflight/jest'
 * failOnBlocked()
 */
export const failOnBlocked = (): void => suite.ban({ blocks: true })
