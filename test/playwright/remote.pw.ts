/** Where the browser's protocol is not to be had: in another machine's browser, Firefox and WebKit. */

import { expect, test as local } from 'why-preflight/playwright'
import { openSite, type Site, page as withScript } from './site.ts'

const test = local.extend<Record<never, never>, { remote: string }>({
  remote: [
    async ({ playwright, launchOptions }, use) => {
      const server = await playwright.chromium.launchServer(launchOptions)
      await use(server.wsEndpoint())
      await server.close()
    },
    { scope: 'worker' },
  ],
  browser: [
    async ({ playwright, remote }, use) => {
      const browser = await playwright.chromium.connect(remote)
      await use(browser)
      await browser.close()
    },
    { scope: 'worker' },
  ],
})

let site: Site
test.beforeAll(async () => {
  site = await openSite(api => ({
    '/': withScript(`fetch('${api}/first', { method: 'PUT' }); fetch('${api}/plain')`),
  }))
})
test.afterAll(() => site.close())

test('collects calls of pages, and compares nothing', async ({ page, preflights }) => {
  await page.goto(site.app)
  await page.goto(`${site.elsewhere}/`)
  await expect(preflights).toHavePreflighted({ url: '/first', because: 'method' })
  await expect(preflights).not.toHavePreflighted({ url: '/plain' })
  expect(preflights.calls.map(({ method }) => method)).toEqual(['PUT', 'GET', 'PUT', 'GET'])
  expect(preflights.compared).toBe(false)
  expect(preflights.disagreements).toEqual([])
})
