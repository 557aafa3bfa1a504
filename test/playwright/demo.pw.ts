import { type Demo, openDemo } from '../../demo/servers.ts'
import { expect, test } from 'why-preflight/playwright'

let demo: Demo
test.beforeAll(async () => { demo = await openDemo({ port: 0 }) })
test.afterAll(() => demo.close())

test('all cards', async ({ page, preflights }, testInfo) => {
  page.on('console', m => console.log(m.text().slice(0,100)))
  await page.goto(demo.url)
  await page.click('#run-all')
  await page.waitForFunction(() => document.body.dataset.state === 'done')
  console.log(preflights.calls.length, preflights.preflights.length, preflights.compared)
  for (const c of preflights.calls.filter(c => c.verdict.crossOrigin)) console.log(c.initiator, c.method, c.url.slice(-20), c.verdict.preflight, c.outcome, c.status, c.cost.preflightSent, c.cost.preflightMs|0, c.exchanges.map(e => e.kind), c.failure)
  console.log(preflights.disagreements)
  testInfo.attachments
})
test.afterEach(async ({}, testInfo) => { })
