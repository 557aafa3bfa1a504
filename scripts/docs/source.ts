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
  /** The rows of a table with its `=` filled in; `above` is a line `{{each …}}` right above it. */
  readonly filled: (rows: string[][], above: string | undefined) => Promise<string[][]>
}

/** A block for a directive with these arguments. */
export type Directive = (about: string, place: Place) => string | Promise<string>

const ALONE = /^\{\{([\w-]+)(?: (.*))?\}\}$/
const WITHIN = /\{\{([\w-]+)(?: ([^}]*))?\}\}/g
const ABOVE = /^\{\{each (.*)\}\}\n(?=\|)/

/** A page from its source. */
export async function expand(source: string, knowledge: Knowledge): Promise<string> {
  const pieces: string[] = []
  let end = 0
  let place: Place = { snippet: undefined, answers: [] }
  const prose = async (text: string) => {
    for (const piece of text.split(/(\n{2,})/)) {
      pieces.push(await expandParagraph(piece, knowledge, place))
    }
  }
  let index = 0
  for (const match of source.matchAll(FENCE)) {
    await prose(source.slice(end, match.index))
    pieces.push(match[0])
    const { snippet } = blocksOf(source)[index++]!
    place = { snippet, answers: snippet ? answersTo(source, snippet) : [] }
    end = match.index + match[0].length
  }
  await prose(source.slice(end))
  return pieces.join('')
}

async function expandParagraph(text: string, knowledge: Knowledge, place: Place): Promise<string> {
  const { blocks, words, filled } = knowledge
  // What stands around it may be the line feeds beside a block of code.
  const [, before = '', paragraph = '', after = ''] = /^(\n*)(.*?)(\n*)$/s.exec(text)!
  const around = (inner: string) => before + inner + after
  const [, name, about = ''] = ALONE.exec(paragraph) ?? []
  if (name !== undefined && Object.hasOwn(blocks, name)) {
    return around(await blocks[name]!(about, place))
  }
  const above = ABOVE.exec(paragraph)
  const body = above ? paragraph.slice(above[0].length) : paragraph
  if (isTable(body)) {
    const { rows, right } = rowsOf(body)
    return around(table(await filled(rows, above?.[1]), right))
  }
  if (!body.includes('{{')) return text
  const said = body.replaceAll(WITHIN, (directive, name: string, about = '') => {
    if (!Object.hasOwn(words, name)) throw new Error(`nothing is known of ${directive}`)
    return words[name]!(about)
  })
  return around(
    said
      .split(/\n(?=- |\d+\. )/)
      .map(item => fill(item))
      .join('\n'),
  )
}
