/**
 * The snippets of the pages on reasons. One that begins with
 * `// explain: <origin of the page> → <codes>` makes one call, which `explain` must judge with just
 * these codes (`none` for no preflight); `// explain (firefox): …` asks for one browser.
 *
 * One that begins with `// simulate: <origin of the page> → <code>` makes one call in a simulated
 * browser, which must refuse it for this reason (`ok` for not at all). Blocks of HTTP below it are
 * the server's answers, in order: `(no answer)` for none, and `(and so on)` at the end of one that
 * is given from then on.
 */

import type { Browser } from '../../src/browsers/rules.ts'

/** A snippet that says what becomes of its call. */
export interface Snippet {
  readonly verb: 'explain' | 'simulate'
  readonly code: string
  readonly origin: string
  readonly browser: Browser
  readonly codes: readonly string[]
}

/** A block of code. */
export interface Block {
  readonly language: string
  readonly block: string
  /** The snippet that it belongs to. */
  readonly snippet: Snippet | undefined
}

export const FENCE = /^```(\w*)\n(.*?)^```$/gms
const MARK = /^\/\/ (explain|simulate)(?: \((\w+)\))?: (\S+) → (.+)\n/

/** The blocks of a page in their order. */
export function blocksOf(text: string): Block[] {
  let snippet: Snippet | undefined
  return [...text.matchAll(FENCE)].map(([, language = '', block = '']) => {
    if (language === 'js') snippet = snippetOf(block)
    return { language, block, snippet }
  })
}

function snippetOf(code: string): Snippet | undefined {
  const [, verb, browser = 'standard', origin = '', codes = ''] = MARK.exec(code) ?? []
  if (!verb) return undefined
  return {
    verb: verb as Snippet['verb'],
    code,
    origin,
    browser: browser as Browser,
    codes: codes === 'none' ? [] : codes.split(', '),
  }
}

/** The server's answers to a snippet. */
export const answersTo = (text: string, snippet: Snippet): string[] =>
  blocksOf(text).flatMap(({ language, block, snippet: of }) =>
    language === 'http' && of?.code === snippet.code ? [block] : [],
  )
