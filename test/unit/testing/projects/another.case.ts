/** A second file with the entry as the setup file: nothing of the first one is left. */

import { expect, test } from 'vitest'
import { browser } from '../../../../src/vitest.ts'

test('the browser is installed in each file', () => {
  expect(globalThis.fetch).toBe(browser.fetch)
  expect(browser.calls).toEqual([])
})

test('it is the default one again', async () => {
  expect(browser.isExpected('/expected')).toBe(false)
  await fetch('http://api.example.com:1/').catch(() => undefined)
  expect(browser).toHaveBeenBlocked({ because: 'bad-port' })
})
