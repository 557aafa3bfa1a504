/** A watcher inside of workers. */

import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Call } from '../../../src/browsers/call.ts'
import { chosenEngines } from '../chosen.ts'
import { js, LIBRARY } from '../coexist/bench.ts'
import { inEachEngine } from '../coexist/each-engine.ts'
import { server } from '../coexist/policies.ts'
import { type Arrived, arrived, saidOf, sentOf, steady } from '../coexist/wire.ts'
import { openEngine } from '../drive.ts'
import type { EngineName } from '../find.ts'
import { openOrigins, type PageFile } from '../origins.ts'

const here = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const calls = here('./worker-calls.js')
const options = "{ report: 'silent' }"

const kinds = ['dedicated', 'shared', 'service'] as const
const types = ['classic', 'module'] as const
const scripts = kinds.flatMap(kind => types.map(type => ({ kind, type })))

/** The built modules, for workers that import them. */
const MODULES = globSync('*.js', { cwd: new URL('../../../dist/', import.meta.url) })

const files: Record<string, PageFile> = {
  '/workers.html': {
    type: 'text/html',
    body: '<!doctype html><link rel="icon" href="data:,"><script src="/page-workers.js"></script>',
  },
  '/page-workers.js': js(here('./page-workers.js')),
  '/iife.js': js(LIBRARY),
  '/calls.js': js(calls),
  ...Object.fromEntries(MODULES.map(name => [`/dist/${name}`, js(here(`../../../dist/${name}`))])),
  '/bare-classic.js': js("importScripts('/calls.js')"),
  '/bare-module.js': js("import '/calls.js'"),
  '/watched-classic.js': js(
    `importScripts('/iife.js'); watcher = whyPreflight.install(${options}); importScripts('/calls.js')`,
  ),
  // A module has no use for a script that declares a variable: it stays inside of it.
  '/watched-module.js': js(
    `import { install } from '/dist/index.js'; globalThis.watcher = install(${options}); ${calls}`,
  ),
}

interface Answer {
  seen: Record<string, unknown>
  calls: Call[]
  after: { text: string; recorded: number }
}

interface Worked extends Answer {
  wire: Arrived[]
}

/** Both workers of a kind, or why there are none. */
type Pair = { bare: Worked; watched: Worked } | string

async function work(engineName: EngineName): Promise<Record<string, Pair>> {
  const origins = await openOrigins({ files })
  const engine = await openEngine(engineName)
  let key = 0

  async function answer(kind: string, url: string, type: string): Promise<Worked> {
    const name = `worker-${++key}`
    origins.open(name, server)
    const args = JSON.stringify([url, `${origins.of.B}/c/${name}`, type])
    const told = await engine.run<Answer>(`return startWorker.${kind}(...${args})`, {
      timeoutMs: 10_000,
    })
    return { ...told, wire: origins.take(name).map(arrived) }
  }

  try {
    await engine.goto(`${origins.of.A}/workers.html`)
    const pairs: Record<string, Pair> = {}
    for (const { kind, type } of scripts) {
      try {
        const bare = await answer(kind, `/bare-${type}.js`, type)
        pairs[`${kind} ${type}`] = {
          bare,
          watched: await answer(kind, `/watched-${type}.js`, type),
        }
      } catch (error) {
        pairs[`${kind} ${type}`] = (error as Error).message
      }
    }
    return pairs
  } finally {
    await engine.close()
    await origins.close()
  }
}

const of = inEachEngine(work)

describe.each(chosenEngines)('a worker in %s', engine => {
  test.each(scripts)('$kind, $type', ({ kind, type }) => {
    const pair = of(engine)[`${kind} ${type}`]!
    if (typeof pair === 'string') throw new Error(pair)
    const { bare, watched } = pair
    expect(watched.seen).toEqual(bare.seen)
    expect(steady(watched.wire)).toEqual(steady(bare.wire))
    expect(watched.after).toEqual({ text: 'ok', recorded: 0 })
    const { after, ...sent } = sentOf(watched.wire)
    expect(after).toBe('PUT ')
    expect(saidOf(watched.calls)).toEqual(sent)
    expect(Object.keys(watched.seen).length).toBe(kind === 'service' ? 4 : 7)
  })
})
