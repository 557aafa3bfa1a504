/**
 * What an audit of large HARs takes: each in a process of its own, its peak of memory and its time.
 * Takes another command line than the built one, as `src/cli/index.ts`.
 */

import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MEGABYTES = [75, 150, 300]
const folder = mkdtempSync(join(tmpdir(), 'har-'))

const HEADERS = Array.from({ length: 12 }, (_, at) => ({
  name: `x-header-${at}`,
  value: `a value as long as most are, ${at}`,
}))
const FRAMES = Array.from({ length: 12 }, (_, at) => ({
  ...{ functionName: `call${at}`, scriptId: '8', lineNumber: at, columnNumber: 8 },
  url: 'http://localhost:5173/src/components/Orders.tsx?t=1719709052282',
}))

/** As Chrome writes them: half are of the page's own origin, and a few answers are large. */
const entry = (at: number): string => {
  const isPreflight = at % 4 === 1
  const origin = at % 4 < 2 ? 'https://api.example.com' : 'https://app.example.com'
  const asked = [
    { name: 'access-control-request-method', value: 'PUT' },
    { name: 'access-control-request-headers', value: 'content-type' },
  ]
  return JSON.stringify(
    {
      _initiator: { type: 'script', stack: { callFrames: FRAMES } },
      _resourceType: isPreflight ? 'preflight' : 'fetch',
      startedDateTime: new Date(Date.UTC(2026, 10, 25) + at * 50).toISOString(),
      time: isPreflight ? 20 + (at % 7) : 80,
      request: {
        method: isPreflight ? 'OPTIONS' : 'PUT',
        url: `${origin}/orders/${(at >> 1) % 1000}?at=${at >> 1}`,
        headers: [
          { name: 'origin', value: 'https://app.example.com' },
          ...(isPreflight ? asked : [{ name: 'content-type', value: 'application/json' }]),
          ...HEADERS,
        ],
      },
      response: {
        status: 200,
        headers: [
          { name: 'access-control-allow-origin', value: '*' },
          { name: 'access-control-allow-methods', value: '*' },
          { name: 'access-control-allow-headers', value: '*' },
          ...HEADERS,
        ],
        content: { text: at % 100 === 0 ? 'é "1"\n'.repeat(50_000) : '{"ok":true}' },
      },
    },
    null,
    2,
  )
}

function write(megabytes: number): string {
  const file = join(folder, `${megabytes}.har`)
  const to = openSync(file, 'w')
  let written = writeSync(to, '{"log":{"creator":{"name":"WebInspector"},"entries":[')
  for (let at = 0; written < megabytes * 1e6; at++) {
    written += writeSync(to, `${at > 0 ? ',' : ''}${entry(at)}`)
  }
  writeSync(to, ']}}')
  closeSync(to)
  return file
}

/** Loaded before the command: tells its peak of memory at its end. */
const MEASURED = `data:text/javascript,process.on('exit', () =>
  console.error('peak', Math.round(process.resourceUsage().maxRSS / 1024)))`

try {
  const seconds = MEGABYTES.map(megabytes => {
    const file = write(megabytes)
    const args = ['--import', MEASURED, process.argv[2] ?? 'dist/cli.js', 'har', file]
    const began = performance.now()
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    const s = (performance.now() - began) / 1000
    const [peak] = /(?<=peak )\d+/.exec(stderr) ?? []
    console.log(
      `${megabytes} MB: ${peak} MB of memory, ${s.toFixed(1)} s. ${stdout.split('\n').slice(0, 2).join(' ')}`,
    )
    rmSync(file)
    return s
  })
  console.log(`300 MB take ${(seconds[2]! / seconds[1]!).toFixed(2)} times as long as 150 MB`)
} finally {
  rmSync(folder, { recursive: true })
}
