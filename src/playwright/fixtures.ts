/** The fixtures for Playwright Test. */

import type {
  BrowserContext,
  Fixtures,
  PlaywrightTestArgs,
  PlaywrightTestOptions,
  PlaywrightWorkerArgs,
  PlaywrightWorkerOptions,
} from '@playwright/test'
import { checkPreflightOptions, type PreflightOptions } from './options.ts'
import { type Preflights, preflightsOf } from './preflights.ts'
import { ContextRecord } from './record.ts'
import { reportOn } from './report.ts'
import { watchContext } from './watch-context.ts'

/** What the fixtures give a test, and take from `use`. */
export interface PreflightFixtures {
  /** The calls of the test's browser context, and their preflights. */
  preflights: Preflights
  preflightOptions: PreflightOptions
}

const watched = new WeakMap<BrowserContext, Preflights>()

/**
 * Fixtures for a `test` of one's own.
 *
 * @example
 * import { test as base } from '@playwright/test'
 * import { preflightFixtures } from 'why-preflight/playwright'
 * export const test = base.extend(preflightFixtures)
 */
export const preflightFixtures: Fixtures<
  PreflightFixtures,
  Record<never, never>,
  PlaywrightTestArgs & PlaywrightTestOptions,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions
> = {
  preflightOptions: [{}, { option: true }],

  // In place of the context's own fixture, so that no page comes before the watcher.
  context: async ({ context, browserName, preflightOptions }, use, testInfo) => {
    const { watch, isWanted, isExpected } = checkPreflightOptions(preflightOptions)
    const record = new ContextRecord(isWanted)
    const { compared, end } = await watchContext(context, watch, record)
    watched.set(context, preflightsOf(record, compared))
    await use(context)
    end()
    const body = reportOn({ record, browserName, compared, isExpected })
    if (body !== null) await testInfo.attach('preflights', { body, contentType: 'text/plain' })
  },

  preflights: async ({ context }, use) => {
    await use(watched.get(context)!)
  },
}
