import { beforeAll } from 'vitest'
import { chosenEngines } from '../chosen.ts'
import type { EngineName } from '../find.ts'
import { endOnSignals } from '../processes.ts'

/** Does something in all engines at once, before the tests that look at its results. */
export function inEachEngine<T>(work: (engine: EngineName) => Promise<T>): (of: EngineName) => T {
  const results = new Map<EngineName, T>()
  beforeAll(async () => {
    endOnSignals()
    await Promise.all(chosenEngines.map(async engine => results.set(engine, await work(engine))))
  }, 120_000)
  return engine => results.get(engine)!
}
