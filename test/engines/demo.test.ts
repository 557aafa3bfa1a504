import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CardResult, runAllCards } from '../../demo/results.ts'
import { type Demo, openDemo } from '../../demo/servers.ts'
import { type Engine, openEngine } from './drive.ts'
import { engineNames, locate } from './find.ts'

const SCRIPT = readFileSync(new URL('../../demo/cards.js', import.meta.url), 'utf8')

/** Where the only line of the cards' script with this text is, as a stack trace has it. */
function placeOf(code: string, url: string) {
  const lines = SCRIPT.split('\n')
  const numbers = lines.flatMap((line, index) => (line.includes(code) ? [index + 1] : []))
  expect(numbers).toHaveLength(1)
  const start = `${url}cards.js:${numbers[0]}:`.replaceAll(/[.]/g, '\\.')
  return expect.stringMatching(new RegExp(`^${start}\\d+$`))
}

describe.each(engineNames.filter(name => locate(name)))('the demo in %s', name => {
  let demo: Demo
  let engine: Engine
  let results: CardResult[]

  beforeAll(async () => {
    demo = await openDemo({ port: 0 })
    engine = await openEngine(name)
    results = await runAllCards(engine, demo.url)
  }, 120_000)

  afterAll(async () => {
    await engine?.close()
    await demo?.close()
  })

  const card = (id: string): CardResult => {
    const result = results.find(candidate => candidate.id === id)
    if (!result) throw new Error(`no card ${id}`)
    return result
  }

  test('shows on every card that library and server agree', () => {
    expect(results.map(({ id }) => id)).toEqual(
      [...SCRIPT.matchAll(/^ {4}id: '(.*)'/gm)].map(([, id]) => id),
    )
    expect(results.flatMap(({ id, problems }) => problems.map(what => `${id}: ${what}`))).toEqual(
      [],
    )
  })

  test('names both reasons of the XMLHttpRequest and the line of each', () => {
    const { calls, received } = card('xhr-xml')
    expect(calls).toHaveLength(1)
    const { preflight, reasons, request } = calls[0]!.verdict
    expect(preflight).toBe(true)
    expect(reasons).toEqual([
      {
        code: 'header',
        name: 'x-pingother',
        setAt: placeOf("xhr.setRequestHeader('X-PINGOTHER'", demo.url),
      },
      {
        code: 'content-type',
        value: 'application/xml',
        essence: 'application/xml',
        setAt: placeOf("xhr.setRequestHeader('Content-Type'", demo.url),
      },
    ])
    expect(request).toEqual({ method: 'POST', headers: ['content-type', 'x-pingother'] })
    expect(received.map(({ method }) => method)).toEqual(['OPTIONS', 'POST'])
  })

  test('times the preflight of the XMLHttpRequest', () => {
    const { preflightSent, preflightMs, totalMs } = card('xhr-xml').calls[0]!.cost
    expect(preflightSent).toBe('yes')
    // The server takes 100 ms to answer an OPTIONS; clocks are coarse.
    expect(preflightMs).toBeGreaterThan(90)
    expect(preflightMs).toBeLessThanOrEqual(totalMs + 2)
  })

  test('names the line that set a header, not the one that called fetch', () => {
    const [reason] = card('headers-elsewhere').calls[0]!.verdict.reasons
    expect(reason).toEqual({
      code: 'header',
      name: 'x-trace-id',
      setAt: placeOf("headers.set('x-trace-id'", demo.url),
    })
  })
})
