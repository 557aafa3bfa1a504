/** Chromium's own DevTools in a page, looking at another page. */

import { type Browser, launch, type Page } from 'puppeteer-core'
import { locate } from '../../test/engines/find.ts'
import { chromiumFlags } from '../../test/engines/puppeteer.ts'

/** Opens a browser for which all hosts below example.com are a port of this machine. */
export async function openBrowser(port: number): Promise<Browser> {
  const chromium = locate('chromium')
  if (chromium === undefined) throw new Error('chromium is not here: node test/engines/find.ts')
  return launch({
    executablePath: chromium.browser,
    headless: true,
    args: [
      ...chromiumFlags,
      '--ignore-certificate-errors',
      '--remote-allow-origins=*',
      `--host-resolver-rules=MAP *.example.com 127.0.0.1:${port}`,
    ],
  })
}

/** Opens DevTools for a page, with one of its panels, so many pixels large. */
export async function openDevTools(
  browser: Browser,
  page: Page,
  panel: 'console' | 'timeline',
  [width, height]: readonly [number, number],
): Promise<Page> {
  const { host } = new URL(browser.wsEndpoint())
  const target = (page.target() as unknown as { _targetId: string })._targetId
  const devtools = await browser.newPage()
  await devtools.setViewport({ width, height, deviceScaleFactor: 1.5 })
  const of = `ws=${host}/devtools/page/${target}&panel=${panel}`
  await devtools.goto(`devtools://devtools/bundled/devtools_app.html?${of}`)
  return devtools
}
