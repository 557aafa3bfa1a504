/** Preflights on a track of Chromium's Performance panel. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chosenEngines } from './chosen.ts'
import { js, LIBRARY } from './coexist/bench.ts'
import { type Engine, openEngine } from './drive.ts'
import { type Origins, openOrigins } from './origins.ts'
import { server } from './panel/shop.ts'

/** What other code's observers hear of a PUT, what is left on the page's timeline, and the call. */
const RUN = `
  const heard = []
  new PerformanceObserver(list => heard.push(...list.getEntries())).observe({ type: 'measure' })
  const before = performance.now()
  await (await fetch(location.hash.slice(1) + '/orders/7', { method: 'PUT' })).text()
  await fetch(location.hash.slice(1) + '/orders').then(response => response.text())
  const isTimed = () => watcher.calls[0].cost.preflightSent === 'yes'
  for (let left = 60; left > 0 && !isTimed(); left--) await new Promise(resolve => setTimeout(resolve, 50))
  await new Promise(resolve => setTimeout(resolve, 100))
  return {
    before,
    heard: heard.map(({ name, startTime, duration, detail }) => ({ name, startTime, duration, detail })),
    left: performance.getEntriesByType('measure').length,
    call: watcher.calls[0],
  }`

interface Heard {
  before: number
  heard: { name: string; startTime: number; duration: number; detail: unknown }[]
  left: number
  call: { start: number; cost: { preflightStart: number; preflightMs: number; totalMs: number } }
}

const page = (track: boolean) => ({
  type: 'text/html',
  body: `<!doctype html><link rel="icon" href="data:,"><script src="/library.js"></script>
    <script>const watcher = whyPreflight.install({ report: 'silent', track: ${track} })</script>`,
})

const files = {
  '/library.js': js(LIBRARY),
  '/true.html': page(true),
  '/false.html': page(false),
}

describe.each(chosenEngines)('a track in %s', name => {
  let origins: Origins
  let engine: Engine

  beforeAll(async () => {
    origins = await openOrigins({ files })
    engine = await openEngine(name)
    origins.open('shop', server)
  })
  afterAll(async () => {
    await engine?.close()
    await origins?.close()
  })

  test.each([true, false])('with the option %s', async track => {
    await engine.goto(`${origins.of.A}/${track}.html#${origins.of.B}/c/shop`)
    const { before, heard, left, call } = await engine.run<Heard>(RUN)
    const { preflightStart, preflightMs, totalMs } = call.cost
    expect(preflightMs).toBeGreaterThan(50)
    expect(call.start).toBeGreaterThanOrEqual(before - 2)
    expect(preflightStart).toBeGreaterThanOrEqual(call.start - 2)
    expect(preflightStart + preflightMs).toBeLessThanOrEqual(call.start + totalMs + 2)
    expect(left).toBe(0)
    if (!track || name !== 'chromium') return expect(heard).toEqual([])
    expect(heard).toEqual([
      {
        name: `OPTIONS ${origins.of.B}/c/shop/orders/7`,
        startTime: preflightStart,
        duration: expect.closeTo(preflightMs),
        detail: { devtools: expect.objectContaining({ dataType: 'track-entry' }) },
      },
    ])
  })
})
