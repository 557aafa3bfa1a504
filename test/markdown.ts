/** The blocks of code on a page of documentation, and what they are for. */

import { readFileSync } from 'node:fs'

export interface Block {
  /** The heading above it. */
  readonly section: string
  /** Empty for what something prints. */
  readonly language: string
  /** The file that it goes into, named by a comment in its first line. */
  readonly file: string | null
  /** Without that comment. */
  readonly code: string
}

const PART = /^(?:#+ (?<heading>[^\n]+)|```(?<language>\w*)\n(?<text>.*?)^```)$/gms
const FILE = /^(?:\/\/ (\S+\.\w+)|<!-- (\S+\.\w+) -->)\n/

/** A page of this repository, by its path. */
export const pageOf = (path: string): string =>
  readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

/** Its blocks, in order. */
export function blocksOf(page: string): Block[] {
  let section = ''
  return [...page.matchAll(PART)].flatMap(({ groups }) => {
    const { heading, language = '', text = '' } = groups!
    if (heading !== undefined) {
      section = heading
      return []
    }
    const [first = '', script, html] = FILE.exec(text) ?? []
    return [{ section, language, file: script ?? html ?? null, code: text.slice(first.length) }]
  })
}

/** What a section tells to do. */
export interface Instructions {
  readonly files: Readonly<Record<string, string>>
  readonly commands: readonly string[]
  /** What it says will be printed. */
  readonly printed: readonly string[]
}

export function instructionsOf(page: string, section: string): Instructions {
  const blocks = blocksOf(page).filter(block => block.section === section)
  if (blocks.length === 0) throw new Error(`No blocks below “${section}”`)
  const inLanguage = (wanted: string) => blocks.filter(({ language }) => language === wanted)
  return {
    files: Object.fromEntries(blocks.flatMap(({ file, code }) => (file ? [[file, code]] : []))),
    commands: inLanguage('sh').flatMap(({ code }) => code.trim().split('\n')),
    printed: inLanguage('').map(({ code }) => code),
  }
}
