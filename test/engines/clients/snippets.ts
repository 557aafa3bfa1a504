/**
 * The code of the guides and of the scripts beside this file, as pages run it.
 *
 * It begins with `// preflight: <reasons>` (`none` for none); `// preflight (firefox): …` says what
 * differs in one engine. A line that a reason has to point at ends in `// ← <reasons>`, or has
 * `// ↓ <reasons>` above it. In a script, the call to `…/json` is also pointed at where
 * `await tell('json', …)` is. An arrow alone is for any reason.
 *
 * A block of HTTP in a guide is the answer to the preflights of the snippets above it.
 */

import { readdirSync, readFileSync } from 'node:fs'
import type { Pair } from '../cases.ts'
import type { EngineName } from '../find.ts'

const GUIDES = new URL('../../../docs/guides/', import.meta.url)
const SCRIPTS = new URL('./scripts/', import.meta.url)

const FENCE = /^```(js|http)\n(.*?)^```$/gms
const HEAD = /^\/\/ preflight(?: \((\w+)\))?: (.+)$/gm
const ARROW = /\/\/ ([←↓])(?: (.+))?$/
const ANY = '*'

export interface Snippet {
  /** Where the page finds it: `/src/axios/1.js`. */
  readonly path: string
  readonly code: string
  /** Each reason that its calls have: code, and name or method where it has one. */
  reasonsIn(engine: EngineName): readonly string[]
  /** Where a reason may be said to be set, as `path:line`: the call's URL tells which statement. */
  placesOf(reason: string, url: string): readonly string[]
  /** What the server answers to its preflights; undefined to allow all. */
  readonly answer?: readonly Pair[] | undefined
}

const listOf = (text: string) => text.split(', ')

const read = (folder: URL, file: string) => readFileSync(new URL(file, folder), 'utf8')

const pairsOf = (answer: string): Pair[] =>
  answer
    .trim()
    .split('\n')
    .slice(1)
    .map(line => line.split(': ') as Pair)

/** What scripts share, which is no script by itself. */
export const shared = readdirSync(new URL('shared/', SCRIPTS)).map(file => ({
  path: `/src/shared/${file}`,
  code: read(SCRIPTS, `shared/${file}`),
}))

/** All of them: the guides' in their order, then the scripts. */
export const snippets: readonly Snippet[] = [
  ...readdirSync(GUIDES).sort().flatMap(inGuide),
  ...readdirSync(SCRIPTS)
    .filter(file => file.endsWith('.js'))
    .sort()
    .map(file => snippetOf(`/src/${file.replace('.js', '')}/script.js`, read(SCRIPTS, file))),
]

function inGuide(file: string): Snippet[] {
  const found: Snippet[] = []
  let unanswered = 0
  for (const [, language, text = ''] of read(GUIDES, file).matchAll(FENCE)) {
    if (language === 'js') {
      found.push(snippetOf(`/src/${file.replace('.md', '')}/${found.length + 1}.js`, text))
    } else {
      const answer = pairsOf(text)
      for (; unanswered < found.length; unanswered++) {
        found[unanswered] = { ...found[unanswered]!, answer }
      }
    }
  }
  return found
}

function snippetOf(path: string, code: string): Snippet {
  const heads = new Map([...code.matchAll(HEAD)].map(([, engine, list = '']) => [engine, list]))
  const reasonsIn = (engine: EngineName) => {
    const list = heads.get(engine) ?? heads.get(undefined) ?? ''
    return list === 'none' ? [] : listOf(list).sort()
  }
  const files: [path: string, code: string][] = [[path, code]]
  for (const each of shared) {
    if (code.includes(each.path.replace('/src', '..'))) files.push([each.path, each.code])
  }
  const marks = files.flatMap(file => marksIn(...file))
  const placesOf = (reason: string, url: string) => [
    ...marks.flatMap(([marked, place]) => (marked === reason || marked === ANY ? place : [])),
    ...files.flatMap(file => statementIn(...file, new URL(url).pathname)),
  ]
  return { path, code, reasonsIn, placesOf }
}

function marksIn(path: string, code: string): [reason: string, place: string][] {
  return code.split('\n').flatMap((line, index) => {
    const [, arrow, reasons = ANY] = ARROW.exec(line) ?? []
    const number = index + (arrow === '↓' ? 2 : 1)
    return arrow
      ? listOf(reasons).map((reason): [string, string] => [reason, `${path}:${number}`])
      : []
  })
}

/** The lines of the statement that tells of a call, by the last part of its path. */
function statementIn(path: string, code: string, pathname: string): string[] {
  const lines = code.split('\n')
  const name = pathname.slice(pathname.lastIndexOf('/') + 1)
  const first = lines.findIndex(line => line.trimStart().startsWith(`await tell('${name}'`))
  if (first < 0) return []
  const length = lines
    .slice(first + 1)
    .findIndex(line => line.trimStart().startsWith('await tell('))
  const count = length < 0 ? lines.length - first : length + 1
  return Array.from({ length: count }, (_, index) => `${path}:${first + 1 + index}`)
}
