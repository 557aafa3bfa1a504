import { describe, expect as must, test } from 'vitest'
import { EXPECTS } from './expects.ts'
import { API, allowing, messageOf, silent, simulated } from './simulated.ts'

const put = { method: 'PUT', headers: { 'x-trace-id': '1', 'content-type': 'application/json' } }

describe.each(EXPECTS)('in %s', (_, expect) => {
  test('passes for a call that sent a preflight, and only for that', async () => {
    const browser = simulated(allowing)
    await browser.fetch(`${API}/health`)
    expect(browser).not.toHavePreflighted()
    await browser.fetch(`${API}/orders`, put)
    expect(browser).toHavePreflighted()
  })

  test.each([
    [{}],
    [{ url: '/orders' }],
    [{ url: /orders\?id=\d$/ }],
    [{ url: (url: string) => url === `${API}/orders?id=7` }],
    [{ method: 'PUT' }],
    [{ method: 'put' }],
    [{ because: 'method' }],
    [{ because: 'header' }],
    [{ because: 'x-trace-id' }],
    [{ because: 'X-Trace-Id' }],
    [{ because: 'content-type' }],
    [{ because: ['content-type', 'x-trace-id', 'method'] }],
    [{ url: '/orders', method: 'PUT', because: ['x-trace-id'] }],
    [{ url: undefined, method: undefined, because: undefined }],
  ])('the filter %o is about a call with these reasons', async filter => {
    const browser = simulated(allowing)
    await browser.fetch(`${API}/orders?id=7`, put)
    expect(browser).toHavePreflighted(filter as object)
  })

  test.each([
    [{ url: '/health' }],
    [{ url: '/ORDERS' }],
    [{ url: /^http:/ }],
    [{ url: () => false }],
    [{ method: 'POST' }],
    [{ method: 'OPTIONS' }],
    [{ because: 'upload-listener' }],
    [{ because: 'x-request-id' }],
    [{ because: ['content-type', 'x-request-id'] }],
    [{ url: '/orders', method: 'PUT', because: 'range' }],
  ])('the filter %o is not', async filter => {
    const browser = simulated(allowing)
    await browser.fetch(`${API}/orders?id=7`, put)
    expect(browser).not.toHavePreflighted(filter)
  })

  test('one call has to fit the whole filter', async () => {
    const browser = simulated(allowing)
    await browser.fetch(`${API}/orders`, put)
    await browser.fetch(`${API}/users`, { method: 'DELETE' })
    expect(browser).not.toHavePreflighted({ url: '/users', because: 'x-trace-id' })
  })

  test('a call that the cache allows has sent none', async () => {
    const browser = simulated(allowing)
    await browser.fetch(`${API}/orders`, put)
    await browser.fetch(`${API}/orders`, { method: 'PUT' })
    expect(browser).not.toHavePreflighted({ url: url => url === `${API}/orders`, method: 'POST' })
    const message = messageOf(() => expect(browser).toHavePreflighted({ method: 'POST' }))
    must(message).toContain(`PUT ${API}/orders   preflighted\n`)
    must(message).toContain(`PUT ${API}/orders   no preflight: the cache has one that allows it\n`)
  })

  test('says what each call did instead', async () => {
    const browser = simulated(allowing)
    await browser.fetch(`${API}/health?key=secret`)
    await browser.fetch('/same')
    await browser.fetch(`${API}/orders`, put)
    await browser.fetch('http://api.example.com/plain').catch(() => undefined)
    const message = messageOf(() => expect(browser).toHavePreflighted({ url: '/users' }))
    must(message).toBe(
      [
        'expect(browser).toHavePreflighted(filter)',
        '',
        "Expected a preflight for a call with { url: '/users' }, but no such call sent one. Calls recorded: 4",
        '',
        `  GET ${API}/health?key=…   no preflight: nothing about it asks for one`,
        '  GET https://app.example.com/same   no preflight: the URL is of the page’s own origin',
        `  PUT ${API}/orders   preflighted`,
        '    PUT            a method other than GET, HEAD and POST',
        '    x-trace-id     a header outside the CORS safelist',
        '    content-type   application/json is none of the three types a form can send',
        '  GET http://api.example.com/plain   blocked before anything was sent: a page that came over HTTPS may not call plain HTTP',
      ].join('\n'),
    )
  })

  test('says where the reason was set', async () => {
    const browser = simulated(allowing)
    await browser.fetch(`${API}/orders`, { method: 'PUT' })
    must(() => expect(browser).not.toHavePreflighted()).toThrow(
      /PUT +a method other than GET, HEAD and POST.* set at \S+to-have-preflighted\.test\.ts:\d+:\d+/,
    )
  })

  test('says why there was one, and what to change', async () => {
    const browser = simulated(allowing)
    await browser.fetch(`${API}/health`)
    await browser.fetch(`${API}/orders`, { method: 'POST', headers: { 'x-trace-id': '1' } })
    const message = messageOf(() => expect(browser).not.toHavePreflighted())
    must(message).toBe(
      [
        'expect(browser).not.toHavePreflighted()',
        '',
        'Expected no preflight, but 1 call sent one.',
        '',
        `  POST ${API}/orders   preflighted`,
        '    x-trace-id   a header outside the CORS safelist',
        '    Client: drop x-trace-id for this origin, and no preflight is left.',
      ].join('\n'),
    )
  })

  test('a call that is not there yet', async () => {
    let answer = (_: Response) => {}
    const browser = simulated(allowing, {
      network: () => new Promise<Response>(resolve => (answer = resolve)),
    })
    const call = browser.fetch(`${API}/orders`, { method: 'PUT', body: new Blob(['x']) })
    const message = messageOf(() => expect(browser).toHavePreflighted())
    must(message).toContain('needs a preflight, but has not come to it yet')
    await new Promise(resolve => setTimeout(resolve, 10))
    expect(browser).toHavePreflighted()
    answer(silent(new Request(API)))
    await call.catch(() => undefined)
  })

  test('a preflight that a redirect leads to', async () => {
    const browser = simulated(request =>
      request.url.startsWith('https://app.')
        ? new Response(null, { status: 307, headers: { location: `${API}/moved` } })
        : allowing(request),
    )
    await browser.fetch('/orders', { method: 'PUT', headers: { 'x-trace-id': '1' } })
    expect(browser).toHavePreflighted({ url: '/orders', because: 'x-trace-id' })
    const message = messageOf(() => expect(browser).not.toHavePreflighted())
    must(message).toContain(
      `PUT https://app.example.com/orders   preflighted after a redirect: ${API}/moved`,
    )
    must(message).not.toContain('Client:')
  })

  test('hints at install() where there were no calls', () => {
    const message = messageOf(() => expect(simulated(allowing)).toHavePreflighted({ url: '/a' }))
    must(message).toContain("Expected a preflight for a call with { url: '/a' }.")
    must(message).toContain('No calls were recorded.')
    must(message).toContain('browser.install()')
    expect(simulated(allowing)).not.toHavePreflighted()
  })

  test('names the newest of many calls', async () => {
    const browser = simulated(allowing)
    for (let i = 1; i <= 23; i++) await browser.fetch(`${API}/${i}`)
    const message = messageOf(() => expect(browser).toHavePreflighted())
    must(message).toContain('(3 older ones left out)')
    must(message).not.toContain(`${API}/3 `)
    must(message).toContain(`${API}/4 `)
    must(message).toContain(`${API}/23 `)
  })

  test('a promise for a browser', async () => {
    const browser = simulated(allowing)
    await browser.fetch(`${API}/orders`, put)
    await expect(Promise.resolve(browser)).resolves.toHavePreflighted()
  })

  test.each<[unknown, string]>([
    [undefined, 'undefined'],
    [null, 'null'],
    ['browser', "'browser'"],
    [{ calls: [] }, '[object Object]'],
    [Promise.resolve(), '[object Promise]'],
    [[], ''],
  ])('expect(%o) is a mistake', (received, shown) => {
    for (const assert of [
      () => expect(received).toHavePreflighted(),
      () => expect(received).not.toHavePreflighted(),
    ]) {
      must(assert).toThrow(TypeError)
      must(assert).toThrow('toHavePreflighted takes a simulated browser: expect(browser)')
      must(assert).toThrow(`not ${shown}`)
    }
  })

  test.each<[unknown, string]>([
    ['/orders', "takes a filter { url, method, because }, not '/orders'"],
    [null, 'takes a filter { url, method, because }, not null'],
    [[], 'takes a filter { url, method, because }'],
    [{ path: '/' }, "has no member 'path'; it takes url, method, because"],
    [{ URL: '/' }, "has no member 'URL'"],
    [{ url: 5 }, 'url in the filter of toHavePreflighted takes a string, a RegExp or a function'],
    [{ url: ['a'] }, 'url in the filter of toHavePreflighted takes'],
    [{ method: /PUT/ }, "method in the filter of toHavePreflighted takes a method like 'PUT'"],
    [{ method: '' }, "a method like 'PUT', not ''"],
    [{ because: 5 }, "because in the filter of toHavePreflighted takes a reason's code, a header"],
    [{ because: '' }, "a header's name or an array of these, not ''"],
    [{ because: 'x y' }, "not 'x y'"],
    [{ because: [] }, 'not an empty array'],
    [{ because: ['method', undefined] }, 'not undefined'],
  ])('the filter %o is a mistake', (filter, message) => {
    const browser = simulated(allowing)
    for (const assert of [
      () => expect(browser).toHavePreflighted(filter as object),
      () => expect(browser).not.toHavePreflighted(filter as object),
    ]) {
      must(assert).toThrow(TypeError)
      must(assert).toThrow(message)
    }
  })
})
