import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Auditor, type HarAudit } from '../../../src/har/audit.ts'
import { readHar } from '../../../src/har/read.ts'
import { CHROME, entry, FIREFOX, har, preflight, put, SAFARI } from './hars.ts'

async function auditOf(bytes: Uint8Array, pieces: readonly number[] = []): Promise<HarAudit> {
  const auditor = new Auditor()
  async function* chunks() {
    let from = 0
    for (const to of [...pieces].sort((a, b) => a - b)) {
      yield bytes.subarray(from, to)
      from = to
    }
    yield bytes.subarray(from)
  }
  const broken = await readHar(chunks(), {
    creator: name => auditor.creator(name),
    entry: one => auditor.entry(one),
  })
  return auditor.end(broken)
}

const audit = (text: string) => auditOf(new TextEncoder().encode(text))

describe('a HAR of', () => {
  test('Chrome', async () => {
    const found = await audit(CHROME)
    expect(found).toMatchObject({
      ...{ browser: 'chromium', entries: 6, unreadable: 0, calls: 3, broken: null },
      ...{ preflights: 3, preflightMs: 90, spared: 1, sparedMs: 30 },
    })
    expect(found.endpoints).toHaveLength(1)
    expect(found.endpoints[0]).toMatchObject({
      method: 'PUT',
      url: 'https://api.example.com/orders/:id',
      reasons: [{ code: 'method' }, { code: 'content-type' }],
    })
    expect(found.failures).toHaveLength(1)
    expect(found.failures[0]).toMatchObject({
      times: 1,
      failure: { code: 'allow-origin-missing', request: 'preflight' },
    })
  })

  test('Firefox', async () => {
    const found = await audit(FIREFOX)
    expect(found).toMatchObject({ browser: 'firefox', calls: 2, preflights: 2, spared: 1 })
    expect(found.failures).toEqual([])
  })

  test('Safari', async () => {
    const found = await audit(SAFARI)
    expect(found).toMatchObject({ browser: 'webkit', entries: 2, calls: 1, preflights: 0 })
  })

  test('another program is judged by the standard', async () => {
    expect((await audit(har('mitmproxy', [preflight(0)]))).browser).toBeNull()
  })
})

describe('an audit', () => {
  test('tells of calls that other browsers would preflight', async () => {
    const headers = { Origin: 'https://app.example.com', 'Save-Data': 'on' }
    const save = entry({ method: 'GET', url: 'https://api.example.com/', headers, status: 200 })
    const { endpoints } = await audit(har('WebInspector', [save]))
    expect(endpoints[0]!.elsewhere).toEqual({ chromium: 0, firefox: 1, webkit: 1 })
  })

  test('keeps no longer than each browser does', async () => {
    const apart = [preflight(0), preflight(601)]
    expect((await audit(har('WebInspector', apart))).spared).toBe(1)
    expect((await audit(har('WebKit Web Inspector', apart))).spared).toBe(0)
  })

  test('holds no secrets', async () => {
    const found = await audit(
      har('Firefox', [preflight(0, { answer: {} }), put(0, { answer: {} })]),
    )
    expect(found.failures).toHaveLength(2)
    expect(JSON.stringify(found)).not.toContain('secret')
  })

  test('leaves out what it can’t understand, and says how much', async () => {
    const odd = [{}, null, { request: 1 }, { request: { method: 'GET', url: 'no URL' } }]
    const found = await audit(har('Firefox', [...(odd as object[]), put(0)]))
    expect(found).toMatchObject({ entries: 5, unreadable: 4, calls: 1 })
  })

  test('counts neither OPTIONS that a script sends nor calls within an origin', async () => {
    const headers = { Origin: 'https://app.example.com' }
    const options = entry({
      method: 'OPTIONS',
      url: 'https://api.example.com/',
      headers,
      status: 200,
    })
    const own = entry({ method: 'PUT', url: 'https://app.example.com/', headers, status: 200 })
    expect(await audit(har('Firefox', [options, own]))).toMatchObject({ preflights: 0, calls: 1 })
  })
})

describe('a broken HAR', () => {
  const bytes = new TextEncoder().encode(`\ufeff${CHROME}`)

  test('says where, wherever it is cut, and tells what came before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), async end => {
        const found = await auditOf(bytes.subarray(0, end))
        expect(found.broken).not.toBeNull()
        expect(found.broken!.position).toBeLessThanOrEqual(end)
        const whole = new TextDecoder().decode(bytes.subarray(0, end)).split('"time":').length - 1
        expect([whole, whole - 1]).toContain(found.entries)
      }),
      { numRuns: 300 },
    )
  })

  test('is read the same however it comes in pieces', async () => {
    const whole = await auditOf(bytes)
    expect(whole.broken).toBeNull()
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: bytes.length })), async pieces => {
        expect(await auditOf(bytes, pieces)).toEqual(whole)
      }),
    )
  })

  test.each([
    ['[1, 2]', /no HAR/],
    ['{"log":{}}', /no HAR/],
    ['{"log":{"entries":[],}}', /unexpected token/],
    ['', /ends in the middle/],
    ['hello', /expected a value/],
  ])('%s', async (text, reason) => {
    expect((await audit(text)).broken?.reason).toMatch(reason)
  })

  test('has the line of its fault', async () => {
    const lines = JSON.stringify(JSON.parse(CHROME), null, 1).split('\n')
    lines[200] = '?'
    const { line } = (await audit(lines.join('\n'))).broken!
    expect(Math.abs(line - 201)).toBeLessThan(20)
  })
})
