/** Verdicts that are wrong are found; and nothing is called wrong that is not. */

import { expect, test } from 'why-preflight/playwright'
import { openSite, type Site, page as withScript } from './site.ts'

let site: Site
test.beforeAll(async () => {
  site = await openSite(() => ({
    '/': withScript(''),
    '/service.js': `onactivate = event => event.waitUntil(clients.claim())
      onfetch = event => {
        if (event.request.url.endsWith('/mocked')) event.respondWith(new Response('mocked'))
      }`,
  }))
})
test.afterAll(() => site.close())
test.beforeEach(({ page }) => page.goto(site.app))

const OPTIONS = [
  [{}, 'an OPTIONS was sent, and none foretold'],
  [{ method: 'PUT' }, 'the OPTIONS was to ask for PUT, and asked for PUT x-below'],
] as const

for (const [init, what] of OPTIONS) {
  test(`${what}: by what is below the page`, async ({ page, preflights }) => {
    // Chromium adds these headers when the page has made its call, and before it looks at them.
    await page.setExtraHTTPHeaders({ 'X-Below': '1' })
    await page.evaluate(([url, given]) => fetch(url, given).then(() => 0), [
      site.api,
      init,
    ] as const)
    await expect(preflights).toHaveSentPreflights(1)
    expect(preflights.disagreements).toMatchObject([
      {
        what,
        call: { method: init === OPTIONS[0][0] ? 'GET' : 'PUT' },
        preflight: { kind: 'preflight' },
      },
    ])
  })
}

test('routes leave verdicts right: Playwright answers their preflights', async ({
  page,
  preflights,
}) => {
  await page.route('**/routed', route =>
    route.fulfill({ headers: { 'Access-Control-Allow-Origin': '*' } }),
  )
  await page.evaluate(async api => {
    for (const method of ['PUT', 'POST']) await fetch(`${api}/routed`, { method })
    await fetch(`${api}/unrouted`, { method: 'PUT' })
  }, site.api)
  await expect(preflights).toHaveSentPreflights(2)
  expect(preflights.disagreements).toEqual([])
})

test('a service worker’s answers need no preflight', async ({ page, preflights }) => {
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/service.js')
    await new Promise(resolve => {
      if (navigator.serviceWorker.controller) resolve(0)
      else navigator.serviceWorker.oncontrollerchange = resolve
    })
  })
  const text = await page.evaluate(
    api => fetch(`${api}/mocked`, { method: 'PUT' }).then(response => response.text()),
    site.api,
  )
  expect(text).toBe('mocked')
  await expect(preflights).toHaveSentPreflights(0)
  expect(preflights.disagreements).toEqual([])
})

test('blocked, aborted and unanswered calls are no mistakes', async ({ page, preflights }) => {
  await page.evaluate(async api => {
    const quiet = (url: string, init: RequestInit) => fetch(url, init).catch(() => 0)
    await quiet(`${api}/x`, { mode: 'same-origin' })
    await quiet('http://127.0.0.1:9/x', { method: 'PUT' })
    await quiet(`${api}/x`, { method: 'PUT', signal: AbortSignal.abort() })
    const controller = new AbortController()
    const aborted = quiet(`${api}/x`, { method: 'PUT', signal: controller.signal })
    controller.abort()
    await aborted
    await quiet('http://127.0.0.1:1/', { method: 'PUT' })
  }, site.api)
  await expect(preflights).toHaveBeenBlocked({ because: 'disallowed-by-mode' })
  await expect(preflights).toHaveBeenBlocked({ because: 'bad-port' })
  expect(preflights.disagreements).toEqual([])
})

test('calls made at once keep their own preflights', async ({ page, preflights }) => {
  await page.evaluate(
    api =>
      Promise.all(
        ['a', 'b', 'a', 'b'].flatMap(name => [
          fetch(`${api}/brief`, { headers: { [`x-${name}`]: '1' } }),
          fetch(`${api}/brief`),
        ]),
      ).then(() => 0),
    site.api,
  )
  await expect(preflights).toHaveSentPreflights(4)
  expect(preflights.disagreements).toEqual([])
  expect(preflights.calls.map(({ exchanges }) => exchanges[0]!.requestHeaders ?? '')).toEqual([
    'x-a',
    '',
    'x-b',
    '',
    'x-a',
    '',
    'x-b',
    '',
  ])
})

test('redirects have their own preflights', async ({ page, preflights }) => {
  await page.evaluate(
    api => fetch(`${api}/redirect`, { headers: { 'x-id': '1' } }).then(() => 0),
    site.api,
  )
  await expect(preflights).toHaveSentPreflights(2)
  expect(preflights.disagreements).toEqual([])
  expect(preflights.calls[0]!.exchanges.map(({ kind, hop }) => [kind, hop])).toEqual([
    ['preflight', 0],
    ['actual', 0],
    ['preflight', 1],
    ['actual', 1],
  ])
})
