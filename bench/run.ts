/** `npm run bench`: what the library adds to a call in Chromium, bare and installed in turn. */

import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { locate } from '../test/engines/find.ts'

/** By the name of a way to call: microseconds a call, bare and installed. */
type Round = Record<string, { bare: number; installed: number }>

/** Microseconds that may be added to each. */
const BUDGET: Record<string, number> = {
  'same-origin GET': 0.5,
  'simple cross-origin GET': 1,
  'cross-origin POST, JSON, five headers': 4,
  'XHR, five headers, an upload listener': 1.5,
}

const text = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const script = (body: string) => `<script>${body}</script>`
const module = (src: string) => `<script type="module" src="${src}"></script>`
const page = (...parts: string[]) => `<!doctype html><body>${parts.join('')}`

/** The network answers at once, so that only the calls themselves are measured. */
const STUB = script(`
  const response = Promise.resolve(new Response(''))
  window.fetch = function fetch() { return response }
  XMLHttpRequest.prototype.send = function send() {}`)

const files: Record<string, string> = {
  '/': page(module('/page.js')),
  '/page.js': text('./page.js'),
  '/frame.js': text('./frame.js'),
  '/library.js': text('../dist/why-preflight.iife.js'),
  '/bare.html': page(STUB, module('/frame.js')),
  '/installed.html': page(
    STUB,
    '<script src="/library.js"></script>',
    script("whyPreflight.install({ report: 'silent' })"),
    module('/frame.js'),
  ),
}

/** A page of its own may look at the clock to 5 microseconds, any other to 100. */
const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

/** No debugger is attached: with one, taking a stack costs several times as much. */
async function measure(): Promise<Round[]> {
  const chromium = locate('chromium')
  if (!chromium) throw new Error('bench needs Chromium: node test/engines/find.ts --install')
  const profile = mkdtempSync(join(tmpdir(), 'why-preflight-bench-'))
  let resolve: (rounds: Round[]) => void = () => undefined
  const promise = new Promise<Round[]>(settle => {
    resolve = settle
  })
  const server = createServer((request, response) => {
    const body = files[request.url ?? '']
    if (request.method === 'POST') {
      let posted = ''
      request.on('data', chunk => {
        posted += chunk
      })
      request.on('end', () => {
        response.end()
        resolve(JSON.parse(posted))
      })
      return
    }
    const type = request.url?.endsWith('.js') ? 'text/javascript' : 'text/html'
    response
      .writeHead(body === undefined ? 404 : 200, { 'Content-Type': type, ...ISOLATED })
      .end(body)
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const browser = spawn(
    chromium.browser,
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      `--user-data-dir=${profile}`,
      `http://127.0.0.1:${port}/`,
    ],
    { stdio: 'ignore' },
  )
  const closed = new Promise(done => browser.once('exit', done))
  const timer = setTimeout(() => resolve([]), 180_000)
  try {
    const rounds = await promise
    if (rounds.length === 0) throw new Error('Chromium gave no figures within three minutes')
    return rounds
  } finally {
    clearTimeout(timer)
    browser.kill()
    await closed
    server.close()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN

const rounds = await measure()
console.log(`microseconds a call, median of ${rounds.length} rounds\n`)
console.log(`${''.padEnd(40)}    bare   added  budget`)
for (const [name, budget] of Object.entries(BUDGET)) {
  const bare = median(rounds.map(round => round[name]?.bare ?? NaN))
  const added = median(
    rounds.map(round => (round[name]?.installed ?? NaN) - (round[name]?.bare ?? NaN)),
  )
  const figures = [bare, added, budget].map(figure => figure.toFixed(2).padStart(8)).join('')
  console.log(`${name.padEnd(40)}${figures}${added > budget ? '  over' : ''}`)
}
