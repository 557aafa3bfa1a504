/** What was recorded in the real engines: `test/truth/`. */

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Engine } from '../../src/browsers/rules.ts'
import { type Case, type Observation, readJsonLines } from '../../test/engines/cases.ts'
import type { RecordedMessage } from '../../test/engines/messages.ts'

const TRUTH = new URL('../../test/truth/', import.meta.url)

const read = <T extends { id: string }>(name: string): Map<string, T> =>
  new Map(
    readJsonLines<T>(fileURLToPath(new URL(`${name}.jsonl`, TRUTH))).map(line => [line.id, line]),
  )

/** All cases. */
export const CASES: ReadonlyMap<string, Case> = read('cases')

/** What each engine did. */
export const OBSERVED: Readonly<Record<Engine, ReadonlyMap<string, Observation>>> = {
  chromium: read<Observation>('chromium'),
  firefox: read<Observation>('firefox'),
  webkit: read<Observation>('webkit'),
}

/** What their consoles printed. */
export const MESSAGES: readonly RecordedMessage[] = JSON.parse(
  readFileSync(new URL('messages.json', TRUTH), 'utf8'),
)

/** What engines were seen to print for a failure that no simulation can bring about. */
export const recordedMessages = (code: string, url: string, origin: string): [Engine, string][] =>
  MESSAGES.flatMap(entry =>
    entry.code === code && entry.message !== null
      ? [[entry.engine, entry.message.replaceAll('$B/x', url).replaceAll('$A', origin)]]
      : [],
  )

const PRODUCTS: Readonly<Record<Engine, string>> = {
  chromium: 'Chromium',
  firefox: 'Firefox',
  webkit: 'WebKitGTK',
}

/** An engine with the version that was recorded, as `Chromium 156`. */
export function versionOf(engine: Engine): string {
  const version = recordedVersion(engine)
  // WebKitGTK counts its releases by the second number.
  return `${PRODUCTS[engine]} ${engine === 'webkit' ? version : version.split('.', 1)[0]}`
}

/** The same to the last number. */
export const fullVersionOf = (engine: Engine): string =>
  `${PRODUCTS[engine]} ${recordedVersion(engine)}`

function recordedVersion(engine: Engine): string {
  const [version, ...others] = new Set(
    MESSAGES.filter(message => message.engine === engine).map(({ version }) => version),
  )
  const numbers = /\d+(\.\d+)*/.exec(version ?? '')
  if (!numbers || others.length > 0) throw new Error(`${engine}: which version was recorded?`)
  return numbers[0]
}
