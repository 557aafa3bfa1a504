/** `npm run demo`: serves the demo, or runs it in a browser without a window. */

import { parseArgs } from 'node:util'
import { type EngineName, engineNames } from '../test/engines/find.ts'
import { openDemo } from './servers.ts'

const USAGE = `Usage: npm run demo -- [--port N] [--headless [--browser ${engineNames.join('|')}]]

  --port N        serve the page on this port; without it on 4173, or a free one
  --headless      run every card in a browser without a window, print what came of it, and end
  --browser NAME  the browser for --headless; without it the first one found`

interface Flags {
  port: number | undefined
  headless: boolean
  browser: EngineName | undefined
  help: boolean
}

function readFlags(args: string[]): Flags {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string' },
      headless: { type: 'boolean', default: false },
      browser: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  const { headless, help } = values
  const port = values.port === undefined ? undefined : Number(values.port)
  if (port !== undefined && !(/^\d+$/.test(values.port!) && port <= 65535)) {
    throw new TypeError(`--port takes a number from 0 to 65535, not '${values.port}'`)
  }
  const browser = engineNames.find(name => name === values.browser)
  if (values.browser !== undefined && !browser) {
    throw new TypeError(`--browser takes ${engineNames.join(', ')}, not '${values.browser}'`)
  }
  if (browser && !headless) throw new TypeError('--browser is for --headless')
  return { port, headless, browser, help }
}

async function serveUntilStopped(port: number | undefined): Promise<void> {
  const demo = await openDemo({ port })
  console.log(`The demo is at ${demo.url}, its API at ${demo.apiUrl}. Ctrl-C stops both.`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void demo.close())
  }
}

async function main(): Promise<void> {
  let flags: Flags
  try {
    flags = readFlags(process.argv.slice(2))
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`)
    process.exitCode = 2
    return
  }
  if (flags.help) {
    console.log(USAGE)
    return
  }
  if (!flags.headless) return serveUntilStopped(flags.port)
  // What drives browsers is only loaded by whoever asks for it.
  const { runHeadless } = await import('./headless.ts')
  process.exitCode = (await runHeadless(flags)) ? 0 : 1
}

main().catch((error: NodeJS.ErrnoException) => {
  const taken = error.code === 'EADDRINUSE'
  console.error(taken ? `This port is taken: ${error.message}` : error.message)
  process.exitCode = 1
})
