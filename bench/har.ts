/** What an audit of large HARs takes: each in a process of its own, its peak of memory and its time. */

import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MEGABYTES = [75, 150, 300]
const folder = mkdtempSync(join(tmpdir(), 'har-'))

const entry = (at: number): string => {
  const isPreflight = at % 2 === 0
  const asked = { name: 'Access-Control-Request-Method', value: 'PUT' }
  return JSON.stringify({
    startedDateTime: new Date(Date.UTC(2026, 10, 25) + at * 50).toISOString(),
    time: 20 + (at % 7),
    request: {
      method: isPreflight ? 'OPTIONS' : 'PUT',
      url: `https://api.example.com/orders/${at % 1000}?at=${at}`,
      headers: [
        { name: 'Origin', value: 'https://app.example.com' },
        ...(isPreflight ? [asked] : []),
      ],
    },
    response: {
      status: 200,
      headers: [{ name: 'Access-Control-Allow-Origin', value: '*' }],
      content: { text: at % 50 === 0 ? 'x'.repeat(300_000) : '{"ok":true}' },
    },
  })
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
    const args = ['--import', MEASURED, 'dist/cli.js', 'har', file]
    const began = performance.now()
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    const s = (performance.now() - began) / 1000
    const [peak] = /(?<=peak )\d+/.exec(stderr) ?? []
    console.log(
      `${megabytes} MB: ${peak} MB of memory, ${s.toFixed(1)} s. ${stdout.split('\n')[0]}`,
    )
    rmSync(file)
    return s
  })
  console.log(`300 MB take ${(seconds[2]! / seconds[1]!).toFixed(2)} times as long as 150 MB`)
} finally {
  rmSync(folder, { recursive: true })
}
