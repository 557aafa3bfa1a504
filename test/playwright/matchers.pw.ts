/** What the matchers wait for, and what they say. */

import { explain } from 'why-preflight'
import { expect, type Preflights, test } from 'why-preflight/playwright'
import { CLOSED, openSite, type Site, page as withScript } from './site.ts'

let site: Site
test.beforeAll(async () => {
  site = await openSite(() => ({ '/': withScript('') }))
})
test.afterAll(() => site.close())
test.beforeEach(({ page }) => page.goto(site.app))

const soon = expect.configure({ timeout: 200 })

/** What an assertion that fails says, without colours. */
async function said(assertion: Promise<unknown>): Promise<string> {
  const error = await assertion.then(
    () => new Error('It has passed.'),
    (thrown: Error) => thrown,
  )
  // biome-ignore lint/complexity/useRegexLiterals: the character can't be seen in one
  return error.message.replace(new RegExp('\u001b\\[\\d+m', 'g'), '')
}

test('wait for a call that is still to be made', async ({ page, preflights }) => {
  await page.evaluate(api => {
    setTimeout(() => fetch(`${api}/orders`, { method: 'PUT', headers: { 'x-id': '1' } }), 300)
  }, site.api)
  await expect(preflights).toHavePreflighted({ url: /orders/, method: 'put', because: 'x-id' })
  await expect(preflights).toHaveSentPreflights(1)
  await expect(preflights).not.toHavePreflighted({ because: 'content-type' })
  await expect(preflights).not.toHaveBeenBlocked()
  expect(preflights.calls[0]).toNeedPreflight(['method', 'header'])
  expect(explain(`${site.api}/orders`, {}, { origin: site.app })).not.toNeedPreflight()
})

test('say what there was instead', async ({ page, preflights }) => {
  expect(await said(soon(preflights).toHavePreflighted())).toMatch(
    /^expect\(preflights\)\.toHavePreflighted\(\)\n\nExpected a preflight\.\nNo calls were recorded\./,
  )
  await page.evaluate(api => fetch(`${api}/orders`, { method: 'PUT' }).then(() => 0), site.api)
  await page.evaluate(api => fetch(`${api}/plain`).then(() => 0), site.api)
  const missed = await said(soon(preflights).toHavePreflighted({ because: 'content-type' }))
  expect(missed).toContain("Expected a preflight for a call with { because: 'content-type' }")
  expect(missed).toContain(`PUT ${site.api}/orders   preflighted`)
  expect(missed).toContain('PUT   a method other than GET, HEAD and POST')
  expect(missed).toContain('no preflight: nothing about it asks for one')
  const unwanted = await said(soon(preflights).not.toHavePreflighted({ url: '/orders' }))
  expect(unwanted).toContain('expect(preflights).not.toHavePreflighted(filter)')
  expect(unwanted).toContain('but 1 call sent one')
  expect(await said(soon(preflights).toHaveSentPreflights(2))).toContain(
    'Expected 2 preflights, but 1 went over the network.',
  )
})

test('say why the browser blocked a call', async ({ page, preflights }) => {
  const call = (method: string) =>
    page.evaluate(([url, name]) => fetch(url, { method: name }).catch(() => 0), [
      `${site.api}${CLOSED}`,
      method,
    ] as const)
  await call('PUT')
  await expect(preflights).toHaveBeenBlocked({ method: 'PUT', because: 'allow-origin-missing' })
  await call('POST')
  await expect(preflights).toHaveBeenBlocked({ method: 'POST', because: 'allow-origin-missing' })
  expect(
    preflights.calls.map(({ failure }) => failure && 'hop' in failure && failure.request),
  ).toEqual(['preflight', 'actual'])
  const unwanted = await said(soon(preflights).not.toHaveBeenBlocked())
  expect(unwanted).toContain('Expected no blocked call, but found 2.')
  expect(unwanted).toContain(
    `Server: send the response with Access-Control-Allow-Origin: ${site.app}`,
  )
})

test('with not, wait for answers', async ({ page, preflights }) => {
  await page.evaluate(api => void fetch(`${api}/late${'/closed'}`, { method: 'PUT' }), site.api)
  const unwanted = await said(expect(preflights).not.toHavePreflighted())
  expect(unwanted).toContain('Expected no preflight, but 1 call sent one.')
})

test('refuse what they can’t take', async ({ preflights }) => {
  expect(await said(expect(preflights).toHaveSentPreflights(-1))).toContain(
    'toHaveSentPreflights takes a whole number from 0, not -1',
  )
  expect(await said(expect(preflights).toHavePreflighted({ path: '/' } as object))).toContain(
    "the filter of toHavePreflighted has no member 'path'; it takes url, method, because",
  )
  expect(await said(expect({} as Preflights).toHavePreflighted())).toContain(
    'toHavePreflighted takes the fixture of why-preflight/playwright: expect(preflights)',
  )
})
