import { describe, expect as must, test } from 'vitest'
import { EXPECTS } from './expects.ts'
import { API, allowing, messageOf, ORIGIN, silent, simulated } from './simulated.ts'

describe.each(EXPECTS)('in %s', (_, expect) => {
  test('passes for a call that failed, and only for that', async () => {
    const browser = simulated(request => (request.url.endsWith('/ok') ? allowing : silent)(request))
    await browser.fetch(`${API}/ok`)
    expect(browser).not.toHaveBeenBlocked()
    await browser.fetch(`${API}/orders`).catch(() => undefined)
    expect(browser).toHaveBeenBlocked()
    expect(browser).toHaveBeenBlocked({ url: '/orders', because: 'allow-origin-missing' })
    expect(browser).toHaveBeenBlocked({ method: 'GET', because: ['allow-origin-missing'] })
    expect(browser).not.toHaveBeenBlocked({ url: '/ok' })
    expect(browser).not.toHaveBeenBlocked({ method: 'POST' })
    expect(browser).not.toHaveBeenBlocked({ because: 'preflight-status' })
    expect(browser).not.toHaveBeenBlocked({ because: ['allow-origin-missing', 'network'] })
  })

  test('what else was wrong counts as well', async () => {
    const browser = simulated(() => new Response(null, { status: 404 }))
    await browser.fetch(`${API}/orders`, { method: 'PUT' }).catch(() => undefined)
    const [call] = browser.calls
    const codes = [call?.failure, ...(call?.failure?.also ?? [])].flatMap(one => one?.code ?? [])
    must(codes).toEqual(['allow-origin-missing', 'preflight-status', 'method-not-allowed'])
    expect(browser).toHaveBeenBlocked({ because: 'allow-origin-missing' })
    expect(browser).toHaveBeenBlocked({ because: 'preflight-status' })
    expect(browser).toHaveBeenBlocked({ because: ['preflight-status', 'allow-origin-missing'] })
  })

  test('a call that never left', async () => {
    const browser = simulated(silent)
    await browser.fetch('http://api.example.com/').catch(() => undefined)
    expect(browser).toHaveBeenBlocked({ because: 'mixed-content' })
    const message = messageOf(() => expect(browser).not.toHaveBeenBlocked())
    must(message).toContain('GET http://api.example.com/   blocked before anything was sent')
    must(message).toContain('a page that came over HTTPS may not call plain HTTP')
    must(message).toContain('call the server over HTTPS')
  })

  test('says how each call ended instead', async () => {
    const browser = simulated(request => (request.url.endsWith('/ok') ? allowing : silent)(request))
    await browser.fetch(`${API}/ok`)
    await browser.fetch(`${API}/opaque`, { mode: 'no-cors' })
    await browser.fetch(`${API}/orders`).catch(() => undefined)
    await browser.fetch(`${API}/left`, { signal: AbortSignal.abort() }).catch(() => undefined)
    const message = messageOf(() => expect(browser).toHaveBeenBlocked({ url: '/users' }))
    must(message).toContain('expect(browser).toHaveBeenBlocked(filter)\n\n')
    must(message).toContain(
      "Expected a blocked call with { url: '/users' }, but there is none. Calls recorded: ",
    )
    must(message).toContain(`  GET ${API}/ok   answered with 200`)
    must(message).toContain(`  GET ${API}/opaque   answered, but not readable`)
    must(message).toContain(
      `  GET ${API}/orders   blocked\n    the response has no Access-Control-`,
    )
  })

  test('says that a call has not ended', async () => {
    let answer = (_: Response) => {}
    const browser = simulated(silent, {
      network: () => new Promise<Response>(resolve => (answer = resolve)),
    })
    const call = browser.fetch(`${API}/slow`)
    const message = messageOf(() => expect(browser).toHaveBeenBlocked())
    must(message).toContain(`GET ${API}/slow   still on its way; wait for it first`)
    await new Promise(resolve => setTimeout(resolve, 10))
    answer(silent(new Request(API)))
    await call.catch(() => undefined)
    expect(browser).toHaveBeenBlocked()
  })

  test('says why it was blocked, what was received and expected, and what to change', async () => {
    const browser = simulated(
      () => new Response('ok', { headers: { 'access-control-allow-origin': `${ORIGIN}/` } }),
    )
    await browser.fetch(`${API}/orders?key=secret`).catch(() => undefined)
    const message = messageOf(() => expect(browser).not.toHaveBeenBlocked())
    must(message).toContain('expect(browser).not.toHaveBeenBlocked()\n\n')
    must(message).toContain('Expected no blocked call, but found 1.')
    must(message).toContain(`  GET ${API}/orders?key=…   blocked\n`)
    must(message).toContain(`allows ${ORIGIN}/, not ${ORIGIN}`)
    must(message).toContain(`Server: send the response with Access-Control-Allow-Origin: ${ORIGIN}`)
  })

  test('hints at install() where there were no calls', () => {
    const message = messageOf(() => expect(simulated(allowing)).toHaveBeenBlocked())
    must(message).toContain('Expected a blocked call.')
    must(message).toContain('No calls were recorded.')
    must(message).toContain('browser.install()')
  })

  test.each([[undefined], [{ failure: null }], [[]]])('expect(%o) is a mistake', received => {
    const assert = () => expect(received).toHaveBeenBlocked()
    must(assert).toThrow(TypeError)
    must(assert).toThrow('toHaveBeenBlocked takes a simulated browser')
  })

  test.each<[unknown, string]>([
    ['network', "toHaveBeenBlocked takes a filter { url, method, because }, not 'network'"],
    [{ code: 'network' }, "the filter of toHaveBeenBlocked has no member 'code'"],
    [
      { because: 'content-type' },
      "takes a failure's code or an array of codes (disallowed-by-mode",
    ],
    [{ because: ['network', 'Network'] }, "not 'Network'"],
    [{ because: 'constructor' }, "not 'constructor'"],
    [{ because: [] }, 'not an empty array'],
  ])('the filter %o is a mistake', (filter, message) => {
    const assert = () => expect(simulated(allowing)).not.toHaveBeenBlocked(filter as object)
    must(assert).toThrow(TypeError)
    must(assert).toThrow(message)
  })
})
