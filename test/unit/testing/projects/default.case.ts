/** With the entry itself as the setup file. */

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { browser, simulate } from '../../../../src/vitest.ts'

const own = globalThis.fetch

describe('one line', () => {
  test('the browser is installed in each file', () => {
    expect(globalThis.fetch).toBe(browser.fetch)
    expect(globalThis.XMLHttpRequest).toBe(browser.XMLHttpRequest)
    expect(browser.calls).toEqual([])
    expect(own).not.toBe(browser.fetch)
  })

  test('the matchers are there', async () => {
    simulate({ report: 'silent', network: () => new Response(null, { status: 404 }) })
    await fetch('https://api.example.com/', { method: 'PUT' }).catch(() => undefined)
    expect(browser).toHavePreflighted({ because: 'method' })
    expect(browser).toHaveBeenBlocked({ because: 'preflight-status' })
    expect(browser).toHaveSentPreflights(1)
    expect(browser.calls[0]).toNeedPreflight('method')
  })

  test('calls are forgotten after each test, the browser stays', () => {
    expect(browser.calls).toEqual([])
    expect(globalThis.fetch).toBe(browser.fetch)
  })

  test('a module that is evaluated again finds the same browser', async () => {
    vi.resetModules()
    const again = await import('../../../../src/vitest.ts')
    expect(again.simulate).not.toBe(simulate)
    expect(again.browser).toBe(browser)
    expect(globalThis.fetch).toBe(browser.fetch)
  })
})

describe('what is put over it before a test', () => {
  const mock = vi.fn()
  beforeAll(() => {
    globalThis.fetch = mock
  })
  afterAll(() => {
    expect(mock).not.toHaveBeenCalled()
  })

  test('stays where the test has put it', () => {
    expect(globalThis.fetch).toBe(mock)
  })
})
