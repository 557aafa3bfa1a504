/** Part of `npm run bench`: the panel with 10,000 recorded calls in Chromium. */

import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { js, LIBRARY } from '../test/engines/coexist/bench.ts'
import { openEngine } from '../test/engines/drive.ts'
import { openOrigins } from '../test/engines/origins.ts'

const CALLS = 10_000
const OPENED_MS = 100
const FRAMES_A_SECOND = 50

const panel = readFileSync(new URL('../dist/why-preflight.panel.js', import.meta.url), 'utf8')

const files = {
  '/why-preflight.iife.js': js(LIBRARY),
  '/why-preflight.panel.js': js(panel),
  '/page.html': {
    type: 'text/html',
    body: `<!doctype html><link rel="icon" href="data:,"><title>bench</title>
      <script src="/why-preflight.iife.js"></script>
      <script>const watcher = whyPreflight.install({ panel: true, report: 'silent', limit: ${CALLS} })</script>
      <p>10,000 calls`,
  },
}

/** Half of them are preflighted; all really go to a server. */
const MAKE_CALLS = `
  const api = location.hash.slice(1)
  let made = 0
  const next = async () => {
    while (made < ${CALLS}) {
      const i = made++
      const init = i % 2 ? { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } } : {}
      await (await fetch(api + '/orders/' + (i % 50), init)).text()
    }
  }
  await Promise.all(Array.from({ length: 24 }, next))
  while (watcher.calls.some(({ outcome }) => outcome === 'pending')) await new Promise(r => setTimeout(r, 100))
  await new Promise(r => setTimeout(r, 3000))
  return watcher.calls.length`

const ROOT = "const root = document.querySelector('why-preflight-panel').shadowRoot;"

/** Milliseconds from the click until the list has been painted. */
const OPEN = `${ROOT}
  const start = performance.now()
  root.querySelector('button').click()
  await new Promise(painted => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = painted
    port2.postMessage(0)
  }))
  return { ms: performance.now() - start, rows: root.querySelectorAll('[role=option]').length }`

/** The time of each frame while the list is scrolled from end to end, and each second's count of them. */
const SCROLL = `${ROOT}
  const list = root.querySelector('[role=listbox]')
  const times = []
  const end = list.scrollHeight - list.clientHeight
  const began = await new Promise(requestAnimationFrame)
  for (let now = began; now - began < 4000; ) {
    list.scrollTop = (now - began) / 4000 * end
    now = await new Promise(requestAnimationFrame)
    times.push(now)
  }
  const perSecond = [0, 1, 2, 3].map(second => times.filter(t => Math.floor((t - began) / 1000) === second).length)
  const gaps = times.slice(1).map((t, i) => t - times[i])
  return { perSecond, longest: Math.max(...gaps) }`

const api = {
  B: {
    paths: new Proxy(
      {},
      {
        get: () => ({
          preflight: { status: 204, headers: HEADERS },
          actual: { status: 200, headers: HEADERS, body: 'ok' },
        }),
      },
    ),
  },
}
const HEADERS: [string, string][] = [
  ['Access-Control-Allow-Origin', '*'],
  ['Access-Control-Allow-Headers', 'content-type'],
  ['Access-Control-Max-Age', '600'],
  ['Timing-Allow-Origin', '*'],
]

const origins = await openOrigins({ files })
const engine = await openEngine('chromium')
try {
  origins.open('bench', api)
  await engine.goto(`${origins.of.A}/page.html#${origins.of.B}/c/bench`)
  const recorded = await engine.run<number>(MAKE_CALLS, { timeoutMs: 300_000 })
  const opened: number[] = []
  for (let time = 0; time < 5; time++) {
    const { ms, rows } = await engine.run<{ ms: number; rows: number }>(OPEN)
    if (rows === 0) throw new Error('the list is empty')
    opened.push(ms)
    if (time < 4) {
      await engine.run(
        `${ROOT} [...root.querySelectorAll('button')].find(b => b.textContent === 'Close').click()`,
      )
      await sleep(500)
    }
  }
  const { perSecond, longest } = await engine.run<{ perSecond: number[]; longest: number }>(SCROLL)
  const worst = Math.max(...opened)
  const fewest = Math.min(...perSecond)
  console.log(`\nthe panel with ${recorded} calls`)
  console.log(
    `opens in ${opened.map(ms => ms.toFixed(0)).join(', ')} ms${worst > OPENED_MS ? '  over' : ''}`,
  )
  console.log(
    `scrolls through all in 4 s with ${perSecond.join(', ')} frames a second, ${longest.toFixed(0)} ms at most between two${fewest < FRAMES_A_SECOND ? '  under' : ''}`,
  )
} finally {
  await engine.close()
  await origins.close()
}
