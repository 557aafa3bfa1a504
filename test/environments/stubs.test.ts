/** Tests that put functions of their own in the place of fetch and XMLHttpRequest. */

import { setupServer } from 'msw/node'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { simulateBrowser } from '../../src/simulate/index.ts'
import { changesSince, type Snapshot, snapshot } from './descriptors.ts'
import { listen } from './msw.ts'

const PAGE = 'http://localhost:3000'
const THING = 'https://api.example.com/thing'

const server = setupServer()
const browser = simulateBrowser({
  origin: PAGE,
  report: 'silent',
  network: () => new Response('real', { headers: { 'Access-Control-Allow-Origin': '*' } }),
})
let before: Snapshot

// What MSW leaves behind itself is there already.
listen(server, 'bypass')
server.close()

const stub = async () => new Response('stub')
const text = async () => (await fetch(THING)).text()

const WAYS = {
  'vi.stubGlobal': {
    put: () => vi.stubGlobal('fetch', stub),
    take: () => vi.unstubAllGlobals(),
  },
  'vi.spyOn': {
    put: () => vi.spyOn(globalThis, 'fetch').mockImplementation(stub),
    take: () => vi.restoreAllMocks(),
  },
  assignment: {
    put() {
      const own = globalThis.fetch
      globalThis.fetch = stub
      this.take = () => {
        globalThis.fetch = own
      }
    },
    take: () => {},
  },
  'Object.defineProperty': {
    put() {
      const own = Object.getOwnPropertyDescriptor(globalThis, 'fetch')!
      Object.defineProperty(globalThis, 'fetch', {
        value: stub,
        configurable: true,
        writable: true,
      })
      this.take = () => {
        Object.defineProperty(globalThis, 'fetch', own)
      }
    },
    take: () => {},
  },
}

const nothing = () => {}
const ORDERS = {
  'without MSW': { start: [() => browser.install()], close: nothing },
  'while MSW listens': {
    start: [() => listen(server, 'bypass'), () => browser.install()],
    close: () => server.close(),
  },
  'and MSW listens after': {
    start: [() => browser.install(), () => listen(server, 'bypass')],
    close: () => server.close(),
  },
}

describe.each(Object.entries(ORDERS))('installed %s,', (_, { start, close }) => {
  let end: () => void

  beforeEach(async () => {
    before = snapshot()
    for (const step of start) step()
    await Promise.resolve()
    let ended = false
    end = () => {
      if (!ended) close()
      ended = true
    }
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
    browser.uninstall()
    browser.reset()
    end()
    for (const name of ['fetch', 'XMLHttpRequest']) {
      const own = before.globals[name]
      if (own) Object.defineProperty(globalThis, name, own)
    }
  })

  describe.each(Object.entries(WAYS))('a stub by %s', (_, way) => {
    test('is what the page calls, until it is taken away', async () => {
      way.put()
      for (let times = 0; times < 3; times++) expect(await text()).toBe('stub')
      expect(browser.calls).toEqual([])
      way.take()
      expect(await text()).toBe('real')
      expect(browser.calls).toHaveLength(1)
    })

    test('is taken away before the simulation', async () => {
      way.put()
      expect(await text()).toBe('stub')
      way.take()
      browser.uninstall()
      end()
      expect(fetch).not.toBe(browser.fetch)
      expect(changesSince(before)).toEqual([])
    })

    test('is taken away after the simulation', async () => {
      way.put()
      browser.uninstall()
      expect(await text()).toBe('stub')
      way.take()
      end()
      expect(fetch).not.toBe(browser.fetch)
      expect(changesSince(before)).toEqual([])
    })
  })

  test('a spy that does nothing sees the calls of the simulation', async () => {
    const spy = vi.spyOn(globalThis, 'fetch')
    expect(await text()).toBe('real')
    expect(spy).toHaveBeenCalledWith(THING)
    expect(browser.calls).toHaveLength(1)
  })

  test('a wrapper around fetch sees the calls of the simulation', async () => {
    const own = globalThis.fetch
    const wrapped: string[] = []
    globalThis.fetch = (input, init) => {
      wrapped.push(`${input}`)
      return own(input, init)
    }
    expect(await text()).toBe('real')
    expect(wrapped).toEqual([THING])
    expect(browser.calls).toHaveLength(1)
  })

  test('a stub of XMLHttpRequest is what the page makes', () => {
    class Stub {}
    vi.stubGlobal('XMLHttpRequest', Stub)
    expect(new XMLHttpRequest()).toBeInstanceOf(Stub)
    vi.unstubAllGlobals()
    expect(new XMLHttpRequest()).toBeInstanceOf(browser.XMLHttpRequest)
  })
})

test('a stub that was there before is there again', async () => {
  before = snapshot()
  vi.stubGlobal('fetch', stub)
  browser.install()
  expect(fetch).toBe(browser.fetch)
  browser.uninstall()
  expect(await text()).toBe('stub')
  vi.unstubAllGlobals()
  expect(changesSince(before)).toEqual([])
})
