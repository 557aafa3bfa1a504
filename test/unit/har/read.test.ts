import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Auditor } from '../../../src/har/audit.ts'
import { readHar } from '../../../src/har/read.ts'
import { audit, auditOf, inPieces, recorded } from './auditing.ts'
import { CHROME, har, put } from './hars.ts'

const encode = (text: string) => new TextEncoder().encode(text)

/** How many entries are whole in the first bytes of a HAR in which `}` after `timings` ends one. */
const wholeIn = (bytes: Uint8Array, end: number): number =>
  new TextDecoder().decode(bytes.subarray(0, end)).match(/"time":\d+}/g)?.length ?? 0

describe('a HAR that is cut', () => {
  const bytes = encode(`\ufeff${CHROME}`)

  test('at any byte says so, and tells what came before', async () => {
    for (let end = 0; end < bytes.length; end++) {
      const { broken, entries } = await auditOf(bytes.subarray(0, end))
      expect(broken).toMatchObject({ position: end, line: 1, reason: 'it ends in the middle' })
      expect(entries).toBe(wholeIn(bytes, end))
    }
  })

  test.each(['chrome', 'firefox', 'safari', 'mitmproxy', 'playwright'])('of %s', async name => {
    const whole = recorded(name)
    const { entries } = await auditOf(whole)
    // A line break stands at the very end.
    const cut = fc.integer({ min: 0, max: whole.length - 2 })
    await fc.assert(
      fc.asyncProperty(cut, async end => {
        const found = await auditOf(whole.subarray(0, end))
        expect(found.broken).toMatchObject({ position: end, reason: 'it ends in the middle' })
        expect(found.entries).toBeLessThanOrEqual(entries)
      }),
    )
  })
})

describe('a HAR', () => {
  const bytes = encode(`\ufeff${CHROME}`)

  test('is read the same however it comes in pieces', async () => {
    const whole = await auditOf(bytes)
    expect(whole).toMatchObject({ broken: null, entries: 6 })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: bytes.length })), async ends => {
        expect(await auditOf(bytes, ends)).toEqual(whole)
      }),
    )
    const each = [...bytes.keys()]
    expect(await auditOf(bytes, each)).toEqual(whole)
  })

  test('with any byte changed never fails otherwise than by saying so', async () => {
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }))
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async changes => {
        const changed = bytes.slice()
        for (const [at, byte] of changes) changed[at] = byte
        const { broken, entries, unreadable } = await auditOf(changed)
        expect(entries).toBeGreaterThanOrEqual(unreadable)
        if (broken) expect(broken.position).toBeLessThanOrEqual(changed.length)
        else JSON.parse(new TextDecoder().decode(changed))
      }),
      { numRuns: 500 },
    )
  })

  test('may have its log anywhere, and anything beside it', async () => {
    const { log } = JSON.parse(CHROME)
    const { creator, ...rest } = log
    const odd = { ...rest, _deep: { entries: [{}], log: { entries: 1 } }, creator }
    const text = JSON.stringify({ entries: [{}], a: { log: { entries: [{}] } }, log: odd, z: [] })
    expect(await audit(text)).toEqual(await audit(JSON.stringify({ log })))
  })
})

describe('a fault', () => {
  test.each([
    ['[1, 2]', /no HAR/],
    ['{"log":{}}', /no HAR/],
    ['{"log":{"entries":[],}}', /unexpected token/],
    ['', /ends in the middle/],
    ['hello', /expected a value/],
    ['<!doctype html>', /expected a value/],
    ['{"log":{"entries":[]}} {', /unexpected characters/],
  ])('in %s is told', async (text, reason) => {
    expect((await audit(text)).broken?.reason).toMatch(reason)
  })

  const lines = (indent: string) => JSON.stringify(JSON.parse(CHROME), null, indent).split('\n')

  test('is told to the byte, line and column', async () => {
    const broken = lines('  ')
    const at = broken.findIndex(line => line.includes('"pageref"'))
    const before = broken.slice(0, at).join('\n')
    broken[at] = '      ?'
    const found = await audit(`\ufeff${broken.join('\n')}`)
    const position = 3 + encode(before).length + '\n      '.length
    expect(found.broken).toEqual({
      ...{ position, line: at + 1, column: 7 },
      reason: 'expected an object key',
    })
  })

  test('is told about where it is, if it can’t be read again', async () => {
    const bytes = encode(lines('  ').join('\n').replace('"status": 0', '"status": ?'))
    const auditor = new Auditor()
    const fault = await readHar(inPieces(bytes, [1000, 2000]), auditor)
    const { broken } = await auditOf(bytes)
    expect(fault).toMatchObject({ column: null, reason: broken!.reason })
    expect(Math.abs(fault!.position - broken!.position)).toBeLessThanOrEqual(256)
    expect(Math.abs(fault!.line - broken!.line)).toBeLessThanOrEqual(40)
  })

  test('in what is read again may be that it can’t be', async () => {
    const again = () => {
      throw new Error('gone')
    }
    await expect(readHar(inPieces(encode('?')), new Auditor(), again)).rejects.toThrow('gone')
  })

  test('comes after the entries before it', async () => {
    const text = har('Firefox', [put(0), put(1), put(2)])
    const third = text.indexOf(
      '{"pageref"',
      text.indexOf('{"pageref"', text.indexOf('{"pageref"') + 1) + 1,
    )
    const { broken, entries } = await audit(`${text.slice(0, third + 400)}}}}${text.slice(third)}`)
    expect(broken).not.toBeNull()
    expect(entries).toBe(2)
  })
})
