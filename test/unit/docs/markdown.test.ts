import { describe, expect, test } from 'vitest'
import { fill, isTable, rowsOf, table } from '../../../scripts/docs/markdown.ts'

describe('a table', () => {
  const made = table(
    [
      ['name', 'n'],
      ['`a` \\| `b`', '1,500'],
      ['2⁶³', '7'],
    ],
    [1],
  )

  test('has its columns below each other', () => {
    expect(made.split('\n')).toEqual([
      '| name       |     n |',
      '| ---------- | ----: |',
      '| `a` \\| `b` | 1,500 |',
      '| 2⁶³        |     7 |',
    ])
  })

  test('is read as it was made', () => {
    expect(isTable(made)).toBe(true)
    const { rows, right } = rowsOf(made)
    expect(table(rows, right)).toBe(made)
  })
})

describe('a filled paragraph', () => {
  test('keeps links and code whole', () => {
    expect(fill('see [a long link](page.md#part), and `some code`.', 20).split('\n')).toEqual([
      'see',
      '[a long link](page.md#part),',
      'and `some code`.',
    ])
  })

  test('hangs as an item of a list does', () => {
    expect(fill('- one two three four', 12)).toBe('- one two\n  three four')
  })
})
