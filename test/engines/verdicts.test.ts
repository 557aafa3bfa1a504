import { describe, expect, test } from 'vitest'
import { type Case, readJsonLines } from './cases.ts'
import { chosenEngines } from './chosen.ts'
import { compareObservations, formatDifference } from './compare.ts'
import { edgeCases } from './edge-cases.ts'
import { randomCases } from './random-cases.ts'
import { record } from './record.ts'
import { disagreements, watchCases } from './verdicts.ts'

const recorded = readJsonLines<Case>('test/truth/cases.jsonl').filter(
  ({ family }) => family === 'classify',
)
const random = randomCases(20261124, 700)

describe.each(chosenEngines)('in %s, with the library installed', engine => {
  test.each([
    ['recorded', recorded],
    ['edge', edgeCases],
    ['random', random],
  ])(
    'verdicts equal the wire, and the page sees what it sees without: %s cases',
    async (_, cases) => {
      const watched = await watchCases(engine, cases)
      const wrong = watched.flatMap(one => {
        const found = disagreements(one, engine)
        return found.length > 0 ? [`${one.observation.id}: ${found.join(', ')}`] : []
      })
      expect(wrong).toEqual([])

      const bare = await record({ engine, cases })
      const seen = watched.map(({ observation }) => observation)
      expect(compareObservations(bare.observations, seen).map(formatDifference)).toEqual([])
    },
  )
})
