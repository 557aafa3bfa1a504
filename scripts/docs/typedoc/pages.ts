/** The reference of what can be imported: a page for each entry, and an index. */

import { table } from '../markdown.ts'
import { typedocPages } from './api.ts'
import type { Entry } from './entries.ts'
import { restyled } from './restyle.ts'

/** The pages by their names. */
export async function apiPages(entries: readonly Entry[]): Promise<Map<string, string>> {
  const written = await typedocPages(entries)
  const pages = entries.map(({ page, specifier }): [page: string, text: string] => {
    const text = written.get(page)
    if (text === undefined) throw new Error(`TypeDoc has made no page on ${specifier}`)
    return [page, restyled(text, specifier)]
  })
  return new Map([['README', index(pages)], ...pages])
}

const index = (pages: readonly [page: string, text: string][]): string =>
  `# What can be imported\n\n${table([
    ['entry', 'what it is for'],
    ...pages.map(([page, text]) => [`[${headingOf(text)}](${page}.md)`, firstSentence(text)]),
  ])}\n`

const headingOf = (text: string): string => /^# (.*)/.exec(text)?.[1] ?? ''

/** The first sentence below a page's heading. */
function firstSentence(text: string): string {
  const [, paragraph = ''] = /^# [^\n]*\n\n([^#].*?)\n\n/s.exec(`${text}\n\n`) ?? []
  const [sentence] = /^.*?[.](?=\s|$)/.exec(paragraph.replaceAll('\n', ' ')) ?? []
  if (sentence === undefined) throw new Error(`${headingOf(text)} has no first sentence`)
  return sentence
}
