/** The blocks of code on a page of documentation, and what they are for. */

import { existsSync, readFileSync } from 'node:fs'

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

const ROOT = new URL('../', import.meta.url)

const proseOf = (page: string): string =>
  page.replace(/^```.*?^```$/gms, '').replace(/<!--.*?-->/gs, '')

/** The links of a page, by its path, to what is in this repository. */
export const linksOf = (path: string): string[] =>
  [...proseOf(pageOf(path)).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link]) => link!)
    .filter(link => !/^https?:/.test(link))

/** Those of them that lead nowhere. */
export const brokenLinksOf = (path: string): string[] =>
  linksOf(path).filter(link => {
    const { href } = new URL(link, new URL(path, ROOT))
    const [target = '', anchor] = href.slice(ROOT.href.length).split('#')
    if (!existsSync(new URL(target, ROOT))) return true
    return anchor !== undefined && !anchorsOf(target).includes(decodeURIComponent(anchor))
  })

/** The anchors of a page, as GitHub makes them. */
function anchorsOf(path: string): string[] {
  const seen = new Map<string, number>()
  return [...proseOf(pageOf(path)).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => {
    const anchor = heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-')
    const times = seen.get(anchor) ?? 0
    seen.set(anchor, times + 1)
    return times === 0 ? anchor : `${anchor}-${times}`
  })
}
