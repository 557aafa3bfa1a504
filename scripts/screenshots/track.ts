/** `npm run screenshots`: preflights on their track in Chromium's own Performance panel. */

import { writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'puppeteer-core'
import { LIBRARY } from '../../test/engines/coexist/bench.ts'
import { openBrowser, openDevTools } from './devtools.ts'
import { APP, serveHosts } from './hosts.ts'

const ORDERS = `
const api = 'https://api.example.com'
const json = { 'Content-Type': 'application/json' }

const send = async (method, path, headers) => {
  const response = await fetch(api + path, { method, headers, body: '{}' })
  return response.json()
}

globalThis.saveOrders = async () => {
  await send('PUT', '/orders/7', { ...json, 'X-Request-Id': 'r-17' })
  await send('PUT', '/orders/8', json)
  await send('POST', '/search', json)
}
`

const FILES = {
  '/why-preflight.js': LIBRARY,
  '/install.js': "whyPreflight.install({ track: true, report: 'silent' })",
  '/src/orders.js': ORDERS,
  '/': `<!doctype html><link rel="icon" href="data:,"><script src="/why-preflight.js"></script>
<script src="/install.js"></script><script src="/src/orders.js"></script><h1>Orders</h1>`,
}

/** Where DevTools of Chromium 156 have what is clicked, in pixels: it has no names for these. */
const AT = {
  record: [15, 40],
  closeHints: [1171, 77],
  sidebar: [16, 40],
  unfold: [10, 201],
} as const
/** Where the track's entries are from the top, and their colour. */
const ENTRIES_AT = 218
const isYellow = ([red = 0, green = 0, blue = 0]: readonly number[]) =>
  red > 230 && green > 180 && green < 225 && blue < 60

const server = await serveHosts(FILES)
const browser = await openBrowser(server.port)
try {
  const page = await browser.newPage()
  await page.goto(APP)
  const devtools = await openDevTools(browser, page, 'timeline', [1200, 700])
  await sleep(3000)
  await click(devtools, 'record')
  await sleep(800)
  await page.evaluate('saveOrders()')
  await sleep(500)
  await click(devtools, 'record')
  await sleep(8000)
  for (const what of ['closeHints', 'sidebar', 'unfold'] as const) {
    await click(devtools, what)
    await sleep(1000)
  }
  const [first = 0, last = 0] = await entries(page, devtools)
  await devtools.mouse.move((first + last) / 2, ENTRIES_AT)
  const times = Math.floor(Math.log(1100 / (last - first)) / Math.log(1.6))
  for (let time = 0; time < times; time++) {
    await devtools.keyboard.press('w')
    await sleep(300)
  }
  const [start = 0] = await entries(page, devtools)
  await clickAt(devtools, start + 30, ENTRIES_AT)
  await devtools.mouse.move(600, 450)
  await sleep(500)
  const png = await devtools.screenshot({ type: 'png' })
  writeFileSync(new URL('../../docs/images/track.png', import.meta.url), png)
  console.log('docs/images/track.png')
} finally {
  await browser.close()
  server.close()
}

/** From where to where entries are seen; another page reads the picture of DevTools. */
async function entries(reader: Page, devtools: Page): Promise<number[]> {
  const picture = await devtools.screenshot({ type: 'png', encoding: 'base64' })
  const row = await reader.evaluate(
    async (data, y) => {
      const bitmap = await createImageBitmap(await (await fetch(data)).blob())
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!
      canvas.drawImage(bitmap, 0, 0)
      return [...canvas.getImageData(0, y * 1.5, bitmap.width, 1).data]
    },
    `data:image/png;base64,${picture}`,
    ENTRIES_AT,
  )
  const found = Array.from({ length: row.length / 4 }, (_, x) => x).filter(x =>
    isYellow(row.slice(4 * x, 4 * x + 3)),
  )
  return [found[0]! / 1.5, found.at(-1)! / 1.5]
}

/** The chart takes clicks only where it has seen the mouse before. */
async function clickAt(devtools: Page, x: number, y: number): Promise<void> {
  await devtools.mouse.move(x - 10, y - 8)
  await devtools.mouse.move(x, y, { steps: 4 })
  await sleep(200)
  await devtools.mouse.click(x, y, { delay: 50 })
}

async function click(devtools: Page, what: keyof typeof AT): Promise<void> {
  const [x, y] = AT[what]
  await clickAt(devtools, x, y)
}
