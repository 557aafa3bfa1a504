/** How many recorded cases come out as recorded, by running them all. */

import { isDeepStrictEqual } from 'node:util'
import { type Browser, ENGINES, type Engine } from '../../../src/browsers/rules.ts'
import type { Case, Observation } from '../../../test/engines/cases.ts'
import { readLines, replay, type Step, sent } from '../../../test/unit/replay.ts'
import { differencesBetween, isReplayable } from '../../../test/unit/simulate/differences.ts'
import { simulate } from '../../../test/unit/simulate/replay.ts'
import { CASES, OBSERVED } from '../truth.ts'

/** The families of cases. */
export const FAMILIES = ['classify', 'enforce', 'cache', 'redirect'] as const

/** How many of some cases come out as recorded in each engine. */
export interface Agreement {
  readonly cases: number
  readonly agreeing: Readonly<Record<Engine, number>>
}

/** The cases of a family. */
export const casesOf = (family: string): Case[] =>
  [...CASES.values()].filter(of => of.family === family)

/** What `explain` says of the family that is about it. */
export const explainAgreement = async (): Promise<Agreement> => {
  const cases = readLines<{ id: string; steps: [Step] }>('cases').filter(({ id }) =>
    id.startsWith('classify-'),
  )
  return agreement(cases, async ({ id, steps: [step] }, engine) => {
    const { outcome, wire } = OBSERVED[engine].get(id)!.steps![0]!
    const verdict = replay(step, engine)
    return verdict === 'throws'
      ? outcome === 'throws' && wire.length === 0
      : isDeepStrictEqual(verdict.request, sent(wire))
  })
}

/** What simulations do with cases: of the engine itself, or always of one browser. */
export const simulationAgreement = (cases: readonly Case[], browser?: Browser) =>
  agreement(cases.filter(isReplayable), async (of, engine) =>
    isAsRecorded(of, engine, browser ?? engine),
  )

/** The engines in which a case was seen to leave the standard. */
export async function leaving(id: string): Promise<Engine[]> {
  const of = CASES.get(id)
  if (!of) throw new Error(`there is no case ${id}`)
  const found: Engine[] = []
  for (const engine of ENGINES) {
    if (!(await isAsRecorded(of, engine, 'standard'))) found.push(engine)
  }
  if (found.length === 0) throw new Error(`no engine leaves the standard in ${id}`)
  return found
}

const isAsRecorded = async (of: Case, engine: Engine, browser: Browser): Promise<boolean> =>
  differencesBetween(OBSERVED[engine].get(of.id)!, await simulated(of, browser)).length === 0

const SIMULATED = new Map<string, Observation>()

/** What a simulation makes of a case; that of the standard is compared with every engine. */
async function simulated(of: Case, browser: Browser): Promise<Observation> {
  const key = `${browser} ${of.id}`
  const known = SIMULATED.get(key) ?? (await simulate(of, browser))
  SIMULATED.set(key, known)
  return known
}

async function agreement<T>(
  cases: readonly T[],
  agrees: (of: T, engine: Engine) => Promise<boolean>,
): Promise<Agreement> {
  const agreeing = { chromium: 0, firefox: 0, webkit: 0 }
  for (const engine of ENGINES) {
    for (const of of cases) if (await agrees(of, engine)) agreeing[engine]++
  }
  return { cases: cases.length, agreeing }
}
