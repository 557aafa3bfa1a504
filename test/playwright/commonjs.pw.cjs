const { expect, test } = require('why-preflight/playwright')

test('is there in CommonJS', async ({ page, preflights }) => {
  const url = 'http://127.0.0.1:1/'
  await page.goto('about:blank')
  await page.evaluate(asked => fetch(asked, { method: 'PUT' }).catch(() => 0), url)
  await expect(preflights).toHaveBeenBlocked({ because: 'bad-port' })
})
