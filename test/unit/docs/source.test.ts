import { describe, expect, test } from 'vitest'
import { expand, type Knowledge } from '../../../scripts/docs/source.ts'

const knowledge: Knowledge = {
  blocks: {
    origin: (_, { snippet, answers }) => `${snippet?.origin} after ${answers.length}`,
    says: about => `it says ${about}`,
  },
  words: { one: () => 'a single', many: about => `${about} words` },
  filled: async (rows, each) =>
    rows.map(row => row.map(cell => (cell === '=' ? `${each ?? 'known'}` : cell))),
}

const expanded = (source: string) => expand(source, knowledge)

describe('a source', () => {
  test('without directives is the page', async () => {
    const source = '# A\n\ntext that\nstays\n\n```js\ncode = `{{one}}`\n```\n\nmore\n'
    expect(await expanded(source)).toBe(source)
  })

  test('has blocks that know the snippet above, and its answers', async () => {
    const source =
      '```js\n// simulate: https://a.test → ok\nfetch(url)\n```\n\n```http\nHTTP/1.1 200 OK\n```\n\n{{origin}}\n\n{{says this and that}}\n'
    expect(await expanded(source)).toBe(
      source
        .replace('{{origin}}', 'https://a.test after 1')
        .replace('{{says this and that}}', 'it says this and that'),
    )
  })

  test('has words in paragraphs and in tables', async () => {
    expect(await expanded('{{one}} of\n{{many 3}}\n')).toBe('a single of 3 words\n')
    expect(await expanded('| a |\n| - |\n| {{one}} |')).toBe(
      '| a        |\n| -------- |\n| a single |',
    )
  })

  test('has cells to be filled in, with what its values have in common', async () => {
    expect(await expanded('text\n\n{{each $ }}\n\n| a   |\n| --- |\n| =   |\n\nend')).toBe(
      'text\n\n| a   |\n| --- |\n| $   |\n\nend',
    )
    expect(await expanded('| a   |\n| --- |\n| =   |')).toContain('known')
  })

  test('may not ask for what nobody knows', async () => {
    await expect(expanded('{{other}}')).rejects.toThrow('nothing is known of {{other}}')
    await expect(expanded('some {{toString}} text')).rejects.toThrow('{{toString}}')
  })
})
