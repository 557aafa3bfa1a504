import { describe, expect as must, test } from 'vitest'
import { EXPECTS } from './expects.ts'
import { API, allowing, messageOf, simulated } from './simulated.ts'

describe.each(EXPECTS)('in %s', (_, expect) => {
  test('counts what went over the network', async () => {
    const browser = simulated(allowing)
    expect(browser).toHaveSentPreflights(0)
    await browser.fetch(`${API}/health`)
    expect(browser).toHaveSentPreflights(0)
    await browser.fetch(`${API}/orders`, { method: 'PUT' })
    await browser.fetch(`${API}/orders`, { method: 'PUT' })
    expect(browser).toHaveSentPreflights(1)
    expect(browser).not.toHaveSentPreflights(0)
    expect(browser).not.toHaveSentPreflights(2)
    browser.clearPreflightCache()
    await browser.fetch(`${API}/orders`, { method: 'PUT' })
    expect(browser).toHaveSentPreflights(2)
  })

  test('lists those that were sent, and why', async () => {
    const browser = simulated(allowing)
    await browser.fetch(`${API}/orders`, { method: 'PUT', headers: { 'x-trace-id': '1' } })
    must(messageOf(() => expect(browser).toHaveSentPreflights(2))).toBe(
      [
        'expect(browser).toHaveSentPreflights(2)',
        '',
        'Expected 2 preflights, but 1 went over the network.',
        '',
        `  OPTIONS ${API}/orders   asks for PUT with x-trace-id; answered with 204`,
        '    PUT          a method other than GET, HEAD and POST',
        '    x-trace-id   a header outside the CORS safelist',
      ].join('\n'),
    )
    const message = messageOf(() => expect(browser).not.toHaveSentPreflights(1))
    must(message).toContain('expect(browser).not.toHaveSentPreflights(1)')
    must(message).toContain('Expected another number of preflights than 1.')
    must(message).toContain(`OPTIONS ${API}/orders`)
  })

  test('one without an answer', async () => {
    const browser = simulated(() => {
      throw new Error('no connection')
    })
    await browser.fetch(`${API}/orders`, { method: 'PUT' }).catch(() => undefined)
    must(messageOf(() => expect(browser).toHaveSentPreflights(0))).toContain(
      `OPTIONS ${API}/orders   asks for PUT; no answer`,
    )
  })

  test('says so where none was sent, and where nothing was called', async () => {
    const browser = simulated(allowing)
    must(messageOf(() => expect(browser).toHaveSentPreflights(1))).toContain(
      'Expected 1 preflight.\nNo calls were recorded.',
    )
    await browser.fetch(`${API}/health`)
    must(messageOf(() => expect(browser).toHaveSentPreflights(1))).toContain(
      'Expected 1 preflight, but 0 went over the network.',
    )
  })

  test.each([[-1], [1.5], ['1'], [undefined], [Number.NaN]])('%o is no number', expected => {
    const assert = () => expect(simulated(allowing)).toHaveSentPreflights(expected as number)
    must(assert).toThrow(TypeError)
    must(assert).toThrow('toHaveSentPreflights takes a whole number from 0, not ')
  })

  test('expect(something else) is a mistake', () => {
    must(() => expect([]).toHaveSentPreflights(0)).toThrow(
      'toHaveSentPreflights takes a simulated browser',
    )
  })
})
