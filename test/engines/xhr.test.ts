/** The recorded logs of XMLHttpRequest and fetch (`test/truth/xhr.json`), against the engines as they are. */

import { describe, expect, test } from 'vitest'
import { chosenEngines } from './chosen.ts'
import { recordProbes } from './page-probes/record.ts'
import { differences, readTruth, truthOf } from './page-probes/truth.ts'

const truth = readTruth()

describe.each(chosenEngines)('XMLHttpRequest and fetch in %s', engine => {
  test('show a page what is recorded', async () => {
    const expected = truthOf(truth, engine)
    const logs = await recordProbes(engine)
    expect(Object.keys(logs).sort()).toEqual(Object.keys(expected).sort())
    // Time decides about some, so these have another try.
    const first = differences(expected, logs)
    const again = await recordProbes(engine, name => name in first)
    const left = Object.fromEntries(
      Object.entries(first).filter(
        ([name]) => name in differences(expected, { ...logs, ...again }),
      ),
    )
    expect(left).toEqual({})
  })
})
