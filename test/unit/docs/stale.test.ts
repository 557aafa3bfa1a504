import { expect, test } from 'vitest'
import { staleIn } from '../../../scripts/docs/stale.ts'

const pages = new Map([
  ['a.md', 'one\ntwo\n'],
  ['b.md', 'new\n'],
])

test('pages that are as they would be made are fine', () => {
  expect(staleIn(pages, path => pages.get(path)!, ['a.md', 'b.md'])).toEqual([])
})

test('a changed, a missing and a forgotten page are named, with the line that differs', () => {
  const written = new Map([['a.md', 'one\n2\n']])
  expect(staleIn(pages, path => written.get(path) ?? null, ['a.md', 'old.md'])).toEqual([
    { path: 'a.md', why: 'is stale from line 2 on:\n  - 2\n  + two' },
    { path: 'b.md', why: 'is missing' },
    { path: 'old.md', why: 'is there, but nothing makes it' },
  ])
})

test('a page that ends too early is stale', () => {
  expect(staleIn(new Map([['a.md', 'one\ntwo']]), () => 'one', [])[0]!.why).toContain('line 2')
})
