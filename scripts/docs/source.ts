/**
 * Pages from their sources: Markdown with `{{name}}` or `{{name arguments}}` for what is known
 * elsewhere, on a line of its own for whole blocks, else within a paragraph. A cell of a table that
 * is `=` is one that can be worked out.
 */

import { fill, isTable, rowsOf, table } from './markdown.ts'
import { answersTo, blocksOf, FENCE, type Snippet } from './snippet.ts'

/** Where a directive stands: below a snippet, with the server's answers to it. */
export interface Place {
  readonly snippet: Snippet | undefined
  readonly answers: readonly string[]
}

/** What directives stand for. */
export interface Knowledge {
  readonly blocks: Readonly<Record<string, Directive>>
  readonly words: Readonly<Record<string, (about: string) => string>>
  /** The rows of a table with its `=` filled in; `each` is what stands in `{{each …}}` above it. */
  readonly filled: (rows: string[][], each: string | undefined) => Promise<string[][]>
}

/** A block for a directive with these arguments. */
export type Directive = (about: string, place: Place) => string | Promise<string>

const ALONE = /^\{\{([\w-]+)(?: (.*))?\}\}$/
const WITHIN = /\{\{([\w-]+)(?: ([^}]*))?\}\}/g
const EACH = /^\{\{each (.*)\}\}$/

/** A page from its source. */
export async function expand(source: string, knowledge: Knowledge): Promise<string> {
  const pieces: string[] = []
  const blocks = blocksOf(source)
  let end = 0
  let place: Place = { snippet: undefined, answers: [] }
  for (const [index, match] of [...source.matchAll(FENCE)].entries()) {
    pieces.push(await expandProse(source.slice(end, match.index), knowledge, place), match[0])
    const { snippet } = blocks[index]!
    place = { snippet, answers: snippet ? answersTo(source, snippet) : [] }
    end = match.index + match[0].length
  }
  pieces.push(await expandProse(source.slice(end), knowledge, place))
  return pieces.join('')
}

/** What stands between two blocks of code. */
async function expandProse(text: string, knowledge: Knowledge, place: Place): Promise<string> {
  const pieces: string[] = []
  let each: string | undefined
  for (const piece of text.split(/(?<=[^\n])(\n{2,})/)) {
    // Line feeds beside a block of code belong to no paragraph.
    const [, before = '', paragraph = '', after = ''] = /^(\n*)(.*?)(\n*)$/s.exec(piece)!
    const next = EACH.exec(paragraph)?.[1]
    if (next !== undefined) each = next
    else if (isTable(paragraph)) {
      const { rows, right } = rowsOf(said(paragraph, knowledge))
      pieces.push(before, table(await knowledge.filled(rows, each), right), after)
      each = undefined
      // The line feeds after `{{each}}` go with it.
    } else if (paragraph !== '' || each === undefined) {
      pieces.push(before, await expandParagraph(paragraph, knowledge, place), after)
    }
  }
  return pieces.join('')
}

async function expandParagraph(text: string, knowledge: Knowledge, place: Place): Promise<string> {
  const { blocks } = knowledge
  const [, name, about = ''] = ALONE.exec(text) ?? []
  if (name !== undefined && Object.hasOwn(blocks, name)) return blocks[name]!(about, place)
  if (!text.includes('{{')) return text
  const items = said(text, knowledge).split(/\n(?=- |\d+\. )/)
  return items.map(item => fill(item)).join('\n')
}

/** A paragraph with its words filled in. */
const said = (text: string, { words }: Knowledge): string =>
  text.replaceAll(WITHIN, (directive, name: string, about = '') => {
    if (!Object.hasOwn(words, name)) throw new Error(`nothing is known of ${directive}`)
    return words[name]!(about)
  })
