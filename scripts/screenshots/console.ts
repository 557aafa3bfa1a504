/**
 * `npm run screenshots`: what the console says to snippets of the guides, in Chromium's own DevTools.
 *
 * A page runs the snippet, word for word: its hosts are servers of this script. A second page has
 * the DevTools that come with Chromium, and looks at the first.
 */

import { writeFileSync } from 'node:fs'
import type { Page } from 'puppeteer-core'
import { snippets } from '../../test/engines/clients/snippets.ts'
import { bundlePackages } from '../../test/engines/clients/vendor.ts'
import { LIBRARY } from '../../test/engines/coexist/bench.ts'
import { openBrowser, openDevTools } from './devtools.ts'
import { APP, serveHosts } from './hosts.ts'

/** By the picture's name: a guide, the reason that its snippet shows, the height of the picture. */
const PICTURES = {
  'axios-progress': ['axios', 'upload-listener', 255],
  sentry: ['sentry', 'header sentry-trace', 280],
  opentelemetry: ['opentelemetry', 'header traceparent', 265],
} as const
const IMAGES = new URL('../../docs/images/', import.meta.url)

/** Then `told` settles, when the console has been told of the first preflight. */
const INSTALL = `
  const watcher = whyPreflight.install()
  globalThis.told = new Promise(resolve => {
    watcher.subscribe(({ verdict, cost }) => {
      if (verdict.preflight && cost.preflightSent !== 'unknown') setTimeout(resolve, 100)
    })
  })`

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
  const server = await serveHosts(await filesOf(code))
  const browser = await openBrowser(server.port)
  try {
    const page = await browser.newPage()
    const devtools = await openDevTools(browser, page, 'console', [1000, height])
    await devtools.waitForSelector('pierce/.console-view')
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

async function expandGroups(devtools: Page): Promise<void> {
  await devtools.waitForSelector('pierce/.console-group-title')
  for (const group of await devtools.$$('pierce/.console-group-title')) await group.click()
  await new Promise(resolve => setTimeout(resolve, 500))
}
