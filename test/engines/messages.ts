/**
 * Records what browsers print on their consoles for each failure, in test/truth/messages.json:
 * `node test/engines/messages.ts [engine...]`
 */

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type EngineName, engineNames } from './find.ts'
import {
  callSource,
  keyAt,
  type MessageCase,
  messageCases,
  withPlaceholders,
} from './messages/cases.ts'
import { type Printed, printedBy } from './messages/consoles.ts'
import { openSecurePage } from './messages/secure.ts'
import { openOrigins } from './origins.ts'
import { type OriginOf, prefix } from './policy.ts'
import { endOnSignals } from './processes.ts'

const file = new URL('../truth/messages.json', import.meta.url)

export interface RecordedMessage {
  engine: EngineName
  version: string
  /** A case of messages/cases.ts. */
  id: string
  code: string
  request: 'preflight' | 'actual' | null
  /** With `$A` to `$D` for origins. */
  message: string | null
}

/** Runs one call after the other, with a line of the page's own on the console before each. */
const script = (cases: MessageCase[]) => `
  const sleep = ms => new Promise(resolve => setTimeout(resolve, ms))
  const mark = async text => {
    console.log(text)
    setTimeout(() => { throw new Error(text) })
    await sleep(150)
  }
  const calls = [${cases.map(
    (of, index) => `{ call: ${callSource(of)}, to: '${of.to}', path: '${prefix(keyAt(index))}/x' }`,
  )}]
  const run = async () => {
    const origins = await (await fetch('/c/origins/x')).json()
    for (const [index, { call, to, path }] of calls.entries()) {
      await mark('call ' + index + ' begins')
      await call(origins[to] + path).then(() => console.log('no failure'), () => {})
      await sleep(150)
    }
    await mark('call ' + calls.length + ' begins')
    await fetch('/c/done/x')
  }
  run()`

const HTML = '<!doctype html><link rel="icon" href="data:,"><script src="/calls.js"></script>'

async function record(name: EngineName): Promise<RecordedMessage[]> {
  const cases = messageCases.filter(({ engines = [name] }) => engines.includes(name))
  const on = (page: MessageCase['page']) => cases.filter(of => of.page === page)
  return [
    ...(await recordPlain(name, on(undefined))),
    ...(await recordSecure(name, on('over HTTPS'))),
    ...(await recordPlain(name, on('from the Internet'), '127.0.0.1')),
    ...(await recordPlain(name, on('from the Internet, not trustworthy'), 'insecure.example')),
  ]
}

/** @param host Where the page is, as if it came from the Internet; Chromium can be told so. */
async function recordPlain(
  name: EngineName,
  cases: MessageCase[],
  host?: string,
): Promise<RecordedMessage[]> {
  if (cases.length === 0) return []
  const origins = await openOrigins({
    files: {
      '/': { type: 'text/html;charset=utf-8', body: HTML },
      '/calls.js': { type: 'text/javascript;charset=utf-8', body: script(cases) },
    },
  })
  const local = new URL(origins.of.A).host
  const page = host ? origins.of.A.replace('127.0.0.1', host) : origins.of.A
  const flags = host
    ? [
        `--host-resolver-rules=MAP ${host} 127.0.0.1`,
        `--ip-address-space-overrides=${local}=public`,
      ]
    : []
  try {
    for (const [index, { server }] of cases.entries()) origins.open(keyAt(index), server)
    origins.open('origins', { A: { actual: { body: JSON.stringify(origins.of) } } })
    origins.open('done', { A: { actual: {} } })
    const printed = await printedBy[name](`${page}/`, pageIsDone(), flags)
    return recorded(name, cases, printed, { ...origins.of, A: page })
  } finally {
    await origins.close()
  }

  async function pageIsDone(): Promise<void> {
    while (origins.take('done').length === 0) {
      origins.open('done', { A: { actual: {} } })
      await sleep(100, undefined, { ref: false })
    }
  }
}

async function recordSecure(name: EngineName, cases: MessageCase[]): Promise<RecordedMessage[]> {
  const page = await openSecurePage({ '/': HTML, '/calls.js': script(cases) })
  try {
    const printed = await printedBy[name](`${page.origin}/`, page.done)
    return recorded(name, cases, printed, { A: page.origin })
  } finally {
    await page.close()
  }
}

const MARK = /call (\d+) begins/

function recorded(
  engine: EngineName,
  cases: MessageCase[],
  { version, lines }: Printed,
  origins: Partial<OriginOf>,
): RecordedMessage[] {
  const linesOf = cases.map((): string[] => [])
  let index = -1
  for (const line of lines) {
    const mark = MARK.exec(line)
    if (mark) index = Number(mark[1])
    else linesOf[index]?.push(line)
  }
  return cases.map(({ id, code, request }, at) => {
    const own = linesOf[at]!.map(line => withPlaceholders(line, keyAt(at), origins))
    return { engine, version, id, code, request, message: own.find(isOwn) ?? null }
  })
}

/** Lines that say nothing, or what the network library says. */
const EMPTY = ['Failed to load resource: net::ERR_FAILED', 'Connection terminated unexpectedly']

const isOwn = (line: string): boolean => !EMPTY.includes(line)

endOnSignals()
const names = engineNames.filter(name => process.argv.length < 3 || process.argv.includes(name))
const before: RecordedMessage[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
const others = before.filter(({ engine }) => !names.includes(engine))
const fresh: RecordedMessage[] = []
for (const name of names) fresh.push(...(await record(name)))
const all = [...others, ...fresh].sort(
  (a, b) => engineNames.indexOf(a.engine) - engineNames.indexOf(b.engine),
)
writeFileSync(file, `[\n${all.map(entry => `  ${JSON.stringify(entry)}`).join(',\n')}\n]\n`)
