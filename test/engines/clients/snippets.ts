/**
 * The code of the guides and of the scripts beside this file, as pages run it.
 *
 * A block of JavaScript begins with `// preflight: <reasons>` (`none` for none). A line that a reason
 * has to point at ends in `// ← <reasons>`, or has `// ↓ <reasons>` above it; reasons that no line
 * is marked with come from inside of the client.
 */

import { readdirSync, readFileSync } from 'node:fs'

const GUIDES = new URL('../../../docs/guides/', import.meta.url)
const SCRIPTS = new URL('./scripts/', import.meta.url)

const BLOCK = /^```js\n(\/\/ preflight: .*?)^```$/gms
const HEAD = /^\/\/ preflight: (.+)\n/
const ARROW = /\/\/ ([←↓]) (.+)$/

export interface Snippet {
  /** Where the page finds it: `/src/axios/1.js`. */
  readonly path: string
  readonly code: string
  readonly reasons: readonly string[]
  /** The lines of its reasons. */
  readonly lines: ReadonlyMap<string, number>
}

const listOf = (text: string) => text.split(', ')

const read = (folder: URL, file: string) => readFileSync(new URL(file, folder), 'utf8')

/** All of them, in the order of the clients. */
export const snippets: readonly Snippet[] = [
  ...readdirSync(GUIDES).flatMap(file =>
    [...read(GUIDES, file).matchAll(BLOCK)].map(([, code = ''], index) =>
      snippetOf(`/src/${file.replace('.md', '')}/${index + 1}.js`, code),
    ),
  ),
  ...readdirSync(SCRIPTS).map(file => snippetOf(`/src/${file}`, read(SCRIPTS, file))),
]

function snippetOf(path: string, code: string): Snippet {
  const [, head = ''] = HEAD.exec(code) ?? []
  const lines = code.split('\n').flatMap((line, index) => {
    const [, arrow, reasons = ''] = ARROW.exec(line) ?? []
    return arrow
      ? listOf(reasons).map(reason => [reason, index + (arrow === '↓' ? 2 : 1)] as const)
      : []
  })
  return { path, code, reasons: head === 'none' ? [] : listOf(head), lines: new Map(lines) }
}
