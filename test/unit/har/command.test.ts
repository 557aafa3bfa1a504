import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import pc from 'picocolors'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { harCommand } from '../../../src/cli/har.ts'
import type { Terminal } from '../../../src/cli/terminal.ts'
import { CHROME, entry, har, preflight, put } from './hars.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'har-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const before = process.exitCode
afterEach(() => {
  process.exitCode = before
})

/** Runs the command here; gives what it prints and its exit code. */
async function run(words: readonly string[], input = '') {
  const [out, err]: [string[], string[]] = [[], []]
  const terminal = {
    result: (line: string) => out.push(line),
    note: (line: string) => err.push(line),
    colors: pc.createColors(false),
    width: 80,
    errors: { isTTY: false },
    input: Readable.from([Buffer.from(input)]),
  } as unknown as Terminal
  const command = harCommand(terminal).exitOverride()
  command.configureOutput({ writeErr: text => err.push(text), writeOut: text => out.push(text) })
  await command.parseAsync(words, { from: 'user' })
  return { out: out.join('\n'), err: err.join('\n'), code: process.exitCode }
}

const recorded = (name: string) => fileURLToPath(new URL(`recorded/${name}.har`, import.meta.url))

describe('exit codes', () => {
  test.each([
    [['--budget', '7'], 0, ''],
    [['--budget', '6'], 1, '7 preflights are more than 6'],
    [['--fail-on', 'allow-origin-wildcard,range'], 0, ''],
    [['--fail-on', 'preflight-status'], 1, 'there are preflight-status'],
    [['--fail-on', 'network, header'], 1, 'there are network, header'],
    [['--fail-on', 'failure', '--budget', '0'], 1, 'there are failure'],
  ])('of %j', async (options, expected, told) => {
    const { err, code } = await run([recorded('chrome'), ...options])
    expect(code).toBe(expected)
    if (told === '') expect(err).toBe('')
    else expect(err).toContain(told)
  })

  test('a budget counts where a HAR shows no preflights at all', async () => {
    expect((await run([recorded('safari'), '--budget', '2'])).code).toBe(0)
    const { err, code } = await run([recorded('safari'), '--budget', '1'])
    expect(code).toBe(1)
    expect(err).toContain('shows no preflights, but 2 calls need one, more than 1')
  })

  test('a broken HAR is told of as far as it goes, and more so than what it is over', async () => {
    const file = join(folder, 'broken.har')
    writeFileSync(file, CHROME.slice(0, -200))
    const { out, err, code } = await run([file, '--json', '--budget', '0'])
    expect(code).toBe(2)
    expect(JSON.parse(out)).toMatchObject({ entries: 5, broken: { position: CHROME.length - 200 } })
    expect(err).toMatch(/more than 0/)
    expect(err).toMatch(/broken after byte \d+, line 1: it ends in the middle/)
  })

  test.each([
    [['--budget', '-1'], /a whole number/],
    [['--budget', '1.5'], /a whole number/],
    [['--fail-on', 'unexpected'], /no code unexpected; there are failure, .*stream-body/],
    [['--fail-on', ''], /no code ;/],
  ])('%j is bad usage', async (options, message) => {
    await expect(run([recorded('chrome'), ...options])).rejects.toThrow(message)
  })

  test('what can’t be read is a CommandError', async () => {
    await expect(run([join(folder, 'none.har')])).rejects.toMatchObject({
      ...{ name: 'CommandError', message: expect.stringContaining("none.har can't be read") },
    })
  })
})

describe('text', () => {
  test.each(['chrome', 'firefox', 'safari', 'mitmproxy', 'playwright'])('of %s', async name => {
    const { out } = await run([recorded(name)])
    expect(Math.max(...out.split('\n').map(line => line.length))).toBeLessThanOrEqual(80)
    expect(out).not.toMatch(/s3cret|private|hunter2/)
    expect(out).toContain('Preflights by endpoint')
  })

  test('sends a terminal nothing that it would obey', async () => {
    const clear = '\x1b[2J'
    const asks = { Origin: `https://app.example.com${clear}`, 'X-A': clear }
    const url = `https://api.example.com/${clear}`
    const answer = { 'Access-Control-Allow-Origin': clear }
    const failed = { _error: clear, status: 0 }
    const lost = put(1) as { response: object }
    Object.assign(lost.response, failed)
    const odd = [put(0, { url, answer }), put(0, { headers: asks, method: clear }), lost]
    for (const option of [[], ['--markdown'], ['--json']]) {
      expect((await run(['-', ...option], har('Firefox', odd))).out).not.toContain('\x1b')
    }
  })

  test('lists no more than can be read', async () => {
    const many = Array.from({ length: 40 }, (_, at) =>
      put(at, { url: `https://api.example.com/x${at}`, answer: {} }),
    )
    expect((await run(['-'], har('Firefox', many))).out).toMatch(/and 10 more; --json has all/)
    expect((await run(['-', '--markdown'], har('Firefox', many))).out).not.toContain('more')
  })
})

describe('Markdown', () => {
  test('has a table, and failures to unfold', async () => {
    const { out } = await run([recorded('chrome'), '--markdown'])
    expect(out).toContain(
      '| <code>POST https://api.example.com/orders</code> | 2 | 2 | 56 ms | 1 |',
    )
    expect(out).toContain(
      '<details><summary><code>POST https://api.example.com/signup</code> fails',
    )
    expect(out).not.toMatch(/s3cret|private|hunter2/)
  })

  test('takes nothing of a HAR for markup', async () => {
    const text = fc.string({ unit: fc.constantFrom(...'a|`*_[](){}<>#!\\\n~&;-:'), maxLength: 12 })
    const odd = fc.record({ path: text, method: text, name: text, value: text })
    await fc.assert(
      fc.asyncProperty(odd, async ({ path, method, name, value }) => {
        const url = `https://api.example.com/${path}`
        const asks = {
          Origin: 'https://app.example.com',
          'Access-Control-Request-Method': `PUT${method}`,
          'Access-Control-Request-Headers': name,
        }
        const answer = { 'Access-Control-Allow-Origin': value }
        const one = entry({ method: 'OPTIONS', url, headers: asks, status: 200, answer })
        const { out } = await run(['-', '--markdown'], har('Firefox', [one, preflight(1)]))
        const rows = out.split('\n').filter(line => line.startsWith('|'))
        for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(7)
        const tags = out.replace(/\\./g, '').match(/<[^>]*>/g) ?? []
        expect(tags.filter(tag => !/^<\/?(code|details|summary)>$/.test(tag))).toEqual([])
        // Whatever comes of a HAR, it begins no block of its own.
        for (const line of out.split('\n')) expect(line).toMatch(/^($|### |\| |<\/?details>|- |\w)/)
      }),
    )
  })
})
