/** The environment is the page's own: what the simulation puts there, it takes away. */

import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterEach, describe, expect, test } from 'vitest'
import { simulateBrowser } from '../../src/simulate/index.ts'
import { changesSince, snapshot } from './descriptors.ts'
import { listen } from './msw.ts'
import { fetchOutcome, xhrOutcome } from './page.ts'

const PAGE = 'http://localhost:3000'
const THING = 'https://api.example.com/thing'

const server = setupServer(http.all(THING, () => HttpResponse.text('no CORS')))
const browser = simulateBrowser({ origin: PAGE, report: 'silent' })
const other = simulateBrowser({ origin: PAGE, browser: 'firefox', report: 'silent' })
let listening = false

// What MSW leaves behind itself is there already.
listen(server, 'error')
server.close()

const before = snapshot()

afterEach(() => {
  browser.uninstall()
  other.uninstall()
  if (listening) STEPS.close()
  browser.reset()
  other.reset()
})

const STEPS = {
  install: () => browser.install(),
  uninstall: () => browser.uninstall(),
  listen() {
    listen(server, 'error')
    listening = true
  },
  close() {
    server.close()
    listening = false
  },
  'install the other': () => other.install(),
  'uninstall the other': () => other.uninstall(),
}
type Step = keyof typeof STEPS

/** All orders in which two or more sequences can be mixed. */
function* mixed(...sequences: Step[][]): Generator<Step[]> {
  if (sequences.every(({ length }) => length === 0)) yield []
  for (const [at, [first, ...rest]] of sequences.entries()) {
    if (!first) continue
    for (const more of mixed(...sequences.with(at, rest))) yield [first, ...more]
  }
}

/** Runs steps one after the other, each as its own turn or all in one. */
async function run(steps: Step[], turns: boolean): Promise<void> {
  for (const step of steps) {
    STEPS[step]()
    if (!turns) continue
    void globalThis.fetch
    void globalThis.XMLHttpRequest
    await Promise.resolve()
  }
}

const INSTALL: Step[] = ['install', 'uninstall']
const LISTEN: Step[] = ['listen', 'close']
const OTHER: Step[] = ['install the other', 'uninstall the other']

const NAMES = new Map([
  [browser, 'the one'],
  [other, 'the other'],
])

/** Whose function the page has. */
const ownerOf = (name: 'fetch' | 'XMLHttpRequest'): string | undefined =>
  [...NAMES].find(([each]) => each[name] === globalThis[name])?.[1]

const MIXES = {
  'once each': () => mixed(INSTALL, LISTEN),
  'twice each': () => mixed([...INSTALL, ...INSTALL], [...LISTEN, ...LISTEN]),
  'installed twice, uninstalled once': () => mixed(['install', ...INSTALL], LISTEN),
  'uninstalled twice': () => mixed([...INSTALL, 'uninstall'], LISTEN),
  'two browsers': () => mixed(INSTALL, OTHER),
  'two browsers and MSW': () => mixed(INSTALL, OTHER, LISTEN),
}

describe.each(Object.entries(MIXES))('in any order, %s', (_, mixes) => {
  test.each([
    { name: 'step by step', turns: true },
    { name: 'all at once', turns: false },
  ])('nothing stays, $name', async ({ turns }) => {
    const changes: Record<string, string[]> = {}
    for (const steps of mixes()) {
      await run(steps, turns)
      const left = changesSince(before)
      if (left.length > 0) changes[steps.join(', ')] = left
    }
    expect(changes).toEqual({})
  })
})

/** What the page should have after each step: of what is installed, the last. */
function last(steps: Step[]): typeof browser | undefined {
  const installed = new Set<typeof browser>()
  for (const step of steps) {
    const which = step.endsWith('the other') ? other : browser
    if (step.startsWith('install')) installed.add(which)
    if (step.startsWith('uninstall')) installed.delete(which)
  }
  return [...installed].at(-1)
}

const SEQUENCES: Step[][] = [
  [...INSTALL, ...INSTALL, ...LISTEN],
  ['install', ...INSTALL],
  ['install', ...LISTEN, ...LISTEN, 'uninstall'],
  ['install', 'listen', 'uninstall', 'close'],
  ['listen', ...INSTALL, ...INSTALL, 'close'],
  ...mixed(INSTALL, OTHER),
  ...[...mixed(INSTALL, OTHER)].map((steps): Step[] => ['listen', ...steps, 'close']),
  ['install', 'install the other', 'listen', 'uninstall', 'uninstall the other', 'close'],
  ['install', 'install the other', 'listen', 'uninstall the other', 'uninstall', 'close'],
]

test.each(SEQUENCES.map(steps => ({ steps, name: steps.join(', ') })))(
  'the page has what was installed last and is still there: $name',
  async ({ steps }) => {
    for (const [at, step] of steps.entries()) {
      await run([step], true)
      const now = last(steps.slice(0, at + 1))
      const owner = now && NAMES.get(now)
      expect({ after: step, fetch: ownerOf('fetch'), xhr: ownerOf('XMLHttpRequest') }).toEqual({
        after: step,
        fetch: owner,
        xhr: owner,
      })
    }
  },
)

test('after a server that was there first has stopped, a reset puts it there again', async () => {
  await run(['listen', 'install', 'close'], true)
  browser.reset()
  expect(fetch).toBe(browser.fetch)
  expect(XMLHttpRequest).toBe(browser.XMLHttpRequest)
  await run(['listen'], true)
  browser.reset()
  expect(fetch).toBe(browser.fetch)
  await run(['uninstall', 'close'], true)
  expect(changesSince(before)).toEqual([])
})

test.each<Step[]>([
  ['listen', 'install'],
  ['install', 'listen'],
])('calls are judged while it is installed, and not after: %s, %s', async (...steps) => {
  await run(steps, true)
  expect([await fetchOutcome(THING), await xhrOutcome(THING)]).toEqual(['TypeError', 'error 0'])
  expect(browser.calls).toHaveLength(2)
  browser.uninstall()
  await fetchOutcome(THING)
  expect(browser.calls).toHaveLength(2)
  STEPS.close()
  expect(changesSince(before)).toEqual([])
})

test('of two browsers the last one judges', async () => {
  STEPS.listen()
  browser.install()
  other.install()
  await fetchOutcome(THING)
  expect([browser.calls.length, other.calls.length]).toEqual([0, 1])
  other.uninstall()
  await fetchOutcome(THING)
  expect([browser.calls.length, other.calls.length]).toEqual([1, 1])
  browser.uninstall()
  STEPS.close()
})

test('it works without install', async () => {
  STEPS.listen()
  const error = await browser.fetch(THING).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(TypeError)
  server.use(
    http.get(THING, () =>
      HttpResponse.text('CORS', { headers: { 'Access-Control-Allow-Origin': '*' } }),
    ),
  )
  expect(await (await browser.fetch(THING)).text()).toBe('CORS')
  const xhr = new browser.XMLHttpRequest()
  await new Promise(resolve => {
    xhr.open('GET', THING)
    xhr.onloadend = resolve
    xhr.send()
  })
  expect(xhr.responseText).toBe('CORS')
  expect(browser.calls.map(({ failure }) => failure?.code)).toEqual([
    'allow-origin-missing',
    undefined,
    undefined,
  ])
  server.resetHandlers()
  STEPS.close()
  expect(changesSince(before)).toEqual([])
})

test('what is installed looks like the own functions of a browser', () => {
  browser.install()
  expect(fetch.name).toBe('fetch')
  expect(XMLHttpRequest.name).toBe('XMLHttpRequest')
  expect(Object.keys(globalThis)).toContain('fetch')
  expect('fetch' in globalThis && 'XMLHttpRequest' in globalThis).toBe(true)
  if (typeof window !== 'undefined') expect(window.fetch).toBe(browser.fetch)
})
