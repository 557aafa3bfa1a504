/** The plugin in real dev servers and production builds. */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type RspackOptions, rspack } from '@rspack/core'
import { RspackDevServer } from '@rspack/dev-server'
import { type BuildOptions, build as esbuild } from 'esbuild'
import { rollup, watch } from 'rollup'
import { build, createServer, type Plugin, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import webpack, { type Configuration } from 'webpack'
import WebpackDevServer from 'webpack-dev-server'
import forEsbuild from '../../src/esbuild.ts'
import forRollup from '../../src/rollup.ts'
import forRspack from '../../src/rspack.ts'
import forVite from '../../src/vite.ts'
import forWebpack from '../../src/webpack.ts'
import { answering, type Running } from '../unit/server/answers.ts'
import { chosenEngines } from './chosen.ts'
import { type ConsoleMessage, type Engine, openEngine } from './drive.ts'

const PAGE = fileURLToPath(new URL('plugin/page/', import.meta.url))
const ENTRY = join(PAGE, 'main.js')

/** A classic script that another plugin puts first; it calls before any script of the page. */
const another: Plugin = {
  name: 'another',
  transformIndexHtml: () => [
    {
      tag: 'script',
      children: "window.early = fetch(decodeURIComponent(location.search.slice(1)) + '/early')",
      injectTo: 'head-prepend',
    },
  ],
}

let api: Running
/** Where nothing listens. */
let gone: string

beforeAll(async () => {
  api = await answering(({ url }, response) => {
    if (url === '/open') response.setHeader('Access-Control-Allow-Origin', '*')
    response.writeHead(204).end()
  })
  const closed = await answering(() => undefined)
  closed.close()
  gone = closed.url
})
afterAll(() => api.close())

const openVite = async (plugins: unknown[], base: string): Promise<[ViteDevServer, string]> => {
  const vite = await createServer({
    ...{ configFile: false, root: PAGE, logLevel: 'silent', base },
    // With it, a page's policy lets through what Vite knows of.
    ...{ html: { cspNonce: 'once' }, server: { host: '127.0.0.1', port: 0 } },
    plugins: plugins as Plugin[],
  })
  await vite.listen()
  const { port } = vite.httpServer!.address() as AddressInfo
  return [vite, `http://127.0.0.1:${port}${base}?${encodeURIComponent(api.url)}#${gone}`]
}

interface Seen {
  readonly outcomes: Record<string, string | number>
  readonly warned: string[]
  readonly scripts: string[]
  readonly unhandled: string[]
  readonly globals: string[]
}

/** What a page has seen when its calls have ended and so many explanations are there. */
const SEEN = (explanations: number) => `
  await calls
  for (let left = 100; left > 0 && warned.length < ${explanations}; left--) {
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  await new Promise(resolve => setTimeout(resolve, 300))
  const scripts = [...document.scripts].map(script => script.src)
  const globals = Reflect.ownKeys(globalThis).map(String).sort()
  return { outcomes, warned, scripts, unhandled, globals }`

describe.each(chosenEngines)('a page of Vite in %s', name => {
  let engine: Engine
  const messages: ConsoleMessage[] = []

  beforeAll(async () => {
    engine = await openEngine(name)
    engine.onConsole?.(message => messages.push(message))
  })
  afterAll(() => engine?.close())

  /** What a page sees, with the plugin or without it. */
  async function seenIn(plugins: unknown[], base: string, explanations: number): Promise<Seen> {
    const [vite, url] = await openVite(plugins, base)
    try {
      await engine.goto(url)
      return await engine.run<Seen>(SEEN(explanations))
    } finally {
      await vite.close()
    }
  }

  test.each(['/', '/app/'])(
    'at %s is told why calls failed, and sees nothing of it',
    async base => {
      messages.length = 0
      const without = await seenIn([another], base, 0)
      const seen = await seenIn([forVite(), another], base, 4)
      expect(seen.outcomes).toEqual(without.outcomes)
      expect(seen.outcomes).toMatchObject({
        early: expect.stringContaining('TypeError'),
        open: 204,
      })
      expect(seen.globals).toEqual(without.globals)
      expect([seen.unhandled, without.unhandled]).toEqual([[], []])
      expect(seen.scripts.map(withoutPort)).toEqual(without.scripts.map(withoutPort))
      expect(seen.warned).toHaveLength(4)
      const told = (what: string) => seen.warned.find(text => text.includes(what))!
      const put = told(`[why-preflight] PUT ${api.url}/orders/1  failed`)
      expect(put).toContain("the preflight's answer has no Access-Control-Allow-Origin")
      expect(put).toContain('Access-Control-Allow-Headers: x-a')
      for (const path of ['/closed', '/early']) {
        const get = told(`GET ${api.url}${path}  failed`)
        expect(get).toContain('The browser sent no preflight.')
        expect(get).toContain('the response has no Access-Control-Allow-Origin')
        expect(get).toContain('Access-Control-Allow-Origin: http://127.0.0.1:')
      }
      expect(told(`PUT ${gone}/  failed`)).toContain('the connection was refused')
      if (engine.onConsole) {
        const texts = messages.filter(({ type }) => /^warn/.test(type)).map(({ text }) => text)
        expect(texts.filter(text => text.startsWith('[why-preflight] '))).toEqual(seen.warned)
      }
    },
  )

  test('has a panel where one is wanted, with what the server answers to a call that failed', async () => {
    const [vite, url] = await openVite([forVite({ panel: true })], '/')
    try {
      await engine.goto(url)
      await engine.run(SEEN(4))
      const detail = await engine.run<string>(DETAIL_OF('/orders/1'))
      expect(detail).toContain('What the server answers')
      expect(detail).toContain("the preflight's answer has no Access-Control-Allow-Origin")
      expect(detail).toMatch(/^204$/m)
    } finally {
      await vite.close()
    }
  })
})

/** What the panel tells of a call to a path. */
const DETAIL_OF = (path: string) => `
  const root = document.querySelector('why-preflight-panel').shadowRoot
  const drawn = () => new Promise(resolve => setTimeout(resolve, 100))
  root.querySelector('button').click()
  await drawn()
  const rows = [...root.querySelectorAll('[role=option]')]
  rows.find(row => row.textContent.includes('${path}')).click()
  const detail = root.querySelector('.detail')
  for (let left = 50; left > 0 && !/Server:/.test(detail.textContent); left--) await drawn()
  return detail.innerText`

test('a page of Vite has the watcher before all scripts, with the nonce that its policy asks for', async () => {
  const [vite, url] = await openVite([forVite(), another], '/app/')
  const html = await (await fetch(url, { headers: { accept: 'text/html' } })).text()
  const [first, second] = html.match(/<script[^>]*>/g)!
  expect(first).toBe('<script src="/app/__why-preflight/client.js" nonce="once">')
  expect(second).toBe('<script nonce="once">')
  await vite.close()
})

const withoutPort = (url: string): string => url.replace(/:\d+/, '')

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

  type Build = (path: string, plugged: boolean) => Promise<unknown>

  const webpackBuild =
    (options: Configuration): Build =>
    (path, plugged) =>
      compile(
        webpack({
          ...{ devtool: false, entry: ENTRY, output: { path }, ...options },
          plugins: plugged ? [forWebpack()] : [],
        })!,
      )

  const rspackBuild =
    (options: RspackOptions): Build =>
    (path, plugged) =>
      compile(
        rspack({
          ...{ devtool: false, entry: ENTRY, output: { path }, ...options },
          plugins: plugged ? [forRspack()] : [],
        }),
      )

  const esbuildBuild =
    (options: BuildOptions): Build =>
    (outdir, plugged) =>
      esbuild({
        ...{ entryPoints: [ENTRY], bundle: true, outdir, ...options },
        plugins: plugged ? [forEsbuild()] : [],
      })

  const BUILDS: Record<string, Build> = {
    Vite: (outDir, plugged) =>
      build({
        ...{ configFile: false, root: PAGE, logLevel: 'silent', build: { outDir } },
        plugins: plugged ? [forVite()] : [],
      }),
    webpack: webpackBuild({ mode: 'production' }),
    'webpack, of no mode': webpackBuild({ mode: 'none' }),
    'webpack, for Node': webpackBuild({ mode: 'development', target: 'node' }),
    Rspack: rspackBuild({ mode: 'production' }),
    'Rspack, for Node': rspackBuild({ mode: 'development', target: 'node' }),
    Rollup: async (dir, plugged) => {
      const bundle = await rollup({ input: ENTRY, plugins: plugged ? [forRollup()] : [] })
      await bundle.write({ dir })
    },
    esbuild: esbuildBuild({ minify: true }),
    'esbuild, minified by parts': esbuildBuild({
      ...{ minifyWhitespace: true, minifyIdentifiers: true, minifySyntax: true },
    }),
    'esbuild, by its NODE_ENV': esbuildBuild({
      define: { 'process.env.NODE_ENV': '"production"' },
    }),
    'esbuild, for Node': esbuildBuild({ platform: 'node' }),
    'esbuild, file by file': esbuildBuild({ bundle: false }),
  }

  test.each(Object.keys(BUILDS))('of %s has not one byte of the library', async name => {
    await BUILDS[name]!(join(folder, `${name}-without`), false)
    await BUILDS[name]!(join(folder, `${name}-with`), true)
    expect(Object.keys(written(`${name}-with`)).length).toBeGreaterThan(0)
    expect(written(`${name}-with`)).toEqual(written(`${name}-without`))
  })
})

/** A dev server that runs, and the compiler behind it. */
interface Started {
  readonly url: string
  stop(): Promise<void>
}

const quietly = { infrastructureLogging: { level: 'none' }, stats: 'none' } as const
const developing = { mode: 'development', devtool: false, entry: ENTRY, context: PAGE } as const

/** Has the bundle twice, as a page may have two of which each brings the watcher. */
const ownPage = () => `<!doctype html><script>
    const warned = [], unhandled = [], outcomes = {}
    const { warn } = console
    console.warn = text => { warned.push(text); warn.call(console, text) }
    onunhandledrejection = event => unhandled.push(String(event.reason))
  </script><script src="/main.js"></script><script src="/main.js?again"></script><script>
    const calls = fetch(${JSON.stringify(api.url)}, { method: 'PUT' }).catch(() => {})
  </script>`

/** What a user's own set-up adds stays. */
const devServer = {
  ...{ host: '127.0.0.1', port: 'auto', static: false, client: { overlay: false } },
  setupMiddlewares: <M>(middlewares: M[]): M[] => [
    ...middlewares,
    {
      name: 'own',
      path: '/own',
      middleware: (_request: IncomingMessage, response: ServerResponse) => {
        response.setHeader('Content-Type', 'text/html')
        response.end(ownPage())
      },
    } as M,
  ],
} as const

const portOf = (server: unknown): number => ((server as Server).address() as AddressInfo).port

const SERVERS: Record<string, () => Promise<Started>> = {
  webpack: async () => {
    const compiler = webpack({ ...developing, ...quietly, devServer, plugins: [forWebpack()] })!
    const server = new WebpackDevServer(compiler.options.devServer || {}, compiler)
    await server.start()
    return { url: `http://127.0.0.1:${portOf(server.server)}`, stop: () => server.stop() }
  },
  Rspack: async () => {
    const compiler = rspack({ ...developing, ...quietly, devServer, plugins: [forRspack()] })
    const server = new RspackDevServer(compiler.options.devServer || {}, compiler)
    await server.start()
    return { url: `http://127.0.0.1:${portOf(server.server)}`, stop: () => server.stop() }
  },
}

/** Sends a request without what fetch does not let one say. */
const sent = (url: string, method: string, headers: Record<string, string>) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const asking = request(url, { method, headers, agent: false }, async response => {
      let text = ''
      for await (const chunk of response) text += chunk
      resolve({ status: response.statusCode!, text })
    })
    asking.on('error', reject).end()
  })

describe.each(Object.keys(SERVERS))('a development build of %s', name => {
  let started: Started

  beforeAll(async () => {
    started = await SERVERS[name]!()
  })
  afterAll(() => started?.stop())

  const pass = (headers: Record<string, string>) =>
    sent(`${started.url}/__why-preflight/pass`, 'POST', headers)

  test('begins with the watcher, and is the same at each start', async () => {
    const bundle = async () => (await sent(`${started.url}/main.js`, 'GET', {})).text
    const first = await bundle()
    expect(first.indexOf('WHY_PREFLIGHT_CONFIG')).toBeGreaterThan(-1)
    expect(first.indexOf('WHY_PREFLIGHT_CONFIG')).toBeLessThan(first.indexOf('A page that runs'))
    await started.stop()
    started = await SERVERS[name]!()
    expect(withoutPort(await bundle())).toBe(withoutPort(first))
  })

  test('has a dev server that answers its own pages alone, behind its check of names', async () => {
    expect((await pass({ origin: started.url })).status).toBe(200)
    expect((await pass({ origin: 'http://evil.example' })).status).toBe(403)
    const named = `evil.example:${new URL(started.url).port}`
    const rebound = await pass({ host: named, origin: `http://${named}` })
    expect([rebound.status, rebound.text]).toEqual([403, 'Invalid Host header'])
    expect((await sent(`${started.url}/own`, 'GET', {})).text).toBe(ownPage())
  })

  test.runIf(chosenEngines.includes('chromium'))('is told why a call failed', async () => {
    const engine = await openEngine('chromium')
    await engine.goto(`${started.url}/own`)
    const seen = await engine.run<Seen>(SEEN(1))
    expect(seen.warned).toHaveLength(1)
    expect(seen.warned[0]).toContain(`PUT ${api.url}/  failed`)
    expect(seen.scripts.filter(src => src.includes('main.js'))).toHaveLength(2)
    expect(seen.unhandled).toEqual([])
    await engine.close()
  })
})

describe('a development build', () => {
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
