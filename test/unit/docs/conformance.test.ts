import { expect, test } from 'vitest'
import {
  casesOf,
  explainAgreement,
  leaving,
  simulationAgreement,
} from '../../../scripts/docs/conformance/agreement.ts'
import { CASES } from '../../../scripts/docs/truth.ts'

const cases = (...ids: string[]) => ids.map(id => CASES.get(id)!)

test('engines that leave the standard are those that were seen to', async () => {
  expect(await leaving('cache-e0098')).toEqual(['chromium', 'firefox'])
  expect(await leaving('enforce-e0341')).toEqual(['chromium', 'firefox', 'webkit'])
})

test('a case in which all follow it is no evidence', async () => {
  await expect(leaving('classify-e0001')).rejects.toThrow('no engine leaves the standard')
  await expect(leaving('classify-e9999')).rejects.toThrow('no case')
})

test('simulations are compared each with its own engine, or all with one', async () => {
  const two = cases('classify-e0001', 'cache-e0098')
  expect(await simulationAgreement(two)).toEqual({
    cases: 2,
    agreeing: { chromium: 2, firefox: 2, webkit: 2 },
  })
  expect(await simulationAgreement(two, 'standard')).toEqual({
    cases: 2,
    agreeing: { chromium: 1, firefox: 1, webkit: 2 },
  })
})

test('what can not be simulated is not counted', async () => {
  const beacons = casesOf('classify').filter(({ steps }) => steps[0]!.api === 'beacon')
  expect((await simulationAgreement(beacons)).cases).toBe(0)
  expect((await explainAgreement()).cases).toBe(casesOf('classify').length)
})
