import { describe, expect as must, test } from 'vitest'
import { explain } from '../../../src/explain.ts'
import type { ReasonCode } from '../../../src/standard/reason.ts'
import { EXPECTS } from './expects.ts'
import { API, allowing, messageOf, ORIGIN, simulated } from './simulated.ts'

const context = { origin: ORIGIN, browser: 'standard' } as const
const of = (init: RequestInit = {}, url = `${API}/orders`) => explain(url, init, context)
const json = { method: 'PUT', headers: { 'content-type': 'application/json' } }

describe.each(EXPECTS)('in %s', (_, expect) => {
  test('a verdict, and whatever has one', async () => {
    expect(of(json)).toNeedPreflight()
    expect({ verdict: of(json) }).toNeedPreflight()
    expect(of()).not.toNeedPreflight()
    expect({ verdict: of() }).not.toNeedPreflight()
    const browser = simulated(allowing)
    await browser.fetch(`${API}/orders`, json)
    expect(browser.calls[0]).toNeedPreflight(['method', 'content-type'])
    await expect(Promise.resolve(of(json))).resolves.toNeedPreflight()
  })

  test.each<[ReasonCode | ReasonCode[], boolean]>([
    [['method', 'content-type'], true],
    [['content-type', 'method'], true],
    [['method', 'content-type', 'method'], true],
    ['method', true],
    [['method'], true],
    [['method', 'content-type', 'range'], false],
    ['range', false],
  ])('with the codes %o of a call with two reasons', (codes, passes) => {
    const assert = () => expect(of(json)).toNeedPreflight(codes)
    if (passes) assert()
    else must(assert).toThrow('toNeedPreflight')
  })

  test.each<[ReasonCode | ReasonCode[], boolean]>([
    ['range', true],
    [['method', 'range'], true],
    // The method still is a reason, whatever else is one.
    ['method', false],
    [['method', 'content-type'], false],
  ])('not with the codes %o of a call with two reasons', (codes, passes) => {
    const assert = () => expect(of(json)).not.toNeedPreflight(codes)
    if (passes) assert()
    else must(assert).toThrow('toNeedPreflight')
  })

  test('a call that needs none has no codes', () => {
    expect(of()).not.toNeedPreflight('method')
    must(() => expect(of()).toNeedPreflight('method')).toThrow('toNeedPreflight')
  })

  test('says why none is needed', () => {
    must(messageOf(() => expect(of()).toNeedPreflight())).toBe(
      [
        'expect(call).toNeedPreflight()',
        '',
        'Expected a preflight.',
        'The call needs none: nothing about it asks for one.',
      ].join('\n'),
    )
    must(messageOf(() => expect(of(json, '/own')).toNeedPreflight('method'))).toBe(
      [
        "expect(call).toNeedPreflight('method')",
        '',
        'Expected a preflight because of method.',
        'The call needs none: the URL is of the page’s own origin.',
      ].join('\n'),
    )
    must(messageOf(() => expect(of(json, 'http://api.example.com/')).toNeedPreflight())).toContain(
      'blocked before anything was sent: a page that came over HTTPS',
    )
  })

  test('says where else one is needed', () => {
    const verdict = { ...of(), browsers: { chromium: false, firefox: true, webkit: true } }
    must(messageOf(() => expect(verdict).toNeedPreflight())).toContain(
      'It would be preflighted in Firefox, Safari.',
    )
  })

  test('says why one is needed, and what to change', () => {
    const headers = { 'x-trace-id': '1' }
    must(messageOf(() => expect(of({ headers })).not.toNeedPreflight())).toBe(
      [
        'expect(call).not.toNeedPreflight()',
        '',
        'Expected the call to need no preflight, but it does.',
        '',
        '  x-trace-id   a header outside the CORS safelist',
        '  Client: drop x-trace-id for this origin, and no preflight is left.',
      ].join('\n'),
    )
  })

  test('says which reasons are missing', () => {
    const message = messageOf(() => expect(of(json)).toNeedPreflight(['method', 'range']))
    must(message).toContain("expect(call).toNeedPreflight('method', 'range')".slice(0, 27))
    must(message).toContain('Expected a preflight because of method, range.')
    must(message).toContain('Missing: range')
    must(message).toContain('a method other than GET, HEAD and POST')
  })

  test.each<[unknown, string]>([
    [undefined, 'undefined'],
    ['PUT', "'PUT'"],
    [{ preflight: true }, '[object Object]'],
    [{ verdict: null }, '[object Object]'],
  ])('expect(%o) is a mistake', (received, shown) => {
    for (const assert of [
      () => expect(received).toNeedPreflight(),
      () => expect(received).not.toNeedPreflight(),
    ]) {
      must(assert).toThrow(TypeError)
      must(assert).toThrow('toNeedPreflight takes a verdict: expect(explain(…))')
      must(assert).toThrow(`not ${shown}`)
    }
  })

  test.each<[unknown, string]>([
    ['methods', "'methods'"],
    ['x-trace-id', "'x-trace-id'"],
    [['method', 5], '5'],
    [null, 'null'],
    [[], 'an empty array'],
  ])('%o is no code', (codes, shown) => {
    const assert = () => expect(of(json)).not.toNeedPreflight(codes as ReasonCode)
    must(assert).toThrow(TypeError)
    must(assert).toThrow("toNeedPreflight takes a reason's code or an array of codes (method, ")
    must(assert).toThrow(`not ${shown}`)
  })
})
