/**
 * A fixture for Playwright Test that says which calls of a page are preflighted and why, and compares
 * its verdicts with what the browser sends.
 *
 * @example
 * import { expect, test } from 'why-preflight/playwright'
 *
 * test('saving costs one preflight', async ({ page, preflights }) => {
 *   await page.goto('/')
 *   await page.click('text=Save')
 *   await expect(preflights).toHavePreflighted({ url: '/orders', because: 'content-type' })
 * })
 *
 * @module
 */

import { expect as baseExpect, test as baseTest } from '@playwright/test'
import { preflightFixtures } from './playwright/fixtures.ts'
import { preflightMatchers } from './playwright/matchers.ts'

export { type PreflightFixtures, preflightFixtures } from './playwright/fixtures.ts'
export { preflightMatchers } from './playwright/matchers.ts'
export type { PreflightOptions } from './playwright/options.ts'
export type { Preflights } from './playwright/preflights.ts'
export type { Disagreement, WatchedCall } from './playwright/record.ts'
export type { Exchange } from './simulate/exchange.ts'
export type { BlockedFilter, PreflightFilter, ReasonOrHeader } from './testing/filter.ts'

/**
 * Playwright's `test`, with `preflights`. Options go in by
 * `test.use({ preflightOptions: { expected: '/login' } })`.
 */
export const test = baseTest.extend(preflightFixtures)

/** Playwright's `expect`, with the matchers; they wait, so `await` them. */
export const expect = baseExpect.extend(preflightMatchers)
