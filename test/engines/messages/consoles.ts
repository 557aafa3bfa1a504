/** What a browser prints on its console, the lines by themselves: each browser keeps them elsewhere. */

import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { launch } from 'puppeteer-core'
import { openDisplay } from '../display.ts'
import { type EngineName, locate } from '../find.ts'
import { start, temporaryFolder } from '../processes.ts'

export interface Printed {
  version: string
  lines: string[]
}

/** Opens a page and waits for `done`; then gives what was printed. */
export type PrintedBy = (
  url: string,
  done: Promise<unknown>,
  chromiumFlags?: string[],
) => Promise<Printed>

export const printedBy: Record<EngineName, PrintedBy> = { chromium, firefox, webkit }

async function chromium(
  url: string,
  done: Promise<unknown>,
  flags: string[] = [],
): Promise<Printed> {
  const folder = temporaryFolder()
  const browser = await launch({
    browser: 'chrome',
    // What it forgets in the temporary folder goes with ours.
    env: { ...process.env, TMPDIR: folder.path },
    executablePath: browserOf('chromium').browser,
    acceptInsecureCerts: true,
    args: ['--no-sandbox', ...flags],
  })
  const lines: string[] = []
  try {
    const page = await browser.newPage()
    page.on('console', message => lines.push(message.text()))
    await page.goto(url)
    await done
    return { version: await browser.version(), lines }
  } finally {
    await browser.close()
    folder.remove()
  }
}

/** WebDriver shows no CORS messages, so the browser's own console is read, by Marionette. */
async function firefox(url: string, done: Promise<unknown>): Promise<Printed> {
  const folder = temporaryFolder()
  const args = ['--headless', '--no-remote', '--marionette', '--remote-allow-system-access']
  writeFileSync(join(folder.path, 'user.js'), 'user_pref("marionette.port", 0);')
  const { stop } = start(browserOf('firefox').browser, [...args, '--profile', folder.path], {
    stdio: 'ignore',
    env: { ...process.env, HOME: folder.path, TMPDIR: folder.path },
  })
  try {
    const send = await marionette(join(folder.path, 'MarionetteActivePort'))
    const { capabilities } = await send('WebDriver:NewSession', { acceptInsecureCerts: true })
    await send('WebDriver:Navigate', { url })
    await done
    await send('Marionette:SetContext', { value: 'chrome' })
    const { value } = await send('WebDriver:ExecuteScript', {
      script: `return Services.console.getMessageArray().flatMap(message =>
        message instanceof Ci.nsIScriptError && !message.category.startsWith('chrome') ? [message.errorMessage] : [])`,
      args: [],
    })
    return { version: `firefox/${capabilities?.browserVersion}`, lines: value ?? [] }
  } finally {
    stop()
    await sleep(200)
    folder.remove()
  }
}

interface MarionetteResult {
  capabilities?: { browserVersion: string }
  value?: string[]
}

type Send = (name: string, parameters?: object) => Promise<MarionetteResult>

/** Messages are JSON with its length and a colon before; an answer bears its command's number. */
async function marionette(portFile: string): Promise<Send> {
  const socket = await connected(portFile)
  const waiting = new Map<number, (answer: [unknown, MarionetteResult]) => void>()
  let received = Buffer.alloc(0)
  socket.on('data', (data: Buffer) => {
    received = Buffer.concat([received, data])
    for (;;) {
      const colon = received.indexOf(':')
      const end = colon + 1 + Number(received.subarray(0, Math.max(colon, 0)))
      if (colon < 0 || received.length < end) return
      const message = JSON.parse(`${received.subarray(colon + 1, end)}`)
      received = received.subarray(end)
      // The first one is a greeting, no list.
      if (Array.isArray(message)) waiting.get(message[1])?.([message[2], message[3]])
    }
  })
  let last = 0
  return async (name, parameters = {}) => {
    const id = ++last
    const answered = new Promise<[unknown, MarionetteResult]>(resolve => waiting.set(id, resolve))
    const text = JSON.stringify([0, id, name, parameters])
    socket.write(`${Buffer.byteLength(text)}:${text}`)
    const [error, result] = await answered
    if (error) throw new Error(`${name}: ${JSON.stringify(error)}`)
    return result
  }
}

async function connected(portFile: string): Promise<Socket> {
  for (let tries = 0; ; tries++) {
    try {
      const port = Number(readFileSync(portFile, 'utf8'))
      return await new Promise((resolve, reject) => {
        const socket = connect(port, '127.0.0.1', () => resolve(socket))
        socket.once('error', reject)
      })
    } catch (error) {
      if (tries > 300) throw error
      await sleep(100)
    }
  }
}

/** WebKit prints to its standard error, but only while nothing drives it. */
async function webkit(url: string, done: Promise<unknown>): Promise<Printed> {
  const folder = temporaryFolder()
  const display = await openDisplay()
  const { browser } = browserOf('webkit')
  const env = { ...process.env, HOME: folder.path, DISPLAY: display.name, GDK_BACKEND: 'x11' }
  const version = spawnSync(browser, ['--version'], { env, encoding: 'utf8' }).stdout.trim()
  const { child, stop } = start(
    browser,
    ['--ignore-tls-errors', '--enable-write-console-messages-to-stdout=true', url],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env,
    },
  )
  try {
    let printed = ''
    child.stderr?.setEncoding('utf8').on('data', text => {
      printed += text
    })
    await done
    const lines = printed.split('\n').map(line => line.replace(/^.*?CONSOLE [A-Z]+ [A-Z]+ /, ''))
    return { version, lines }
  } finally {
    stop()
    display.stop()
    folder.remove()
  }
}

function browserOf(name: EngineName) {
  const located = locate(name)
  if (!located) throw new Error(`${name} is not here`)
  return located
}
