/** Runs every snippet in pages with and without a watcher, and tells what all sides saw. */

import { readFileSync } from 'node:fs'
import type { Call } from '../../../src/browsers/call.ts'
import { js, PAGE_FILES, type Shown } from '../coexist/bench.ts'
import { arrived } from '../coexist/wire.ts'
import { openEngine } from '../drive.ts'
import type { EngineName } from '../find.ts'
import { openOrigins, type PageFile } from '../origins.ts'
import { serverWith } from './policies.ts'
import { type Snippet, shared, snippets } from './snippets.ts'
import { bundlePackages } from './vendor.ts'

/** What one snippet did. */
export interface Run {
  bare: Shown
  watched: Shown
  /** What the watcher recorded of its calls to the API. */
  calls: Call[]
}

const IMPORTED = /^import (?:.* from )?'([^.].*)'$/gm
const imported = [...snippets, ...shared].flatMap(({ code }) =>
  [...code.matchAll(IMPORTED)].map(([, name]) => name!),
)

/** The packages that the snippets import. */
export const vendor = await bundlePackages([...new Set(imported)])

/** Clients may send to the servers here only. */
const LOOPBACK = '<meta http-equiv="Content-Security-Policy" content="connect-src http:">'

const page = (...scripts: string[]): PageFile => ({
  type: 'text/html;charset=utf-8',
  body:
    `<!doctype html><link rel="icon" href="data:,">${LOOPBACK}` +
    `<script type="importmap">${vendor.importMap}</script>` +
    scripts.map(source => `<script src="${source}"></script>`).join(''),
})

/** A place that is no code of the page's. */
const RUNNER = '/node_modules/run.js'

const PAGES = {
  ...PAGE_FILES,
  ...vendor.files,
  [RUNNER]: js(readFileSync(new URL('./page.js', import.meta.url), 'utf8')),
  '/bare.html': page(RUNNER),
  '/watched.html': page('/library.js', RUNNER),
}

/** Runs all snippets in one engine; what they did by their paths. */
export async function runAll(engineName: EngineName): Promise<Map<string, Run>> {
  let key = ''
  const scripts = [...snippets, ...shared]
  const served = Object.fromEntries(scripts.map(({ path, code }) => [path, withHosts(code)]))
  const origins = await openOrigins({ files: { ...PAGES, ...served } })

  /** The hosts of the guides are the servers of this run; the key still says `example`. */
  function withHosts(code: string): PageFile {
    return {
      ...js(''),
      get body() {
        return code
          .replace(/https:\/\/(\w+@)?(api|telemetry)\.example\.com/g, (_, user = '', host) => {
            const origin = origins.of[host === 'api' ? 'B' : 'C']
            return `${origin.replace('//', `//${user}`)}/c/${key}`
          })
          .replaceAll('api.example.com', new URL(origins.of.B).host)
      },
    }
  }

  const engine = await openEngine(engineName).catch(async error => {
    await origins.close()
    throw error
  })

  async function shown(file: string, { path, answer }: Snippet): Promise<Shown> {
    key = `example${path}${file}`.replace(/\W/g, '-')
    origins.open(key, serverWith(answer))
    await engine.goto(`${origins.of.A}${file}`)
    const seen = await engine.run<Record<string, unknown>>(`return runScript('${path}')`)
    const wire = origins.take(key).filter(({ at }) => at === 'B')
    return comparable({ seen, wire: wire.map(arrived) }, key)
  }

  try {
    const runs = new Map<string, Run>()
    for (const snippet of snippets) {
      const bare = await shown('/bare.html', snippet)
      const watched = await shown('/watched.html', snippet)
      const calls = await engine.run<Call[]>('return watcher.calls')
      const ofTheApi = calls.filter(({ url }) => url.startsWith(origins.of.B))
      runs.set(snippet.path, { bare, watched, calls: ofTheApi })
    }
    return runs
  } finally {
    await engine.close()
    await origins.close()
  }
}

/** Without what differs from run to run: the key in URLs, and a signature's time. */
function comparable(shown: Shown, key: string): Shown {
  const text = JSON.stringify(shown).replaceAll(key, 'KEY')
  return JSON.parse(text.replaceAll(/X-Amz-(Date|Signature)=\w+/g, '$1')) as Shown
}
