import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHROME, entry, har } from '../har/hars.ts'
import { CLI, run } from './run.ts'

let folder: string
let file: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'har-'))
  file = join(folder, 'a.har')
  writeFileSync(file, CHROME)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('har', () => {
  test('prints what it found', async () => {
    const { out, err, code } = await run(['har', file])
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('3 calls to other origins, 3 preflights, 90 ms')
    expect(out).toContain('would have saved 1 of them')
    expect(out).toContain('PUT https://api.example.com/orders/:id')
    expect(out).toContain('has no Access-Control-Allow-Origin')
  })

  test('reads standard input, and prints JSON', async () => {
    const { out, code } = await run(['har', '-', '--json'], { input: CHROME })
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ preflights: 3, broken: null })
  })

  test('prints Markdown in which nothing of the HAR is markup', async () => {
    const headers = { Origin: 'https://app.example.com' }
    const url = 'https://api.example.com/a|b_*c*<img>'
    const odd = har('Firefox', [entry({ method: 'PUT', url, headers, status: 200 })])
    const { out } = await run(['har', '-', '--markdown'], { input: odd })
    expect(out).toMatch(/^### CORS preflights\n/)
    expect(out).not.toContain('<img>')
    expect(out.split('\n').filter(line => line.startsWith('|'))).toEqual([])
    const table = (await run(['har', file, '--markdown'])).out.split('\n')
    const cells = table.filter(line => line.startsWith('|')).map(line => line.split('|').length)
    expect(new Set(cells)).toEqual(new Set([8]))
  })

  test.each([
    [['--budget', '3'], 0],
    [['--budget', '2'], 1],
    [['--fail-on', 'allow-origin-missing'], 1],
    [['--fail-on', 'failure,range'], 1],
    [['--fail-on', 'content-type'], 1],
    [['--fail-on', 'range, preflight-redirect'], 0],
  ])('with %j exits with %i', async (options, expected) => {
    const { err, code } = await run(['har', file, ...options])
    expect(code).toBe(expected)
    expect(err === '').toBe(expected === 0)
  })

  test('tells what it read of a broken HAR, where that ends, and exits with 2', async () => {
    const { out, err, code } = await run(['har', '-'], { input: CHROME.slice(0, 1900) })
    expect(code).toBe(2)
    expect(out).toContain('2 entries')
    expect(err).toMatch(/broken after byte 1900, line 1: it ends in the middle/)
  })

  test.each([
    [['har'], /missing required argument/],
    [['har', '/no/such/file'], /\/no\/such\/file can't be read/],
    [['har', '/'], /is no file/],
    [['har', 'x', '--budget', 'few'], /a whole number/],
    [['har', 'x', '--fail-on', 'everything'], /no code everything; there are failure, /],
  ])('%j exits with 2', async (words, message) => {
    const { out, err, code } = await run(words)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(message)
  })

  // `script` gives a program a terminal.
  test.runIf(existsSync('/usr/bin/script'))('shows how far it is on a terminal', () => {
    const large = join(folder, 'large.har')
    const filler = {
      ...entry({ method: 'GET', url: 'https://a.example/', headers: {}, status: 200 }),
    }
    writeFileSync(
      large,
      har(
        'Firefox',
        Array.from({ length: 4000 }, () => filler),
      ),
    )
    const command = `'${process.execPath}' '${CLI}' har '${large}'`
    const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], { encoding: 'utf8' })
    expect(stdout).toMatch(/\d+%/)
    expect(stdout).toContain('4000 entries')
  })
})
