import { join } from 'node:path'
import { type Browser, type KeyInput, launch } from 'puppeteer-core'
import {
  CLOSE_TIMEOUT_MS,
  type ConsoleMessage,
  type Engine,
  RUN_TIMEOUT_MS,
  START_TIMEOUT_MS,
} from './engine.ts'
import type { Located } from './find.ts'
import { atExit, temporaryFolder, within } from './processes.ts'

// No sandbox: it cannot be had as root nor in most containers, and only pages of our own are opened.
// The rest keeps Chromium from talking to anybody but the page's servers.
export const chromiumFlags = [
  '--no-sandbox',
  '--headless',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
]

export async function openWithPuppeteer(
  name: 'chromium' | 'firefox',
  { browser: executablePath }: Located,
): Promise<Engine> {
  const folder = temporaryFolder()
  let kill = () => {}
  let browser: Browser | undefined

  async function close(): Promise<void> {
    await within(CLOSE_TIMEOUT_MS, 'Closing the browser', browser?.close() ?? Promise.resolve())
      .catch(() => {})
      .finally(kill)
    folder.remove()
  }

  try {
    browser = await launch({
      browser: name === 'chromium' ? 'chrome' : 'firefox',
      executablePath,
      headless: true,
      userDataDir: join(folder.path, 'profile'),
      // What they forget in the temporary folder goes with ours.
      env: { ...process.env, TMPDIR: folder.path },
      args: name === 'chromium' ? chromiumFlags : [],
      timeout: START_TIMEOUT_MS,
      // Calls have their own time limits here, some of them longer than Puppeteer's.
      protocolTimeout: 30 * 60_000,
    })
    const child = browser.process()
    kill = atExit(() => child?.kill('SIGKILL'))
    const page = await within(START_TIMEOUT_MS, 'Opening a page', browser.newPage())
    await page.setViewport({ width: 1280, height: 900 })
    return {
      name,
      version: await browser.version(),
      async goto(url) {
        await page.goto(url, { waitUntil: 'load', timeout: RUN_TIMEOUT_MS })
      },
      async run<T>(source: string, { timeoutMs = RUN_TIMEOUT_MS } = {}) {
        // As text, because only JSON means the same in all engines' protocols.
        const script = `(async () => JSON.stringify((await (async () => {${source}\n})()) ?? null))()`
        const json = await within(timeoutMs, 'A script in the page', page.evaluate(script))
        return JSON.parse(json as string) as T
      },
      async press(...keys) {
        for (const key of keys) await page.keyboard.press(key as KeyInput)
      },
      async drag(from, to) {
        await page.mouse.move(...from)
        await page.mouse.down()
        await page.mouse.move(...to, { steps: 5 })
        await page.mouse.up()
      },
      ...(name === 'chromium' && {
        prefer: (value: string) =>
          page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]),
      }),
      async screenshot() {
        return within(RUN_TIMEOUT_MS, 'A screenshot', page.screenshot({ type: 'png' }))
      },
      onConsole(listener: (message: ConsoleMessage) => void) {
        page.on('console', message => listener({ type: message.type(), text: message.text() }))
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
