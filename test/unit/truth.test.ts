import { describe, expect, test } from 'vitest'
import { ENGINES } from '../../src/browsers/rules.ts'
import { type Case, type Observation, readLines, replay, type Step, sent } from './replay.ts'

const cases = new Map(readLines<Case>('cases').map(recorded => [recorded.id, recorded]))

describe.each(ENGINES)('what %s was seen to do', engine => {
  const observations = readLines<Observation>(engine).filter(({ id }) => id.startsWith('classify-'))

  test('all recorded cases of the family are here', () => {
    expect(observations.length).toBe(1500)
  })

  test.each(observations.map(({ id, steps }) => [id, cases.get(id)?.note, steps] as const))(
    '%s %s',
    (id, _note, steps) => {
      const [step] = cases.get(id)!.steps as [Step]
      const [{ outcome, wire } = { outcome: '', wire: [] }] = steps
      const verdict = replay(step, engine)
      if (verdict === 'throws') {
        expect({ outcome, wire }).toEqual({ outcome: 'throws', wire: [] })
      } else {
        expect(verdict.request).toEqual(sent(wire))
        expect(verdict.preflight).toBe(verdict.reasons.length > 0)
        expect(verdict.browsers[engine]).toBe(verdict.preflight)
        if (wire.length === 0 && outcome !== 'throws') {
          expect(verdict.blocked !== null || !verdict.preflight).toBe(true)
        }
      }
    },
  )
})
