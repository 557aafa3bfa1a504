/** Pages in which other libraries and a watcher meet, and what they and origin B see. */

import { readFileSync } from 'node:fs'
import type { Call } from '../../../src/browsers/call.ts'
import { openEngine } from '../drive.ts'
import type { EngineName } from '../find.ts'
import { type Origins, openOrigins, type PageFile } from '../origins.ts'
import { server } from './policies.ts'
import { type Arrived, arrived } from './wire.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
export const js = (body: string): PageFile => ({ type: 'text/javascript;charset=utf-8', body })

/** The built library, and a page's own files, by path. */
export const LIBRARY = read('../../../dist/why-preflight.iife.js')
export const PAGE_FILES: Record<string, PageFile> = {
  '/library.js': js(`${LIBRARY};globalThis.watcher = whyPreflight.install({ report: 'silent' })`),
  '/snapshot.js': js(read('./page/snapshot.js')),
  '/calls.js': js(read('./page/calls.js')),
}

/** A page that runs these scripts in this order. */
export function html(...scripts: string[]): PageFile {
  const tags = scripts.map(src => `<script src="${src}"></script>`).join('')
  return {
    type: 'text/html;charset=utf-8',
    body: `<!doctype html><link rel="icon" href="data:,">${tags}<title>meeting</title>`,
  }
}

/** What a page's calls showed, to the page and at origin B. */
export interface Shown {
  seen: Record<string, unknown>
  wire: Arrived[]
}

/** One page in one engine, and the server it calls. */
export interface Bench {
  open(page: string): Promise<void>
  /** Makes the page's calls, all or a few, below a key of their own. */
  makeCalls(few?: 'few'): Promise<Shown>
  run<T>(source: string): Promise<T>
}

/** Lends a bench with these files to somebody. */
export async function withBench<T>(
  engineName: EngineName,
  files: Record<string, PageFile>,
  use: (bench: Bench) => Promise<T>,
): Promise<T> {
  const origins = await openOrigins({ files: { ...PAGE_FILES, ...files } })
  const engine = await openEngine(engineName).catch(async error => {
    await origins.close()
    throw error
  })
  try {
    return await use(benchOf(origins, engine))
  } finally {
    await engine.close()
    await origins.close()
  }
}

function benchOf(origins: Origins, engine: Awaited<ReturnType<typeof openEngine>>): Bench {
  let key = 0
  return {
    open: page => engine.goto(`${origins.of.A}${page}#${origins.of.B}`),
    run: source => engine.run(source),
    async makeCalls(few) {
      const name = `meeting-${++key}`
      origins.open(name, server)
      const base = JSON.stringify(`${origins.of.B}/c/${name}`)
      const seen = await engine.run<Record<string, unknown>>(
        `return makeCalls(${base}, ${few !== undefined})`,
      )
      return { seen: withoutKey(seen, name), wire: origins.take(name).map(arrived) }
    },
  }
}

/** Some error messages have the URL in them. */
const withoutKey = <T>(value: T, name: string): T =>
  JSON.parse(JSON.stringify(value).replaceAll(name, 'KEY')) as T

/** The record of the page's watcher. */
export const callsOf = (bench: Bench, watcher = 'watcher'): Promise<Call[]> =>
  bench.run(`return ${watcher}.calls`)
