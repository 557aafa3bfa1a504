/** Vitest's expect knows the matchers. */

import { expect, test } from 'vitest'
import type { Verdict } from '../../src/browsers/verdict.ts'
import * as matchers from '../../src/matchers.ts'
import {
  browser,
  failOnBlocked,
  failOnUnexpectedPreflight,
  type SimulatedBrowser,
  simulate,
} from '../../src/vitest.ts'

declare const ours: SimulatedBrowser
declare const verdict: Verdict

test('right use', async () => {
  expect(browser).toHavePreflighted()
  expect(ours).not.toHavePreflighted({ url: '/orders', method: 'PUT', because: 'x-trace-id' })
  expect(browser).toHavePreflighted({ url: /orders/, because: ['content-type', 'x-trace-id'] })
  expect(browser).toHaveBeenBlocked({ url: (url: string) => url.endsWith('/') })
  expect(browser).not.toHaveBeenBlocked({ because: ['allow-origin-missing', 'preflight-status'] })
  expect(browser).toHaveSentPreflights(2)
  expect(verdict).toNeedPreflight()
  expect(verdict).not.toNeedPreflight('method')
  expect(verdict).toNeedPreflight(['method', 'content-type'] as const)
  const later: Promise<void> = expect(Promise.resolve(verdict)).resolves.toNeedPreflight('range')
  await later
})

test('wrong use', () => {
  // @ts-expect-error a filter is an object
  expect(browser).toHavePreflighted('/orders')
  // @ts-expect-error no such member
  expect(browser).toHavePreflighted({ path: '/orders' })
  // @ts-expect-error no number
  expect(browser).toHavePreflighted({ url: 5 })
  // @ts-expect-error no pattern for a method
  expect(browser).toHaveBeenBlocked({ method: /PUT/ })
  // @ts-expect-error no such code
  expect(browser).toHaveBeenBlocked({ because: 'allow-origin' })
  // @ts-expect-error no such code among them
  expect(browser).toHaveBeenBlocked({ because: ['network', 'content-type'] })
  // @ts-expect-error a number is needed
  expect(browser).toHaveSentPreflights()
  // @ts-expect-error no text
  expect(browser).toHaveSentPreflights('1')
  // @ts-expect-error no such code
  expect(verdict).toNeedPreflight('methods')
  // @ts-expect-error no such code among them
  expect(verdict).toNeedPreflight(['method', 'header', 'x-trace-id'])
})

test('the options of a suite', () => {
  const simulated: SimulatedBrowser = simulate({ origin: 'https://app.example.com' })
  simulate({ browser: 'webkit' })
  simulate()
  failOnBlocked()
  failOnUnexpectedPreflight()
  // @ts-expect-error no such browser
  simulate({ browser: 'safari' })
  // @ts-expect-error takes nothing
  failOnBlocked(true)
  simulated.reset()
})

test('by hand', () => {
  expect.extend(matchers)
})
