import { describe, expect, test } from 'vitest'
import { ENGINES } from '../../../src/browsers/rules.ts'
import { type Case, type Observation, readJsonLines } from '../../engines/cases.ts'
import { differences, isReplayable } from './differences.ts'

const cases = readJsonLines<Case>('test/truth/cases.jsonl')

describe.each(ENGINES)('a simulated %s', engine => {
  const observations = readJsonLines<Observation>(`test/truth/${engine}.jsonl`)

  test.each([
    ['classify', 1407],
    ['enforce', 1481],
    ['cache', 200],
    ['redirect', 441],
  ] as const)(
    'does what the real one was seen to do: %s',
    { timeout: 60_000 },
    async (family, count) => {
      const mine = cases.filter(of => of.family === family)
      expect(mine.filter(isReplayable).length).toBe(count)
      expect(await differences(mine, observations, engine)).toEqual([])
    },
  )
})
