/** TypeDoc's pages in the form of the others. */

import { fill, isTable, rowsOf } from '../markdown.ts'
import { FENCE } from '../snippet.ts'

/** A page with the entry's name above it, without what only its author needs to know. */
export function restyled(text: string, specifier: string): string {
  const body = text
    .replace(/^# .*\n/, `# \`${specifier}\`\n`)
    .replaceAll('\n\n***\n\n', '\n\n')
    .replaceAll(/ +$/gm, '')
    .replaceAll(/<a id="[^"]*"><\/a> /g, '')
    // What is not documented by itself says nothing.
    .replaceAll(/^#+ Extends\n\n(- `\w+`\n)+\n/gm, '')
    .replaceAll(/^#+ Returns\n\n`void`\n\n?/gm, '')
    .replace(/^## References\n(.|\n)*/m, references)
  let end = 0
  const pieces: string[] = []
  for (const match of body.matchAll(FENCE)) {
    pieces.push(listed(body.slice(end, match.index)), match[0])
    end = match.index + match[0].length
  }
  return `${[...pieces, listed(body.slice(end))].join('').trimEnd()}\n`
}

/** What other pages tell of, in one list. */
function references(section: string): string {
  const links = [...section.matchAll(/^Re-exports (\[.*\]\(.*\))$/gm)].map(([, link]) => link)
  return `## Documented elsewhere\n\n${links.map(link => `- ${link}`).join('\n')}\n`
}

/** Tables are too wide for plain text, so each row becomes an item of a list. */
const listed = (prose: string): string =>
  prose
    .split(/(\n{2,})/)
    .map(piece => {
      const [, before = '', paragraph = '', after = ''] = /^(\n*)(.*?)(\n*)$/s.exec(piece)!
      return isTable(paragraph) ? before + listOf(paragraph) + after : piece
    })
    .join('')

function listOf(paragraph: string): string {
  const [heading = [], ...rows] = rowsOf(paragraph).rows
  const descriptions = heading.indexOf('Description')
  return rows
    .map(([name = '', type = '', ...rest]) => {
      const description = descriptions < 0 ? '-' : rest[descriptions - 2]!
      const told = description === '-' ? '' : `: ${description.replaceAll('<br />', ' ')}`
      return fill(
        `- ${name}, ${type.replaceAll(/(^|\()\s*\\\| /g, '$1').replaceAll('\\|', '|')}${told}`,
      )
    })
    .join('\n')
}
