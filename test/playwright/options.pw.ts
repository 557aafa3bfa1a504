/** Options, and tests of one's own. */

import { test as base, mergeTests } from '@playwright/test'
import { expect, preflightFixtures, test } from 'why-preflight/playwright'
import { openSite, type Site, page as withScript } from './site.ts'

let site: Site
base.beforeAll(async () => {
  site = await openSite(api => ({
    '/': withScript(
      ['orders', 'login', 'metrics'].map(path => `fetch('${api}/${path}', ASK)`).join(';'),
    ).replaceAll('ASK', "{ method: 'PUT' }"),
  }))
})
base.afterAll(() => site.close())

test.describe('options', () => {
  test.use({ preflightOptions: { exclude: /metrics$/, expected: ['/login'] } })

  test('leave out calls', async ({ page, preflights }) => {
    await page.goto(site.app)
    await expect(preflights).toHaveSentPreflights(2)
    await expect(preflights).toHavePreflighted({ url: '/login' })
    await expect(preflights).not.toHavePreflighted({ url: '/metrics' })
    expect(preflights.disagreements).toEqual([])
  })
})

const own = base.extend<{ path: string }>({ path: '/' })

own.extend(preflightFixtures)('extends a test of one’s own', async ({ page, path, preflights }) => {
  await page.goto(site.app + path)
  await expect(preflights).toHaveSentPreflights(3)
})

mergeTests(own, test)('is merged with a test of one’s own', async ({ page, path, preflights }) => {
  await page.goto(site.app + path)
  await expect(preflights).toHaveSentPreflights(3)
})
