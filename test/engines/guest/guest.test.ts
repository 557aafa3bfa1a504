import { describe, expect, test } from 'vitest'
import { chosenEngines } from '../chosen.ts'
import { probe } from './guest.ts'

describe.each(chosenEngines)('a page in %s', engine => {
  test('sees no difference when it is watched', async () => {
    const { bare, watched } = await probe(engine)
    expect(Object.keys(bare).length).toBeGreaterThan(20)
    expect(Object.values(bare).filter(seen => typeof seen === 'string')).toEqual([])
    expect(watched).toEqual(bare)
  })
})
