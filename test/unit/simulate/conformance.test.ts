/** docs/conformance.md says where engines leave the standard: each row's case has to show it. */

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ENGINES } from '../../../src/browsers/rules.ts'
import { type Case, type Observation, readJsonLines } from '../../engines/cases.ts'
import { differences } from './differences.ts'

const page = readFileSync(new URL('../../../docs/conformance.md', import.meta.url), 'utf8')
const byId = <T extends { id: string }>(name: string) =>
  new Map(
    readJsonLines<T>(new URL(`../../truth/${name}.jsonl`, import.meta.url).pathname).map(line => [
      line.id,
      line,
    ]),
  )
const cases = byId<Case>('cases')
const recorded = new Map(ENGINES.map(engine => [engine, byId<Observation>(engine)]))

const ROW = /^\| (.+?) +\| ((?:chromium|firefox|webkit)(?:, \w+)*) +\| ([\w-]*) *\|$/gm
const rows = [...page.matchAll(ROW)].map(([, what, engines, id]) => ({
  what: what!,
  engines: engines!.split(', '),
  id: id!,
}))

test('the page has rows', () => {
  expect(rows.length).toBeGreaterThan(30)
})

test.each(['classify', 'enforce', 'cache', 'redirect'])(
  'the page counts the cases of %s',
  family => {
    const count = [...cases.values()].filter(recordedCase => recordedCase.family === family).length
    expect(page).toMatch(new RegExp(`\\| \`${family}\` +\\| +${count.toLocaleString('en')} \\|`))
  },
)

describe.each(rows.filter(({ id }) => id !== ''))('$what', ({ engines, id }) => {
  test(`${id} shows it in ${engines.join(', ')} alone`, async () => {
    const departing: string[] = []
    for (const engine of ENGINES) {
      const observed = recorded.get(engine)!.get(id)!
      const found = await differences([cases.get(id)!], [observed], 'standard')
      if (found.length > 0) departing.push(engine)
    }
    expect(departing).toEqual(engines)
  })
})
