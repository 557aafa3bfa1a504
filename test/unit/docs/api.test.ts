import { expect, test } from 'vitest'
import { entriesOf } from '../../../scripts/docs/typedoc/entries.ts'
import { restyled } from '../../../scripts/docs/typedoc/restyle.ts'

test('what has types is an entry', () => {
  const types = (name: string) => ({ types: `./dist/types/${name}.d.ts`, default: './x.js' })
  const exports = {
    '.': types('index'),
    './simulate': { import: types('simulate/index'), require: types('../cjs/x') },
    './iife': './dist/x.js',
    './package.json': './package.json',
  }
  expect(entriesOf({ name: 'p', exports })).toEqual([
    { specifier: 'p', page: 'index', source: 'src/index.ts' },
    { specifier: 'p/simulate', page: 'simulate', source: 'src/simulate/index.ts' },
  ])
})

test('a page is restyled', () => {
  const page = [
    '# simulate',
    '#### Properties',
    '| Property | Type | Description |\n| :------ | :------ | :------ |\n| <a id="property-a"></a> `a?` | \\| `"x"` \\| `"y"` | What it is. |\n| <a id="property-b"></a> `b` | `number` | - |',
    '***',
    '#### Extends\n\n- `Hidden`',
    '##### Returns\n\n`void`',
    '```ts\nconst or = a | b \n```',
    '## References\n\n### A\n\nRe-exports [A](index.md#a)\n\n***\n\n### B\n\nRe-exports [B](index.md#b)',
  ].join('\n\n')
  expect(restyled(`${page}\n`, 'p/simulate')).toBe(
    [
      '# `p/simulate`',
      '#### Properties',
      '- `a?`, `"x"` | `"y"`: What it is.\n- `b`, `number`',
      '```ts\nconst or = a | b\n```',
      '## Documented elsewhere',
      '- [A](index.md#a)\n- [B](index.md#b)\n',
    ].join('\n\n'),
  )
})
