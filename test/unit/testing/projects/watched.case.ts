/** With the setup file. Tests whose names begin with ✗ have to fail. */

import { afterAll, afterEach, expect, test } from 'vitest'
import { simulateBrowser } from '../../../../src/simulate/browser.ts'
import { browser } from '../../../../src/vitest.ts'

const API = 'https://api.example.com'
const put = (path: string) => fetch(`${API}${path}`, { method: 'PUT' }).catch(() => undefined)

// It may come before or after the check: the runner decides.
afterEach(() => new Promise(resolve => setTimeout(resolve, 1)))

test('the options are in use', async () => {
  await fetch('/own')
  expect(browser.calls[0]?.url).toBe('https://app.example.com/own')
  expect(globalThis.fetch).toBe(browser.fetch)
})

test('✗ a preflight', () => put('/orders'))

test('✗ a preflight beside the one that is asserted on', async () => {
  await put('/orders')
  await put('/users')
  expect(browser).toHavePreflighted({ url: '/orders' })
})

test('a preflight that is asserted on', async () => {
  await put('/orders')
  expect(browser).toHavePreflighted({ url: '/orders' })
})

test('preflights that are counted', async () => {
  await put('/orders')
  await put('/users')
  expect(browser).toHaveSentPreflights(2)
})

test('✗ a preflight that is denied', async () => {
  await put('/orders')
  expect(browser).not.toHavePreflighted({ url: '/users' })
})

test('a preflight that the option expects', () => put('/expected'))

test('✗ a blocked call', () => fetch(`${API}/silent`).catch(() => undefined))

test('✗ a blocked call beside the one that is asserted on', async () => {
  await fetch(`${API}/silent/1`).catch(() => undefined)
  await fetch(`${API}/silent/2`).catch(() => undefined)
  expect(browser).toHaveBeenBlocked({ url: '/1' })
})

test('a blocked call that is asserted on', async () => {
  await fetch(`${API}/silent`).catch(() => undefined)
  expect(browser).toHaveBeenBlocked({ because: 'allow-origin-missing' })
})

test('the preflight of a blocked call that is asserted on', async () => {
  await put('/broken')
  expect(browser).toHaveBeenBlocked()
})

test('✗ a call that is blocked, and only its preflight asserted on', async () => {
  await put('/broken')
  expect(browser).toHavePreflighted()
})

const other = simulateBrowser({
  origin: 'https://other.example.com',
  report: 'silent',
  network: () => new Response(),
})
afterAll(() => other.uninstall())

test('✗ a call of another installed browser', async () => {
  other.install()
  await fetch(`${API}/other`).catch(() => undefined)
  expect(other.calls.length).toBe(1)
})

test('the test after one that has left a blocked call', async () => {
  expect(other.calls.length).toBe(1)
  await browser.fetch(`${API}/simple`)
})
