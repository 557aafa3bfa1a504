import { afterEach, describe, expect, test } from 'vitest'
import { createSuite, type Runner } from '../../../src/testing/suite.ts'

type Hook = 'beforeAll' | 'beforeEach' | 'afterEach' | 'afterAll'

/** A runner that runs its hooks when it is told to. */
function fakeRunner() {
  const hooks: Record<Hook, (() => void)[]> = {
    beforeAll: [],
    beforeEach: [],
    afterEach: [],
    afterAll: [],
  }
  const file = { testPath: '/first.test.ts', extended: 0 }
  const add = (name: Hook) => (hook: () => void) => void hooks[name].push(hook)
  const runner: Runner = {
    expect: { extend: () => void file.extended++, getState: () => file },
    beforeAll: add('beforeAll'),
    beforeEach: add('beforeEach'),
    afterEach: add('afterEach'),
    afterAll: add('afterAll'),
  }
  const run = (name: Hook) => {
    for (const hook of hooks[name]) hook()
  }
  const next = (testPath: string) => {
    file.testPath = testPath
    for (const name of Object.keys(hooks) as Hook[]) hooks[name] = []
  }
  return { runner, hooks, file, run, next }
}

const own = globalThis.fetch
const quiet = { report: 'silent', network: () => new Response() } as const

afterEach(() => expect(globalThis.fetch).toBe(own))

describe('a suite', () => {
  test('registers hooks once in a file, and again in the next', () => {
    const { runner, hooks, file, run, next } = fakeRunner()
    const suite = createSuite()
    suite.enter(runner)
    suite.enter(runner)
    expect(hooks.afterEach.length).toBe(1)
    expect(file.extended).toBe(1)
    run('beforeAll')
    expect(globalThis.fetch).toBe(suite.browser.fetch)
    run('afterAll')
    expect(globalThis.fetch).toBe(own)
    next('/second.test.ts')
    suite.enter(runner)
    expect(hooks.afterEach.length).toBe(1)
  })

  test('leaves nothing to the next file, not even where a file broke off', async () => {
    const { runner, run, next } = fakeRunner()
    const suite = createSuite()
    suite.enter(runner)
    suite.simulate({ ...quiet, expected: '/orders' })
    suite.ban({ blocks: true })
    run('beforeAll')
    next('/second.test.ts')
    suite.enter(runner)
    expect(globalThis.fetch).toBe(own)
    expect(suite.browser.isExpected('/orders')).toBe(false)
    run('beforeAll')
    suite.simulate({ ...quiet, origin: 'https://app.example.com' })
    await suite.browser.fetch('https://api.example.com/').catch(() => undefined)
    // Nobody has banned anything here.
    run('afterEach')
    expect(suite.browser.calls).toEqual([])
    run('afterAll')
  })

  test('simulates another browser at once where one is installed', () => {
    const { runner, run } = fakeRunner()
    const suite = createSuite()
    suite.enter(runner)
    suite.simulate(quiet)
    expect(globalThis.fetch).toBe(own)
    run('beforeAll')
    const before = suite.browser.fetch
    expect(globalThis.fetch).toBe(before)
    suite.simulate(quiet)
    expect(suite.browser.fetch).not.toBe(before)
    expect(globalThis.fetch).toBe(suite.browser.fetch)
    run('afterAll')
  })

  test('keeps its browser where the options for another are bad', () => {
    const { runner, run } = fakeRunner()
    const suite = createSuite()
    suite.enter(runner)
    run('beforeAll')
    const before = suite.browser.fetch
    expect(() => suite.simulate({ browser: 'safari' as 'webkit' })).toThrow(TypeError)
    expect(suite.browser.fetch).toBe(before)
    expect(globalThis.fetch).toBe(before)
    run('afterAll')
  })

  test('forgets the calls of a test also where it has to fail', async () => {
    const { runner, run } = fakeRunner()
    const suite = createSuite()
    suite.enter(runner)
    suite.simulate({ ...quiet, origin: 'https://app.example.com' })
    suite.ban({ blocks: true })
    suite.ban({ preflights: true })
    run('beforeAll')
    await suite.browser
      .fetch('https://api.example.com/orders', { method: 'PUT' })
      .catch(() => undefined)
    expect(() => run('afterEach')).toThrow(
      /sent a preflight that is not expected\.\n[\s\S]*\n\n1 call of this test was blocked\./,
    )
    expect(suite.browser.calls).toEqual([])
    run('afterEach')
    run('afterAll')
  })
})
