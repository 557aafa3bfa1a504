/** A page can't tell that it is watched. */

import type { Page } from '@playwright/test'
import { expect, test } from 'why-preflight/playwright'
import { openProbes, type Probes } from '../engines/guest/guest.ts'
import { openSite, type Site, page as withScript } from './site.ts'

const LOOK = `Object.fromEntries(['', 'navigator', 'performance', 'Function.prototype', 'Object.prototype'].map(path => {
  const object = path.split('.').filter(Boolean).reduce((value, key) => value[key], globalThis)
  const keys = []
  for (let holder = object; holder; holder = Object.getPrototypeOf(holder)) keys.push(Reflect.ownKeys(holder).map(String))
  return [path, keys]
}))`

let probes: Probes
let site: Site
test.beforeAll(async () => {
  probes = await openProbes()
  site = await openSite(() => ({
    '/': withScript(`globalThis.first = ${LOOK}`),
    '/worker.js': `const first = ${LOOK}; postMessage(first)`,
    '/shared.js': `const first = ${LOOK}; onconnect = ({ ports: [port] }) => port.postMessage(first)`,
  }))
})
test.afterAll(async () => {
  await probes.close()
  await site.close()
})

const engineOf = (page: Page) => ({
  goto: async (url: string) => void (await page.goto(url)),
  run: <T>(source: string) =>
    page.evaluate<T>(`(async () => (await (async () => {${source}\n})()) ?? null)()`),
})

test('by any probe', async ({ browser, page, preflights }) => {
  test.slow()
  const other = await browser.newContext()
  const bare = await probes.see(engineOf(await other.newPage()), 'bare')
  const watched = await probes.see(engineOf(page), 'bare')
  await other.close()
  expect(Object.keys(bare).length).toBeGreaterThan(20)
  expect(watched).toEqual(bare)
  expect(preflights.calls.length).toBeGreaterThan(20)
  expect(preflights.disagreements).toEqual([])
})

/** What a page, its window's own windows and workers find at their first line. */
async function lookAround(page: Page): Promise<unknown> {
  await page.goto(site.app)
  return page.evaluate(async look => {
    const said = (worker: { onmessage: unknown }) =>
      new Promise(resolve => {
        worker.onmessage = (event: MessageEvent) => resolve(event.data)
      })
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const { port } = new SharedWorker('/shared.js')
    return {
      page: (globalThis as unknown as { first: unknown }).first,
      frame: (frame.contentWindow as unknown as { eval(code: string): unknown }).eval(look),
      popup: (open('') as unknown as { eval(code: string): unknown }).eval(look),
      worker: await said(new Worker('/worker.js')),
      module: await said(new Worker('/worker.js', { type: 'module' })),
      shared: await said(port),
    }
  }, LOOK)
}

test('by what there is at the first line', async ({ browser, page }) => {
  const other = await browser.newContext()
  const bare = await lookAround(await other.newPage())
  await other.close()
  expect(await lookAround(page)).toEqual(bare)
})
