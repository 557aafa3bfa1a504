/**
 * `npm run screenshots`: what the console says to snippets of the guides, in Chromium's own DevTools.
 *
 * A page runs the snippet, word for word: its hosts are servers of this script. A second page has
 * the DevTools that come with Chromium, and looks at the first.
 */

import { writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { type Browser, launch, type Page } from 'puppeteer-core'
import { snippets } from '../../test/engines/clients/snippets.ts'
import { bundlePackages } from '../../test/engines/clients/vendor.ts'
import { LIBRARY } from '../../test/engines/coexist/bench.ts'
import { locate } from '../../test/engines/find.ts'
import { selfSigned } from '../../test/engines/messages/secure.ts'
import { chromiumFlags } from '../../test/engines/puppeteer.ts'
import { portOf } from '../../test/loopback.ts'

/** By the picture's name: a guide, the reason that its snippet shows, the height of the picture. */
const PICTURES = {
  'axios-progress': ['axios', 'upload-listener', 255],
  sentry: ['sentry', 'header sentry-trace', 280],
  opentelemetry: ['opentelemetry', 'header traceparent', 265],
} as const
const IMAGES = new URL('../../docs/images/', import.meta.url)
const APP = 'https://app.example.com'
/** How long the server takes for an answer: a near one. */
const ANSWER_MS = 40

/** Then `told` settles, when the console has been told of the first preflight. */
const INSTALL = `
  const watcher = whyPreflight.install()
  globalThis.told = new Promise(resolve => {
    watcher.subscribe(({ verdict, cost }) => {
      if (verdict.preflight && cost.preflightSent !== 'unknown') setTimeout(resolve, 100)
    })
  })`

const chromium = locate('chromium')
if (chromium === undefined) throw new Error('chromium is not here: node test/engines/find.ts')
const executablePath = chromium.browser

for (const [name, [guide, reason, height]] of Object.entries(PICTURES)) {
  const snippet = snippets.find(
    ({ path, reasonsIn }) =>
      path.startsWith(`/src/${guide}/`) && reasonsIn('chromium').includes(reason),
  )
  if (snippet === undefined) throw new Error(`no snippet of ${guide} has ${reason}`)
  const png = await screenshot(snippet.code, height)
  writeFileSync(new URL(`${name}.png`, IMAGES), png)
  console.log(`docs/images/${name}.png: ${Math.round(png.length / 1000)} kB`)
}

async function screenshot(code: string, height: number): Promise<Uint8Array> {
  const server = await serve(await filesOf(code))
  const browser = await launch({
    executablePath,
    headless: true,
    args: [
      ...chromiumFlags,
      '--ignore-certificate-errors',
      '--remote-allow-origins=*',
      `--host-resolver-rules=MAP *.example.com 127.0.0.1:${server.port}`,
    ],
  })
  try {
    const page = await browser.newPage()
    const devtools = await openDevTools(browser, page, height)
    await page.goto(APP)
    await page.evaluate('told')
    await expandGroups(devtools)
    return await devtools.screenshot({ type: 'png' })
  } finally {
    await browser.close()
    server.close()
  }
}

/** The page's files by path: the watcher first, then the snippet with its packages. */
async function filesOf(code: string): Promise<Record<string, string>> {
  const names = [...code.matchAll(/^import .* from '(.+)'$/gm)].map(([, name]) => name!)
  const vendor = await bundlePackages(names)
  const bundles = Object.entries(vendor.files).map(([path, { body }]) => [path, body])
  return {
    ...Object.fromEntries(bundles),
    '/why-preflight.js': LIBRARY,
    '/install.js': INSTALL,
    '/src/app.js': code,
    '/': `<!doctype html><link rel="icon" href="data:,">
<script type="importmap">${vendor.importMap}</script>
<script src="/why-preflight.js"></script>
<script src="/install.js"></script>
<script type="module" src="/src/app.js"></script>`,
  }
}

/** One server for all hosts: the page's has the files, others allow everything. */
async function serve(files: Record<string, string>): Promise<{ port: number; close(): void }> {
  const server = createServer(selfSigned(), ({ headers, url = '' }, response) => {
    if (headers.host === new URL(APP).host) {
      const type = url.endsWith('.js') ? 'text/javascript' : 'text/html'
      response.writeHead(200, { 'content-type': `${type};charset=utf-8` }).end(files[url])
      return
    }
    const allow = {
      'content-type': 'application/json',
      'access-control-allow-origin': APP,
      'timing-allow-origin': APP,
      'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
    }
    setTimeout(() => response.writeHead(200, allow).end('{"ok":true}'), ANSWER_MS)
  })
  const port = await portOf(server)
  return {
    port,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function openDevTools(browser: Browser, page: Page, height: number): Promise<Page> {
  const { host } = new URL(browser.wsEndpoint())
  const target = (page.target() as unknown as { _targetId: string })._targetId
  const devtools = await browser.newPage()
  await devtools.setViewport({ width: 1000, height, deviceScaleFactor: 1.5 })
  const of = `ws=${host}/devtools/page/${target}&panel=console`
  await devtools.goto(`devtools://devtools/bundled/devtools_app.html?${of}`)
  await devtools.waitForSelector('pierce/.console-view')
  return devtools
}

async function expandGroups(devtools: Page): Promise<void> {
  await devtools.waitForSelector('pierce/.console-group-title')
  for (const group of await devtools.$$('pierce/.console-group-title')) await group.click()
  await new Promise(resolve => setTimeout(resolve, 500))
}
