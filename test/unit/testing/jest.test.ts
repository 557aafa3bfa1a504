import { afterEach, expect, test, vi } from 'vitest'

const HOOKS = ['beforeAll', 'beforeEach', 'afterEach', 'afterAll']
const SLOT = Symbol.for('why-preflight.suite')

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
  Reflect.deleteProperty(globalThis, SLOT)
})

test('without the globals of Jest it says what is missing and what to do', async () => {
  const entry = import('../../../src/jest.ts')
  await expect(entry).rejects.toThrow(
    "why-preflight/jest needs Jest's globals; not there: expect, beforeAll, beforeEach, afterEach, afterAll. ",
  )
  await expect(entry).rejects.toThrow('setupFilesAfterEnv')
  await expect(entry).rejects.toThrow('why-preflight/matchers')
})

test('as with setupFiles, where expect alone is missing', async () => {
  for (const name of HOOKS) vi.stubGlobal(name, vi.fn())
  await expect(import('../../../src/jest.ts')).rejects.toThrow('not there: expect. ')
})

test('with them it registers matchers and hooks', async () => {
  const extend = vi.fn()
  vi.stubGlobal(
    'expect',
    Object.assign(() => undefined, { extend, getState: () => ({}) }),
  )
  for (const name of HOOKS) vi.stubGlobal(name, vi.fn())
  const { browser, simulate } = await import('../../../src/jest.ts')
  expect(Object.keys(extend.mock.calls[0]?.[0]).sort()).toEqual([
    'toHaveBeenBlocked',
    'toHavePreflighted',
    'toHaveSentPreflights',
    'toNeedPreflight',
  ])
  for (const name of HOOKS) {
    expect(Reflect.get(globalThis, name)).toHaveBeenCalledOnce()
  }
  expect(simulate({ expected: '/orders' })).toBe(browser)
  expect(browser.isExpected('https://api.example.com/orders')).toBe(true)
})
