/** MSW's worker in a real page, with a simulated browser in front of its handlers. */

import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chosenEngines } from '../chosen.ts'
import { openEngine } from '../drive.ts'
import type { Engine } from '../engine.ts'
import { type Origins, openOrigins, type PageFile } from '../origins.ts'
import { bundlePage } from './bundle-page.ts'

const VERSIONS = { 'MSW 3': 'msw', 'MSW 2': 'msw-2' } as const
const ORDERS = ['listen, then install', 'install, then listen'] as const

const js = (body: string): PageFile => ({ type: 'text/javascript;charset=utf-8', body })
const page = (script: string): PageFile => ({
  type: 'text/html;charset=utf-8',
  body: `<!doctype html><link rel="icon" href="data:,"><script src="${script}"></script>`,
})

async function filesFor(version: string): Promise<Record<string, PageFile>> {
  const worker = new URL(
    `../../../node_modules/${version}/lib/mockServiceWorker.js`,
    import.meta.url,
  )
  return {
    [`/${version}/mockServiceWorker.js`]: js(readFileSync(worker, 'utf8')),
    [`/${version}/page.js`]: js(await bundlePage(version)),
    // Each order begins in a page of its own.
    [`/${version}/0.html`]: page(`/${version}/page.js`),
    [`/${version}/1.html`]: page(`/${version}/page.js`),
  }
}

describe.each(chosenEngines)('in %s', name => {
  let origins: Origins
  let engine: Engine

  beforeAll(async () => {
    const files = await Promise.all(Object.values(VERSIONS).map(filesFor))
    origins = await openOrigins({ files: Object.assign({}, ...files) })
    engine = await openEngine(name)
  })

  afterAll(async () => {
    await engine?.close()
    await origins?.close()
  })

  describe.each(Object.entries(VERSIONS))('%s', (_, version) => {
    test.each(ORDERS)('%s', async order => {
      const at = ORDERS.indexOf(order)
      const key = `mocks-${version}-${at}`
      const open = {
        headers: [['Access-Control-Allow-Origin', '*']] as [string, string][],
        body: 'ok',
      }
      origins.open(key, {
        B: { paths: { '/open': { actual: open }, '/closed': { actual: { body: 'closed' } } } },
      })
      await engine.goto(`${origins.of.A}/${version}/${at}.html#${origins.of.B}/c/${key}`)
      const result = await engine.run(`return runInOrder(${JSON.stringify(order)})`)
      const order1 = 'https://app.example.com'
      expect(result).toEqual({
        saved: [200, 'cors', { ok: true, sent: { id: 1 } }],
        again: 200,
        preflights: 1,
        notAllowed: 'TypeError: method-not-allowed',
        withoutHeaders: 'TypeError: allow-origin-missing',
        byHand: 'TypeError: allow-origin-missing',
        moved: 'TypeError: network',
        xhr: [0, ''],
        real: 'ok',
        realRefused: 'TypeError: network',
        realXhr: [200, 'ok'],
        received: [
          ['PUT', 'cors', 'omit', order1],
          ['PUT', 'cors', 'omit', order1],
          [order1, 'PUT', 'x-a'],
        ],
        seen: [
          'OPTIONS /orders/1',
          'PUT /orders/1',
          'PUT /orders/1',
          'OPTIONS /orders/1',
          'GET /no-cors',
          'OPTIONS /',
          'GET /moved',
          'GET /orders/1',
          'OPTIONS /orders/1',
        ],
        restored: true,
      })
    })
  })
})
