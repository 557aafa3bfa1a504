/** The plugin in real dev servers and production builds. */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rspack } from '@rspack/core'
import { RspackDevServer } from '@rspack/dev-server'
import { build as esbuild } from 'esbuild'
import { rollup, watch } from 'rollup'
import { build, createServer, type Plugin, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import webpack from 'webpack'
import WebpackDevServer from 'webpack-dev-server'
import forEsbuild from '../../src/esbuild.ts'
import forRollup from '../../src/rollup.ts'
import forRspack from '../../src/rspack.ts'
import forVite from '../../src/vite.ts'
import forWebpack from '../../src/webpack.ts'
import { answering, type Running } from '../unit/server/answers.ts'
import { chosenEngines } from './chosen.ts'
import { type Engine, openEngine } from './drive.ts'

const PAGE = fileURLToPath(new URL('plugin/page/', import.meta.url))
const ENTRY = join(PAGE, 'main.js')

/** Keeps what is written to the console, from before the watcher comes. */
const LISTENING = `window.warned = []
  const { warn } = console
  console.warn = (...parts) => { warned.push(parts.join(' ')); warn.apply(console, parts) }`

const listening: Plugin = {
  name: 'listening',
  transformIndexHtml: () => [{ tag: 'script', children: LISTENING, injectTo: 'head-prepend' }],
}

let api: Running

beforeAll(async () => {
  api = await answering(({ url }, response) => {
    if (url === '/open') response.setHeader('Access-Control-Allow-Origin', '*')
    response.writeHead(204).end()
  })
})
afterAll(() => api.close())

describe.each(chosenEngines)('a page of Vite in %s', name => {
  let engine: Engine
  let vite: ViteDevServer

  beforeAll(async () => {
    const plugins = [forVite(), listening] as Plugin[]
    const server = { host: '127.0.0.1', port: 0 }
    vite = await createServer({
      configFile: false,
      root: PAGE,
      logLevel: 'silent',
      server,
      plugins,
    })
    await vite.listen()
    const { port } = vite.httpServer!.address() as AddressInfo
    engine = await openEngine(name)
    await engine.goto(`http://127.0.0.1:${port}/?${encodeURIComponent(api.url)}`)
  })
  afterAll(async () => {
    await engine?.close()
    await vite?.close()
  })

  test('is told beside the failed calls why they failed, and sees nothing of it', async () => {
    const seen = await engine.run<{ outcomes: unknown; warned: string[]; scripts: string[] }>(`
      await calls
      for (let left = 100; left > 0 && warned.length < 2; left--) {
        await new Promise(resolve => setTimeout(resolve, 100))
      }
      await new Promise(resolve => setTimeout(resolve, 300))
      const scripts = [...document.scripts].map(script => script.src)
      return { outcomes, warned, scripts }`)
    expect(seen.outcomes).toEqual({ put: 'TypeError', get: 'TypeError', open: 204 })
    expect(seen.warned).toHaveLength(2)
    const put = seen.warned.find(text => text.includes('PUT'))!
    expect(put).toContain(`[why-preflight] PUT ${api.url}/orders/1  failed`)
    expect(put).toContain('has no Access-Control-Allow-Origin')
    expect(put).toContain('Access-Control-Allow-Headers: x-a')
    const get = seen.warned.find(text => text.includes('GET'))!
    expect(get).toContain('The browser sent no preflight.')
    expect(get).toContain('Access-Control-Allow-Origin: http://127.0.0.1:')
    expect(seen.scripts.join()).not.toContain('why-preflight')
  })
})

describe('a production build', () => {
  let folder: string

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'build-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  /** All that was written, file by file. */
  const written = (name: string): Record<string, string> =>
    Object.fromEntries(
      readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
        .filter(file => file.isFile())
        .map(file => [file.name, readFileSync(join(file.parentPath, file.name), 'utf8')]),
    )

  type Compiler = { run(done: (error: unknown) => void): void; close(done: () => void): void }
  const compile = (compiler: Compiler) =>
    new Promise<void>((resolve, reject) =>
      compiler.run(error => compiler.close(() => (error ? reject(error) : resolve()))),
    )

  const BUILDS: Record<string, (path: string, plugged: boolean) => Promise<unknown>> = {
    Vite: (outDir, plugged) =>
      build({
        ...{ configFile: false, root: PAGE, logLevel: 'silent', build: { outDir } },
        plugins: plugged ? [forVite()] : [],
      }),
    webpack: (path, plugged) =>
      compile(
        webpack({
          ...{ mode: 'production', entry: ENTRY, output: { path } },
          plugins: plugged ? [forWebpack()] : [],
        })!,
      ),
    Rspack: (path, plugged) =>
      compile(
        rspack({
          ...{ mode: 'production', entry: ENTRY, output: { path } },
          plugins: plugged ? [forRspack()] : [],
        }),
      ),
    Rollup: async (dir, plugged) => {
      const bundle = await rollup({ input: ENTRY, plugins: plugged ? [forRollup()] : [] })
      await bundle.write({ dir })
    },
    esbuild: (outdir, plugged) =>
      esbuild({
        ...{ entryPoints: [ENTRY], bundle: true, minify: true, outdir },
        plugins: plugged ? [forEsbuild()] : [],
      }),
  }

  test.each(Object.keys(BUILDS))('of %s has not one byte of the library', async name => {
    await BUILDS[name]!(join(folder, `${name}-without`), false)
    await BUILDS[name]!(join(folder, `${name}-with`), true)
    expect(Object.keys(written(`${name}-with`)).length).toBeGreaterThan(0)
    expect(written(`${name}-with`)).toEqual(written(`${name}-without`))
  })
})

describe('a development build', () => {
  test('of webpack begins with the watcher, and its dev server answers', async () => {
    const compiler = webpack({
      ...{ mode: 'development', devtool: false, entry: ENTRY, context: PAGE },
      ...{ plugins: [forWebpack()], infrastructureLogging: { level: 'none' }, stats: 'none' },
      devServer: { host: '127.0.0.1', port: 'auto' },
    })!
    const server = new WebpackDevServer(compiler.options.devServer || {}, compiler)
    await server.start()
    const { port } = (server.server as import('node:http').Server).address() as AddressInfo
    const url = `http://127.0.0.1:${port}`
    const text = await (await fetch(`${url}/main.js`)).text()
    expect(text).toContain('WHY_PREFLIGHT_CONFIG')
    const refused = await fetch(`${url}/__why-preflight/ask`, { method: 'POST', body: '{}' })
    expect(refused.status).toBe(403)
    await server.stop()
  })

  test('of Rspack too', async () => {
    const compiler = rspack({
      ...{ mode: 'development', devtool: false, entry: ENTRY, context: PAGE },
      ...{ plugins: [forRspack()], infrastructureLogging: { level: 'none' }, stats: 'none' },
      devServer: { host: '127.0.0.1', port: 'auto' },
    })
    const server = new RspackDevServer(compiler.options.devServer || {}, compiler)
    await server.start()
    const { port } = (server.server as import('node:http').Server).address() as AddressInfo
    const url = `http://127.0.0.1:${port}`
    expect(await (await fetch(`${url}/main.js`)).text()).toContain('WHY_PREFLIGHT_CONFIG')
    const refused = await fetch(`${url}/__why-preflight/ask`, { method: 'POST', body: '{}' })
    expect(refused.status).toBe(403)
    await server.stop()
  })

  test('of Rollup that watches has the watcher, first', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'build-'))
    const watcher = watch({ input: ENTRY, plugins: [forRollup()], output: { dir: folder } })
    await new Promise<void>((resolve, reject) =>
      watcher.on('event', event => {
        if (event.code === 'BUNDLE_END') event.result.close().then(resolve)
        if (event.code === 'ERROR') reject(event.error)
      }),
    )
    await watcher.close()
    const text = readFileSync(join(folder, 'main.js'), 'utf8')
    expect(text.indexOf('WHY_PREFLIGHT_CONFIG')).toBeGreaterThan(-1)
    expect(text.indexOf('WHY_PREFLIGHT_CONFIG')).toBeLessThan(text.indexOf('A page that runs'))
    rmSync(folder, { recursive: true })
  })

  test('of esbuild has the watcher, once and first', async () => {
    const { outputFiles } = await esbuild({
      ...{ entryPoints: [ENTRY], bundle: true, write: false },
      plugins: [forEsbuild()],
    })
    const { text } = outputFiles[0]!
    expect(text.split('((WHY_PREFLIGHT_CONFIG) =>')).toHaveLength(2)
    expect(text.indexOf('WHY_PREFLIGHT_CONFIG')).toBeLessThan(text.indexOf('A page that runs'))
  })
})
