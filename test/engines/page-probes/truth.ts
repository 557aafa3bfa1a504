/** The recorded logs of the probes: `test/truth/xhr.json`. */

import { readFileSync, writeFileSync } from 'node:fs'
import type { EngineName } from '../find.ts'
import type { Logs } from './scripts.ts'

/** By probe, then by the engines, with spaces between them, that logged the same. */
export type Truth = Record<string, Record<string, string[]>>

const file = new URL('../../truth/xhr.json', import.meta.url)

export const readTruth = (): Truth => JSON.parse(readFileSync(file, 'utf8')) as Truth

/** What one engine logged. */
export const truthOf = (truth: Truth, engine: EngineName): Logs =>
  Object.fromEntries(
    Object.entries(truth).map(([name, logs]) => [name, logOf(logs, engine)] as const),
  )

const logOf = (logs: Truth[string], engine: EngineName): string[] =>
  Object.entries(logs).find(([engines]) => engines.split(' ').includes(engine))?.[1] ?? []

/** What all engines logged alike. */
export const agreed = (truth: Truth): Logs =>
  Object.fromEntries(
    Object.entries(truth).flatMap(([name, logs]) => {
      const [log, ...others] = Object.values(logs)
      return log && others.length === 0 ? [[name, log] as const] : []
    }),
  )

/** Writes a recording, one probe a line. */
export function writeTruth(recorded: ReadonlyMap<EngineName, Logs>): void {
  const names = Object.keys([...recorded.values()][0] ?? {})
  const lines = names.map(
    name => `${JSON.stringify(name)}: ${JSON.stringify(grouped(recorded, name))}`,
  )
  writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`)
}

function grouped(recorded: ReadonlyMap<EngineName, Logs>, name: string): Truth[string] {
  const enginesByLog = new Map<string, EngineName[]>()
  for (const [engine, logs] of recorded) {
    const log = JSON.stringify(logs[name] ?? [])
    enginesByLog.set(log, [...(enginesByLog.get(log) ?? []), engine])
  }
  return Object.fromEntries(
    [...enginesByLog].map(([log, engines]) => [engines.join(' '), JSON.parse(log) as string[]]),
  )
}

/** The probes whose logs are not as expected, with both. */
export const differences = (
  expected: Logs,
  logs: Logs,
): Record<string, { expected: string[]; got: string[] | undefined }> =>
  Object.fromEntries(
    Object.entries(expected).flatMap(([name, log]) => {
      const got = logs[name]
      const same = JSON.stringify(log) === JSON.stringify(got)
      return same ? [] : [[name, { expected: log, got }] as const]
    }),
  )
