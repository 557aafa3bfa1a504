/** Relative URLs are relative to the page. */

import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { simulateBrowser } from '../../src/simulate/index.ts'
import { listen, requestsSeen } from './msw.ts'
import { send } from './page.ts'

const OWN = 'http://localhost:3000'
const OTHER = 'https://app.example.com'

const server = setupServer(
  http.all(`${OWN}/*`, () => HttpResponse.text('own')),
  http.all(`${OTHER}/*`, () => HttpResponse.text('other')),
)
const seen = requestsSeen(server)

beforeAll(() => listen(server, 'error'))
afterEach(() => {
  seen.length = 0
})
afterAll(() => server.close())

/** Where the page's calls for a URL go to. */
async function goesTo(origin: string, url: string): Promise<string[]> {
  const browser = simulateBrowser({ origin, report: 'silent' })
  browser.install()
  try {
    const response = await fetch(url)
    const [xhr] = await send(url)
    expect([response.type, xhr.status]).toEqual(['basic', 200])
    const asked = seen.map(request => request.url)
    expect([response.url, xhr.responseURL]).toEqual(asked)
    return asked
  } finally {
    browser.uninstall()
    seen.length = 0
  }
}
const twice = (url: string) => [url, url]

test.each([OWN, OTHER])('a path is one of %s', async origin => {
  expect(await goesTo(origin, '/orders?a=1')).toEqual(twice(`${origin}/orders?a=1`))
})

test('without a document of its origin, what is relative is relative to the origin', async () => {
  expect(await goesTo(OTHER, 'orders')).toEqual(twice(`${OTHER}/orders`))
})

describe.runIf(typeof document !== 'undefined')('with a document', () => {
  afterEach(() => {
    document.querySelector('base')?.remove()
    history.replaceState(null, '', '/')
  })

  test('URLs are relative to where it is', async () => {
    history.pushState(null, '', '/shop/cart')
    expect(await goesTo(OWN, 'items')).toEqual(twice(`${OWN}/shop/items`))
    expect(await goesTo(OWN, '../items')).toEqual(twice(`${OWN}/items`))
    expect(await goesTo(OWN, '?page=2')).toEqual(twice(`${OWN}/shop/cart?page=2`))
    expect(await goesTo(OTHER, 'items')).toEqual(twice(`${OTHER}/items`))
  })

  test('URLs are relative to its base', async () => {
    const base = document.createElement('base')
    base.href = '/deep/down/'
    document.head.append(base)
    expect(await goesTo(OWN, 'items')).toEqual(twice(`${OWN}/deep/down/items`))
    expect(await goesTo(OTHER, 'items')).toEqual(twice(`${OTHER}/items`))
  })

  test('its origin is that of the page, unless another is given', async () => {
    const browser = simulateBrowser({ report: 'silent' })
    await browser.fetch('/orders')
    expect(seen.map(({ url }) => url)).toEqual([`${location.origin}/orders`])
  })
})

test('a Request for a URL of its own goes there', async () => {
  const browser = simulateBrowser({ origin: OTHER, report: 'silent' })
  const response = await browser.fetch(new Request(`${OTHER}/orders`))
  expect([response.url, response.type]).toEqual([`${OTHER}/orders`, 'basic'])
})
