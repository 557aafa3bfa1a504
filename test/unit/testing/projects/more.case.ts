/** A second file with the setup file. */

import { expect, test } from 'vitest'
import { browser, simulate } from '../../../../src/vitest.ts'

simulate({
  origin: 'https://more.example.com',
  report: 'silent',
  network: () => new Response(),
})

test('a test file can simulate another browser', async () => {
  await fetch('/own')
  expect(browser.calls.map(({ url }) => url)).toEqual(['https://more.example.com/own'])
})

test('✗ a blocked call there', () => fetch('https://api.example.com/').catch(() => undefined))
