import { expect, test } from 'vitest'
import { departures } from '../../../scripts/docs/conformance/departures.ts'
import { commentsIn, meaningsIn } from '../../../scripts/docs/conformance/evidence.ts'

test('only what an engine has otherwise is a departure', () => {
  const rule = () => 1
  const standard = { a: 1, kept: { star: 'all', rule }, list: new Set<string>() }
  expect(
    departures({
      standard,
      chromium: { ...standard, a: Infinity },
      firefox: { ...standard, kept: { star: 'none', rule }, list: new Set(['x', 'y']) },
      webkit: { ...standard, kept: { star: 'all', rule: () => 2 } },
    }),
  ).toEqual([
    { path: 'a', standard: '1', engines: { chromium: 'no limit' } },
    { path: 'kept.star', standard: '`all`', engines: { firefox: '`none`' } },
    { path: 'kept.rule', standard: 'its rule', engines: { webkit: 'a rule of its own' } },
    { path: 'list', standard: 'none', engines: { firefox: '`x`, `y`' } },
  ])
})

const source = `
/** Habits. */
export interface Habits {
  /** Whether it is so. */
  readonly so: boolean
  /**
   * What is kept:
   * all or nothing.
   */
  readonly kept: 'all' | 'nothing'
}

const OTHER = { so: true }

export const HABITS: Habits = {
  ...OTHER,
  // case-e1
  // and more
  so: false,
  inner: {
    first: 1,
    // case-e2
    second: 2,
  },
}
`

test('members of an interface mean what their comments say', () => {
  expect(Object.fromEntries(meaningsIn(source, 'Habits'))).toEqual({
    so: 'Whether it is so.',
    kept: 'What is kept: all or nothing.',
  })
})

test('the comments above the members of an object are its evidence', () => {
  expect(Object.fromEntries(commentsIn(source, 'HABITS'))).toEqual({
    so: 'case-e1 and more',
    inner: '',
    'inner.first': '',
    'inner.second': 'case-e2',
  })
  expect(() => commentsIn(source, 'NONE')).toThrow('no object NONE')
})
