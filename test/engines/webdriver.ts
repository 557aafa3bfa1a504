import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../loopback.ts'
import { type Display, openDisplay } from './display.ts'
import { CLOSE_TIMEOUT_MS, type Engine, KEYS, RUN_TIMEOUT_MS, START_TIMEOUT_MS } from './engine.ts'
import type { Located } from './find.ts'
import { type Started, start, TookTooLong, temporaryFolder } from './processes.ts'

// WebKitGTK is driven through WebDriver's HTTP interface: Puppeteer does not speak to it.

export async function openWebKit({ browser, driver }: Located): Promise<Engine> {
  if (driver === undefined) throw new Error('WebKit needs WebKitWebDriver')
  const home = temporaryFolder()
  let display: Display | undefined
  let started: Started | undefined
  let session: string | undefined

  async function close(): Promise<void> {
    if (session !== undefined) {
      await command('DELETE', session, undefined, CLOSE_TIMEOUT_MS).catch(() => {})
    }
    started?.stop()
    display?.stop()
    home.remove()
  }

  try {
    display = await openDisplay()
    const port = await freePort()
    started = start(driver, [`--port=${port}`], {
      stdio: 'ignore',
      env: { ...process.env, ...homeIn(home.path), DISPLAY: display.name, GDK_BACKEND: 'x11' },
    })
    const root = `http://127.0.0.1:${port}`
    await waitUntilReady(root)
    const created = await command<NewSession>('POST', `${root}/session`, {
      capabilities: {
        alwaysMatch: {
          'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
        },
      },
    })
    session = `${root}/session/${created.sessionId}`
    await command('POST', `${session}/window/rect`, { x: 0, y: 0, width: 1280, height: 900 })
    return webDriverEngine(session, created.capabilities, close)
  } catch (error) {
    await close()
    throw error
  }
}

interface NewSession {
  sessionId: string
  capabilities: { browserName?: string; browserVersion?: string }
}

function webDriverEngine(
  session: string,
  { browserName, browserVersion }: NewSession['capabilities'],
  close: () => Promise<void>,
): Engine {
  let scriptLimit = 0
  return {
    name: 'webkit',
    version: `${browserName} ${browserVersion}`,
    async goto(url) {
      await command('POST', `${session}/url`, { url })
    },
    async run<T>(source: string, { timeoutMs = RUN_TIMEOUT_MS } = {}) {
      if (scriptLimit !== timeoutMs) {
        await command('POST', `${session}/timeouts`, { script: timeoutMs })
        scriptLimit = timeoutMs
      }
      const script = `
        const done = arguments[arguments.length - 1]
        const work = (async () => {${source}\n})()
        work.then(
          value => done({ json: JSON.stringify(value ?? null) }),
          error => done({ error: String(error) }))`
      const result = await command<{ json: string } | { error: string }>(
        'POST',
        `${session}/execute/async`,
        { script, args: [] },
        timeoutMs + 5000,
      ).catch(error => {
        const late = error.name === 'TimeoutError' || error.message.includes('script timeout')
        throw late ? new TookTooLong('A script in the page', timeoutMs) : error
      })
      if ('error' in result) throw new Error(result.error)
      return JSON.parse(result.json) as T
    },
    async press(...keys) {
      const actions = keys.flatMap(key =>
        ['keyDown', 'keyUp'].map(type => ({ type, value: KEYS[key] ?? key })),
      )
      await command('POST', `${session}/actions`, {
        actions: [{ type: 'key', id: 'keyboard', actions }],
      })
    },
    async drag(from, to) {
      const moves = [from, to].map(([x, y]) => ({ type: 'pointerMove', x, y, duration: 50 }))
      const [toStart, toEnd] = moves
      const button = (type: string) => ({ type, button: 0 })
      await command('POST', `${session}/actions`, {
        actions: [
          {
            ...{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' } },
            actions: [toStart, button('pointerDown'), toEnd, button('pointerUp')],
          },
        ],
      })
    },
    async screenshot() {
      return Buffer.from(await command<string>('GET', `${session}/screenshot`), 'base64')
    },
    close,
  }
}

async function command<T>(
  method: string,
  url: string,
  body?: unknown,
  timeoutMs = START_TIMEOUT_MS,
): Promise<T> {
  const response = await fetch(url, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(timeoutMs),
  })
  const { value } = (await response.json()) as { value: T & { error?: string; message?: string } }
  if (!response.ok) throw new Error(`WebKitWebDriver: ${value?.error}: ${value?.message}`)
  return value
}

async function waitUntilReady(root: string): Promise<void> {
  const limit = Date.now() + START_TIMEOUT_MS
  for (;;) {
    try {
      await command('GET', `${root}/status`, undefined, 2000)
      return
    } catch (error) {
      if (Date.now() > limit) throw error
      await sleep(50)
    }
  }
}

function homeIn(folder: string): Record<string, string> {
  return {
    HOME: folder,
    TMPDIR: folder,
    XDG_CACHE_HOME: `${folder}/cache`,
    XDG_CONFIG_HOME: `${folder}/config`,
    XDG_DATA_HOME: `${folder}/data`,
  }
}
