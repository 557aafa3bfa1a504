/** The demo's cards: each verdict against what Chromium sends, and against what the server receives. */

import { expect, test } from 'why-preflight/playwright'
import type { CardResult } from '../../demo/results.ts'
import { type Demo, openDemo } from '../../demo/servers.ts'

let demo: Demo
test.beforeAll(async () => {
  demo = await openDemo({ port: 0 })
})
test.afterAll(() => demo.close())

const RESULTS = 'demoResults()'

test('verdict and browser agree on every card', async ({ page, preflights }) => {
  await page.goto(demo.url)
  await page.click('#run-all')
  await page.waitForFunction("document.body.dataset.state === 'done'")
  const cards = await page.evaluate<CardResult[]>(RESULTS)
  expect(cards.length).toBeGreaterThan(15)
  expect(preflights.compared).toBe(true)
  expect(preflights.disagreements).toEqual([])

  for (const { id, calls, received } of cards) {
    // The page has a watcher of its own, which has seen the same.
    const run = calls[0]!.url.match(/\/calls\/\w+\//)![0]
    const own = preflights.calls.filter(({ url }) => url.includes(run))
    const verdicts = own.map(({ method, verdict }) => ({ method, ...plain(verdict) }))
    expect(verdicts, id).toEqual(
      calls.map(({ method, verdict }) => ({ method, ...plain(verdict) })),
    )
    const sent = own.flatMap(({ exchanges }) => exchanges).map(({ method }) => method)
    expect(sent, id).toEqual(received.map(({ method }) => method))
  }
})

/** Without the places of causes, which the page's own watcher sees from another height. */
const plain = ({
  preflight,
  request,
  reasons,
  blocked,
}: CardResult['calls'][number]['verdict']) => ({
  ...{ preflight, request, blocked: blocked?.code },
  reasons: reasons.map(({ code }) => code),
})

test('a cached preflight is no mistake', async ({ page, preflights }) => {
  await page.goto(demo.url)
  await page.click('#put-twice button')
  await expect.poll(() => preflights.calls.filter(({ method }) => method === 'PUT').length).toBe(2)
  await expect(preflights).toHaveSentPreflights(1)
  const [first, second] = preflights.calls.filter(({ method }) => method === 'PUT')
  expect([first!.cost.preflightSent, second!.cost.preflightSent]).toEqual(['yes', 'no (cached)'])
  expect(preflights.disagreements).toEqual([])
})

test('without a cache, each call has its own', async ({ page, preflights }) => {
  await page.goto(demo.url)
  await page.uncheck('[name=maxAge]')
  await page.click('#put-twice button')
  await expect.poll(() => preflights.calls.filter(({ method }) => method === 'PUT').length).toBe(2)
  await expect(preflights).toHaveSentPreflights(2)
  expect(preflights.disagreements).toEqual([])
})
