import { spawn } from 'node:child_process'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { har, preflight, put } from './hars.ts'

const CLI = fileURLToPath(new URL('../../../src/cli/index.ts', import.meta.url))

/** A HAR of some thousand calls and large answers, and strings larger than all memory. */
function* large(): Generator<string> {
  const [head, tail] = har('WebInspector', []).split('[]}}')
  const body = '\\u00e9 "'.replaceAll('"', '\\"').repeat(60_000)
  yield `${head}[`
  for (let at = 0; at < 8000; at++) {
    yield `${at > 0 ? ',' : ''}${JSON.stringify(put(at))},${JSON.stringify(preflight(at))}`
    if (at % 100 === 0) yield `,{"response":{"content":{"text":"${body}"}},"request":{}}`
  }
  for (const [start, end] of [
    ['{"response":{"content":{"text":"', '"}}}'],
    ['{"request":{"headers":[{"value":"', '"}]}}'],
  ]) {
    yield `,${start}`
    for (let at = 0; at < 90; at++) yield 'x'.repeat(1_000_000)
    yield `${end}`
  }
  yield `]}}${tail}`
}

test('a HAR takes no memory by its size', { timeout: 60_000 }, async () => {
  const limits = ['--max-old-space-size=48', '--max-semi-space-size=2']
  const child = spawn(process.execPath, [...limits, CLI, 'har', '-', '--json'])
  Readable.from(large()).pipe(child.stdin)
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
  expect(err).toBe('')
  expect(JSON.parse(out)).toMatchObject({ entries: 16_082, calls: 8000, preflights: 8000 })
})
