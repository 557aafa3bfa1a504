/** Runs every snippet in pages with and without a watcher, and tells what all sides saw. */

import { readFileSync } from 'node:fs'
import type { Call } from '../../../src/browsers/call.ts'
import { js, LIBRARY, type Shown } from '../coexist/bench.ts'
import { arrived } from '../coexist/wire.ts'
import { openEngine } from '../drive.ts'
import type { EngineName } from '../find.ts'
import { openOrigins, type PageFile } from '../origins.ts'
import { server } from './policies.ts'
import { snippets } from './snippets.ts'
import { bundlePackages } from './vendor.ts'

export interface Run {
  bare: Shown
  watched: Shown
  calls: Call[]
}

const IMPORTED = /^import (?:.* from )?'(.+)'$/gm
const packages = snippets.flatMap(({ code }) => [...code.matchAll(IMPORTED)].map(([, name]) => name!))

/** The packages that the snippets import. */
export const vendor = await bundlePackages([...new Set(packages)])

/** Clients may send to the loopback servers only. */
const LOOPBACK = `<meta http-equiv="Content-Security-Policy" content="connect-src http:">`

const page = (...scripts: string[]): PageFile => ({
  type: 'text/html;charset=utf-8',
  body:
    `<!doctype html><link rel="icon" href="data:,">${LOOPBACK}` +
    `<script type="importmap">${vendor.importMap}</script>` +
    scripts.map(source => `<script src="${source}"></script>`).join(''),
})

/** Runs all snippets in one engine, by path. */
export async function runAll(engineName: EngineName): Promise<Map<string, Run>> {
  let key = ''
  const origins = await openOrigins({
    files: {
      ...vendor.files,
      '/run.js': js(readFileSync(new URL('./page.js', import.meta.url), 'utf8')),
      '/library.js': js(`${LIBRARY};globalThis.watcher = whyPreflight.install({ report: 'silent' })`),
      '/bare.html': page('/run.js'),
      '/watched.html': page('/library.js', '/run.js'),
      ...Object.fromEntries(
        snippets.map(({ path, code }) => [
          path,
          {
            type: 'text/javascript;charset=utf-8',
            get body() {
              return withHosts(code)
            },
          },
        ]),
      ),
    },
  })

  /** The hosts of the guides are the servers of this run. */
  const withHosts = (code: string): string =>
    code.replace(/https:\/\/(\w+@)?(api|telemetry)\.example\.com/g, (_, user = '', host) => {
      const origin = origins.of[host === 'api' ? 'B' : 'C']
      return `${origin.replace('//', `//${user}`)}/c/${key}`
    })

  const engine = await openEngine(engineName).catch(async error => {
    await origins.close()
    throw error
  })

  async function shown(file: string, path: string): Promise<Shown> {
    key = `${path.replace(/\W/g, '-')}${file.replace(/\W/g, '-')}`
    origins.open(key, server)
    await engine.goto(`${origins.of.A}${file}`)
    const seen = await engine.run<string[]>(`return runScript('${path}')`)
    const ofTheApi = origins.take(key).filter(({ at }) => at === 'B')
    return JSON.parse(
      JSON.stringify({ seen, wire: ofTheApi.map(arrived) }).replaceAll(key, 'KEY'),
    ) as Shown
  }

  try {
    const runs = new Map<string, Run>()
    for (const { path } of snippets) {
      const bare = await shown('/bare.html', path)
      const watched = await shown('/watched.html', path)
      const calls = await engine.run<Call[]>('return watcher.calls')
      runs.set(path, {
        bare,
        watched,
        calls: calls.filter(({ url }) => url.startsWith(origins.of.B)),
      })
    }
    return runs
  } finally {
    await engine.close()
    await origins.close()
  }
}
