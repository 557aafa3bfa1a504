/** What a simulated browser tells the developer, where a real one tells nobody. */

import type { Browser } from '../browsers/rules.ts'
import { clientLine, publicUrl, reasonLines, serverLines } from '../explain/call.ts'
import { failureLines } from '../explain/failures.ts'
import { PREFIX } from '../prefix.ts'
import type { SimulatedCall } from './calls.ts'

/** Findings told once; beyond this many they may be told again. */
const REMEMBERED = 1000

/** Tells of each distinct finding once, on this environment's console. */
export function consoleReport(origin: string, browser: Browser): (call: SimulatedCall) => void {
  const told = new Set<string>()
  return call => {
    const lines = linesOn(call, origin, browser)
    const key = lines.join('\n')
    if (told.has(key)) return
    if (told.size >= REMEMBERED) told.clear()
    told.add(key)
    const [title, ...rest] = lines
    const text = [`${PREFIX} ${title}`, ...rest.map(line => `  ${line}`)].join('\n')
    if (call.failure) console.warn(text)
    else console.log(text)
  }
}

function linesOn(call: SimulatedCall, origin: string, browser: Browser): string[] {
  const { failure, verdict } = call
  const what = `${call.method} ${publicUrl(call.url)}`
  if (failure) return [`${what}  blocked (${browser})`, ...failureLines(failure, call)]
  return [
    `${what}  preflighted (${browser})`,
    ...reasonLines(verdict.reasons),
    'Server: answer the OPTIONS with',
    ...serverLines(call, origin).map(line => `  ${line}`),
    clientLine(verdict.reasons),
  ]
}
