/** Runs the probes in a simulated browser, by the page code that runs in the real ones. */

import type { Browser } from '../../../src/browsers/rules.ts'
import { simulateBrowser } from '../../../src/simulate/browser.ts'
import { answerNetwork } from './answer-network.ts'
import { type Logs, SCRIPTS, scriptText } from './scripts.ts'

const PLACE = { a: 'http://127.0.0.1:40001', b: 'http://127.0.0.1:40002' }

/** So many at a time: most of a probe's time is waiting. */
const PARALLEL = 32

interface Page {
  probeNames(): string[]
  runProbe(name: string, place: object): Promise<string[]>
}

const code = SCRIPTS.map(scriptText).join('\n')

/** Counts the errors that listeners leave uncaught, and keeps them from whoever else listens. */
function caught(): () => number {
  const others = process.listeners('uncaughtException')
  let count = 0
  process.removeAllListeners('uncaughtException')
  process.on('uncaughtException', () => count++)
  return () => {
    process.removeAllListeners('uncaughtException')
    for (const other of others) process.on('uncaughtException', other)
    return count
  }
}

/** Runs probes, all of them by default. */
export async function simulateProbes(
  browser: Browser,
  wanted: (name: string) => boolean = () => true,
): Promise<Logs> {
  const page = {} as Page
  const { fetch, XMLHttpRequest } = simulateBrowser({
    origin: PLACE.a,
    browser,
    network: answerNetwork,
    report: 'silent',
  })
  new Function('globalThis', 'fetch', 'XMLHttpRequest', code)(page, fetch, XMLHttpRequest)
  const names = page.probeNames().filter(wanted)
  const logs: Logs = Object.fromEntries(names.map(name => [name, []]))
  const worker = async (): Promise<void> => {
    for (let name = names.shift(); name !== undefined; name = names.shift()) {
      logs[name] = await page.runProbe(name, { ...PLACE, caught })
    }
  }
  await Promise.all(Array.from({ length: PARALLEL }, worker))
  return logs
}
