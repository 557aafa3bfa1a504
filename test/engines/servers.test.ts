/** Real servers and real engines: what `checkCors` says of them, and what remedies and recipes do. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Line, preflightLines, responseLines } from '../../src/explain/remedy.ts'
import { type Checked, checkAll, type Mended, mendAll } from '../servers/checked.ts'
import type { Running } from '../servers/listen.ts'
import { fresh, makeCalls, servePage } from '../servers/page.ts'
import { PATHS, runnableServers, startBehind } from '../servers/recipe-servers.ts'
import { type Servers, startServers } from '../servers/start.ts'
import { callsOf, startAll, type TriedRecipe } from '../servers/tried.ts'
import { chosenEngines } from './chosen.ts'
import { type Engine, openEngine } from './drive.ts'

let page: Running
let stranger: Running
let servers: Servers
let checked: Checked[]
let mended: Mended[] = []
let behind: Running
let recipes: TriedRecipe[] = []

beforeAll(async () => {
  page = await servePage()
  stranger = await servePage()
  servers = await startServers(page.origin)
  checked = await checkAll(servers.combinations, page.origin)
  const failing = checked.filter(({ check }) => !check.allowed)
  mended = await mendAll(failing, page.origin)
  behind = await startBehind()
  recipes = await startAll(page.origin, behind.origin)
})

afterAll(async () => {
  const layers = mended.map(({ layer }) => layer)
  const all = [page, stranger, servers, behind, ...layers, ...recipes.map(({ running }) => running)]
  await Promise.all(all.map(server => server?.close()))
})

test('there are many combinations, good and bad', () => {
  const byServer = Object.groupBy(servers.combinations, ({ server }) => server)
  for (const own of Object.values(byServer)) expect(own!.length).toBeGreaterThanOrEqual(8)
  const outcomes = checked.map(({ check }) =>
    Object.values(check.engines).map(({ outcome }) => outcome),
  )
  expect(outcomes.filter(own => new Set(own).size > 1).length).toBeGreaterThan(2)
  expect(checked.length).toBeGreaterThan(140)
  expect(mended.length).toBeGreaterThan(60)
  expect(checked.length - mended.length).toBeGreaterThan(40)
})

test('a server that answers by the remedy is allowed by the check', () => {
  expect(mended.filter(({ check }) => !check.allowed).map(({ name }) => name)).toEqual([])
})

describe.each(chosenEngines)('%s', name => {
  let engine: Engine

  beforeAll(async () => {
    engine = await openEngine(name)
  })

  afterAll(async () => {
    await engine?.close()
  })

  /** Makes each call from our page, and says where that comes to something else than the check says. */
  async function differences(list: readonly Checked[]): Promise<string[]> {
    await engine.goto(page.origin)
    const calls = list.map(({ call, url }) => ({ ...call, url: fresh(url, name) }))
    const ended = await makeCalls(engine, calls)
    return list.flatMap(({ name: call, check }, index) => {
      const { outcome, status } = check.engines[name]
      const real = ended[index]!
      return real.outcome === outcome && real.status === status
        ? []
        : [`${call}: ${real.outcome} ${real.status}, checked ${outcome} ${status}`]
    })
  }

  test('allows what the check says it allows, and blocks the rest', async () => {
    expect(await differences(checked)).toEqual([])
  })

  test('allows what a remedy has mended', async () => {
    expect(await differences(mended)).toEqual([])
  })

  test.each(runnableServers)('lets our page call by the recipe for %s, and no other', async own => {
    const calls = recipes
      .filter(({ server }) => server === own)
      .flatMap(recipe => callsOf(recipe, name))
    const blockedAt = async ({ origin }: Running) => {
      await engine.goto(origin)
      const ended = await makeCalls(engine, calls)
      return calls.filter((_, index) => ended[index]!.outcome === 'blocked')
    }
    expect(calls.length).toBeGreaterThan(15)
    expect(await blockedAt(page)).toEqual([])
    expect(await blockedAt(stranger)).toEqual(calls)
  })
})

describe.each(runnableServers)('the recipe for %s', own => {
  test.each(Object.entries(PATHS))('makes it answer so at %s', async (path, statuses) => {
    for (const { remedy, call, running, server } of recipes) {
      if (server !== own) continue
      const headers = { origin: page.origin, 'access-control-request-method': call.method }
      if (remedy.preflighted) {
        const preflight = await fetch(running.origin + path, { method: 'OPTIONS', headers })
        expect(preflight.status).toBe(204)
        expectLines(preflight, preflightLines(remedy))
      }
      const response = await fetch(running.origin + path, { headers })
      expect(statuses).toContain(response.status)
      expectLines(response, responseLines(remedy))
    }
  })
})

/** Each line is there, once; of those that allow something, there is no other. */
function expectLines({ headers }: Response, lines: readonly Line[]): void {
  const listed = (value: string | null) => value?.split(/, */)
  for (const [name, value] of lines) {
    if (name === 'Vary') expect(listed(headers.get(name))).toContain(value)
    else expect(listed(headers.get(name))).toEqual(listed(value))
  }
  const names = lines.map(([name]) => name.toLowerCase())
  const others = [...headers.keys()].filter(name => name.startsWith('access-control-allow'))
  expect(names).toEqual(expect.arrayContaining(others))
}
