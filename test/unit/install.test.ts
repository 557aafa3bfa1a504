// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Call } from '../../src/browsers/call.ts'
import { installWith } from '../../src/install.ts'
import type { Watcher } from '../../src/intercept/watch-page.ts'
import type { InstallOptions } from '../../src/options.ts'
import { consoleReporter } from '../../src/report/console.ts'

const API = 'https://api.example.com'

let watcher: Watcher
let answer: (input: unknown, init?: RequestInit) => Promise<Response>
const original = Object.getOwnPropertyDescriptor(window, 'fetch')!

function install(options: InstallOptions = {}): Watcher {
  watcher = installWith(consoleReporter, options)
  return watcher
}

const silent = (options: InstallOptions = {}) => install({ report: 'silent', ...options })

/** Until ended calls have been looked at. */
const settled = () => new Promise(resolve => setTimeout(resolve, 30))

beforeEach(() => {
  ;(window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(
    'https://app.example.com/',
  )
  answer = async () => new Response('ok', { status: 201 })
  const fetch = (input: unknown, init?: RequestInit) => answer(input, init)
  Object.defineProperty(window, 'fetch', { configurable: true, writable: true, value: fetch })
  for (const method of ['groupCollapsed', 'groupEnd', 'log', 'warn', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation(() => undefined)
  }
})

afterEach(() => {
  watcher?.uninstall()
  vi.restoreAllMocks()
  Object.defineProperty(window, 'fetch', original)
})

/** Everything that was printed, a line each. */
const printed = (): string[] =>
  (['groupCollapsed', 'log', 'warn', 'debug'] as const).flatMap(method =>
    vi.mocked(console[method]).mock.calls.map(args => `${method}: ${args.join(' ')}`),
  )

describe('the record', () => {
  test('holds calls in the order made, with how they ended', async () => {
    silent()
    await fetch(`${API}/a`, { method: 'PUT' })
    answer = async () => {
      throw new TypeError('Failed to fetch')
    }
    await fetch('/b').catch(() => undefined)
    expect(watcher.calls.map(({ id, url, outcome, status }) => [id, url, outcome, status])).toEqual(
      [
        [1, `${API}/a`, 'ok', 201],
        [2, 'https://app.example.com/b', 'error', 0],
      ],
    )
    expect(watcher.calls[0]?.verdict.reasons[0]).toMatchObject({ code: 'method', method: 'PUT' })
    expect(watcher.calls[0]?.stack).toContain('install.test.ts')
    expect(watcher.calls[1]?.verdict.crossOrigin).toBe(false)
  })

  test('tells an abort from an error', async () => {
    silent()
    const controller = new AbortController()
    answer = () =>
      new Promise((_, reject) => {
        controller.signal.addEventListener('abort', () => reject(controller.signal.reason))
      })
    const call = fetch(API, { signal: controller.signal }).catch(() => undefined)
    expect(watcher.calls[0]?.outcome).toBe('pending')
    controller.abort()
    await call
    expect(watcher.calls[0]?.outcome).toBe('aborted')
  })

  test('keeps the newest calls, as many as the limit', async () => {
    silent({ limit: 3 })
    for (let i = 0; i < 5; i++) await fetch(`${API}/${i}`)
    expect(watcher.calls.map(({ id }) => id)).toEqual([3, 4, 5])
  })

  test('leaves nothing behind but itself after 20,000 calls', async () => {
    silent()
    const inits: WeakRef<object>[] = []
    const call = (i: number) => {
      const init = { method: 'POST', headers: { 'x-a': `${i}` }, body: 'x' }
      inits.push(new WeakRef(init))
      return fetch(`${API}/${i}`, init)
    }
    for (let i = 0; i < 20_000; i += 100) {
      await Promise.all(Array.from({ length: 100 }, (_, j) => call(i + j)))
    }
    await settled()
    globalThis.gc?.()
    await settled()
    globalThis.gc?.()
    expect(globalThis.gc).toBeTypeOf('function')
    expect(watcher.calls.length).toBe(1000)
    expect(inits.filter(init => init.deref()).length).toBe(0)
  })

  test('leaves out what is excluded, and what is not included', async () => {
    silent({ include: /example\.com/g, exclude: ['/private', url => url.endsWith('secret')] })
    for (const path of ['/a', '/private/b', '/c?secret', '/d']) await fetch(API + path)
    await fetch('https://other.test/')
    expect(watcher.calls.map(({ url }) => url)).toEqual([`${API}/a`, `${API}/d`])
  })
})

describe('listeners', () => {
  test('hear of a call when it is made and when its cost is known', async () => {
    silent()
    const heard: string[] = []
    const stop = watcher.subscribe(({ id, outcome, cost }) =>
      heard.push(`${id} ${outcome} ${cost.preflightSent}`),
    )
    await fetch(`${API}/a`)
    await settled()
    stop()
    await fetch(`${API}/b`)
    expect(heard).toEqual(['1 pending unknown', '1 ok no'])
  })

  test('may fail, and may call themselves', async () => {
    install()
    watcher.subscribe(() => {
      throw new Error('mine')
    })
    watcher.subscribe(({ url }) => {
      if (!url.includes('/log')) void fetch(`${API}/log`)
    })
    expect((await fetch(`${API}/a`)).status).toBe(201)
    await settled()
    expect(printed().filter(line => line.startsWith('warn') && line.includes('mine')).length).toBe(
      1,
    )
    expect(watcher.calls.length).toBe(1)
  })
})

describe('the console', () => {
  test('tells a finding once, and then how it adds up', async () => {
    install()
    const save = () => fetch(`${API}/orders?token=secret`, { method: 'PUT' })
    for (let i = 0; i < 4; i++) await save()
    // Without Resource Timing, the cost is unknown at once.
    await vi.waitFor(
      () => expect(printed().some(line => line.includes('(4th time'))).toBe(true),
      4000,
    )
    const groups = printed().filter(line => line.startsWith('groupCollapsed'))
    expect(groups.length).toBe(1)
    expect(groups[0]).toContain(`[why-preflight] PUT ${API}/orders?token=…  preflighted`)
    const text = printed().join('\n')
    expect(text).toContain('a method other than GET, HEAD and POST')
    expect(text).toContain('install.test.ts')
    expect(text).toContain('Access-Control-Allow-Methods: PUT')
    expect(text).toContain('Access-Control-Max-Age: 7200')
    expect(text).not.toContain('secret')
  })

  test('is spared what is expected, and what stays at home', async () => {
    install({ expected: '/expected' })
    await fetch(`${API}/expected`, { method: 'PUT' })
    await fetch('/own', { method: 'PUT' })
    await settled()
    expect(printed().filter(line => line.startsWith('group'))).toEqual([])
  })

  test('hears that a simple call needs no preflight, at the lowest level', async () => {
    install()
    await fetch(`${API}/simple`)
    await settled()
    expect(printed()).toContain(`debug: [why-preflight] GET ${API}/simple  needs no preflight`)
  })

  test('gives way to a function', async () => {
    const found: Call[] = []
    install({ report: call => found.push(call) })
    await fetch(`${API}/simple`)
    await fetch(`${API}/put`, { method: 'PUT' })
    await vi.waitFor(() => expect(found.length).toBe(1), 4000)
    expect(found[0]?.url).toBe(`${API}/put`)
    expect(printed()).toEqual([])
  })

  test('prints a URL that looks like a format as it is', async () => {
    install()
    await fetch(`${API}/%c3%b6%s`, { method: 'PUT' })
    await vi.waitFor(() => expect(printed().join()).toContain('groupCollapsed'), 4000)
    expect(printed().join('\n')).toContain(`PUT ${API}/%c3%b6%s  preflighted`)
  })

  test('is told of a function that fails, and the page is not', async () => {
    const errors: unknown[] = []
    const onError = (event: ErrorEvent) => errors.push(event.error)
    window.addEventListener('error', onError)
    let told = 0
    install({
      report() {
        told++
        void fetch(`${API}/log`, { method: 'PUT' })
        throw new Error('mine')
      },
    })
    await fetch(`${API}/put`, { method: 'PUT' })
    await vi.waitFor(() => expect(told).toBe(1), 4000)
    await settled()
    window.removeEventListener('error', onError)
    expect(errors).toEqual([])
    expect(watcher.calls.length).toBe(1)
  })

  test('stays silent when asked to', async () => {
    silent()
    await fetch(`${API}/put`, { method: 'PUT' })
    await settled()
    expect(printed()).toEqual([])
  })
})

describe('the page', () => {
  test('gets back the very functions it had', () => {
    const before = [window.fetch, XMLHttpRequest.prototype.open, Function.prototype.toString]
    silent()
    expect(window.fetch).not.toBe(before[0])
    watcher.uninstall()
    expect([window.fetch, XMLHttpRequest.prototype.open, Function.prototype.toString]).toEqual(
      before,
    )
  })

  test('keeps what others put on top, and is no longer watched', async () => {
    silent()
    const ours = window.fetch
    const theirs = (...args: Parameters<typeof fetch>) => ours(...args)
    window.fetch = theirs
    watcher.uninstall()
    expect(window.fetch).toBe(theirs)
    expect((await fetch(API)).status).toBe(201)
    expect(watcher.calls).toEqual([])
  })

  test('is left as it was by using', () => {
    const before = window.fetch
    {
      using _watcher = silent()
      expect(window.fetch).not.toBe(before)
    }
    expect(window.fetch).toBe(before)
  })

  test('shows its own source for patched functions', () => {
    const source = window.fetch.toString()
    silent()
    expect(window.fetch.toString()).toBe(source)
    expect(`${window.fetch}`).toBe(source)
  })

  test.each([undefined, 5, {}])('gets %o from what stands in for fetch', given => {
    Object.defineProperty(window, 'fetch', {
      configurable: true,
      writable: true,
      value: () => given,
    })
    silent()
    expect(fetch(API)).toBe(given)
  })

  test('gets its own options of an init object through to what wraps fetch', async () => {
    const seen: unknown[] = []
    answer = async (_, init) => {
      seen.push({ ...init })
      return new Response()
    }
    silent()
    await fetch(API, { method: 'POST', next: { revalidate: 1 } } as RequestInit)
    expect(seen).toEqual([{ method: 'POST', next: { revalidate: 1 } }])
  })
})

test('where there is no page, nothing is watched', () => {
  const nowhere = installWith(consoleReporter, { target: {} as Window })
  expect(nowhere.calls).toEqual([])
  expect(nowhere.summary().calls).toBe(0)
  nowhere.uninstall()
})
