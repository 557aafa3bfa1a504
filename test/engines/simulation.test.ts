/** Random cases in real engines and in simulated ones. */

import { describe, expect, test } from 'vitest'
import { differences, isReplayable } from '../unit/simulate/differences.ts'
import type { Case, Step } from './cases.ts'
import { chosenEngines } from './chosen.ts'
import type { EngineName } from './find.ts'
import { repeats } from './random-calls.ts'
import { randomCases } from './random-cases.ts'
import { randomEnforcement } from './random-enforcement.ts'
import { record } from './record.ts'

const SEED = 20261201

const recordAndCompare = async (engine: EngineName, cases: Case[]) =>
  differences(cases, (await record({ engine, cases })).observations, engine)

/** A Request outside browsers joins what it was given twice, which Firefox keeps apart. */
const isJoined = ({ viaRequest, headers = [] }: Step) =>
  viaRequest !== undefined && repeats(headers)

describe.each(chosenEngines)('a simulated %s', engine => {
  test.each([
    ['classify', randomCases(SEED, 700)],
    ['enforce', randomEnforcement('enforce', SEED, 800)],
    ['cache', randomEnforcement('cache', SEED, 110)],
    ['redirect', randomEnforcement('redirect', SEED, 250)],
  ])('does what the real one does: random cases, %s', async (_, random) => {
    const cases = random.filter(of => isReplayable(of) && !of.steps.some(isJoined))
    const wrong = await recordAndCompare(engine, cases)
    // A preflight cache that lost an answer, or a busy machine, would not do the same a second time.
    const again = cases.filter(({ id }) => wrong.some(line => line.startsWith(`${id} `)))
    if (again.length === 0) return
    expect(await recordAndCompare(engine, again)).toEqual([])
  })
})
