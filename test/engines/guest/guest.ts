/** The page's own view of the functions a watcher replaces, with the library and without. */

import { readFileSync } from 'node:fs'
import { openEngine } from '../drive.ts'
import type { Engine } from '../engine.ts'
import type { EngineName } from '../find.ts'
import { openOrigins } from '../origins.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

const allow: [string, string][] = [
  ['Access-Control-Allow-Origin', '$ORIGIN'],
  ['Access-Control-Allow-Methods', '$ACRM'],
  ['Access-Control-Allow-Headers', '$ACRH'],
  ['Access-Control-Allow-Credentials', 'true'],
]
const answer = {
  preflight: { status: 204, headers: allow },
  actual: { status: 200, headers: allow, body: 'ok' },
}
const slow = { ...answer, actual: { ...answer.actual, delayMs: 400 } }

/** What each probe saw, by its name. */
export type Seen = Record<string, unknown>

/** Pages with the probes. */
export interface Probes {
  /** Runs every probe in one of them. */
  see(engine: Pick<Engine, 'goto' | 'run'>, page: 'bare' | 'watched'): Promise<Seen>
  close(): Promise<void>
}

/** Serves a bare page, and one with the library. */
export async function openProbes(): Promise<Probes> {
  const script = (src: string) => `<script src="${src}"></script>`
  const html = (...scripts: string[]) => ({
    type: 'text/html;charset=utf-8',
    body: `<!doctype html>${scripts.map(script).join('')}<title>guest</title>`,
  })
  const js = (body: string) => ({ type: 'text/javascript;charset=utf-8', body })
  const library = read('../../../dist/why-preflight.iife.js')
  const origins = await openOrigins({
    files: {
      '/library.js': js(`${library};whyPreflight.install({ report: 'silent' })`),
      '/probes.js': js(read('./probes.js')),
      '/bare.html': html('/probes.js'),
      '/watched.html': html('/library.js', '/probes.js'),
    },
  })
  return {
    async see(engine, page) {
      origins.open('guest', {
        B: { paths: { '/slow': slow, ...Object.fromEntries(PATHS.map(path => [path, answer])) } },
      })
      await engine.goto(`${origins.of.A}/${page}.html`)
      const seen: Seen = {}
      for (const name of await engine.run<string[]>('return Object.keys(probes)')) {
        seen[name] = await engine.run(
          `try { return await probes[${JSON.stringify(name)}](${JSON.stringify(`${origins.of.B}/c/guest`)}) } catch (error) { return 'failed: ' + error + error.stack }`,
        )
      }
      origins.take('guest')
      return seen
    },
    close: () => origins.close(),
  }
}

/** Runs every probe in one engine, in a bare page and in one with the library. */
export async function probe(engineName: EngineName): Promise<{ bare: Seen; watched: Seen }> {
  const probes = await openProbes()
  const engine = await openEngine(engineName)
  try {
    return { bare: await probes.see(engine, 'bare'), watched: await probes.see(engine, 'watched') }
  } finally {
    await engine.close()
    await probes.close()
  }
}

const PATHS = [
  '/ok',
  '/x',
  '/reads',
  '/once',
  '/echo-headers',
  '/m',
  '/s',
  '/f',
  '/up',
  '/b',
  '/events',
]
