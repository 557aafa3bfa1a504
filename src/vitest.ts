/**
 * A simulated browser for all tests of a suite, and matchers to ask about its calls. As a setup file
 * this is enough; options go in by a setup file of one's own that calls `simulate`.
 *
 * @example
 * // vitest.config.ts
 * export default defineConfig({ test: { setupFiles: ['why-preflight/vitest'] } })
 *
 * @module
 */

import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import type { SimulatedBrowser } from './simulate/browser.ts'
import type { SimulateOptions } from './simulate/options.ts'
import type { PreflightMatchers } from './testing/matchers.ts'
import { suiteHere } from './testing/suite.ts'

declare module 'vitest' {
  // The parameters have to be those of Vitest.
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown>
    extends PreflightMatchers<R> {}
}

export type { SimulatedBrowser } from './simulate/browser.ts'
export type { SimulateOptions } from './simulate/options.ts'
export type { BlockedFilter, PreflightFilter, ReasonOrHeader } from './testing/filter.ts'
export type { PreflightMatchers } from './testing/matchers.ts'

const suite = suiteHere()
const enter = (): void => suite.enter({ expect, beforeAll, beforeEach, afterEach, afterAll })
enter()

/**
 * The simulated browser of this test file. It is installed before all tests, reset after each and
 * uninstalled after all.
 *
 * @example
 * import { browser } from 'why-preflight/vitest'
 * expect(browser).toHavePreflighted({ url: '/orders' })
 */
export const browser: SimulatedBrowser = suite.browser

/**
 * Simulates a browser with these options for all tests of this file, in place of the default one:
 * called in a setup file, for all files; called in a test, from then on.
 *
 * @throws TypeError for a bad option.
 * @example
 * import { simulate } from 'why-preflight/vitest'
 * simulate({ origin: 'https://app.example.com', browser: 'webkit' })
 */
export function simulate(options: SimulateOptions = {}): SimulatedBrowser {
  // Without isolation this module is not evaluated again for the next test file.
  enter()
  suite.simulate(options)
  return browser
}

/**
 * Lets each test of this file fail that makes a call with a preflight, unless it is the test that
 * asserts on it, or the option `expected` names the URL.
 *
 * @example
 * import { failOnUnexpectedPreflight } from 'why-preflight/vitest'
 * failOnUnexpectedPreflight()
 */
export function failOnUnexpectedPreflight(): void {
  enter()
  suite.ban({ preflights: true })
}

/**
 * Lets each test of this file fail that makes a call which the browser blocks, unless the test
 * asserts that it does.
 *
 * @example
 * import { failOnBlocked } from 'why-preflight/vitest'
 * failOnBlocked()
 */
export function failOnBlocked(): void {
  enter()
  suite.ban({ blocks: true })
}
