/** All generated pages, by their paths in `docs/`. */

import { readdirSync, readFileSync } from 'node:fs'
import { generatedFrom } from './markdown.ts'
import { type Code, indexPage, reasonPage } from './reasons/page.ts'

const SOURCES = new URL('../../docs/sources/', import.meta.url)

const sourceOf = (path: string): string => readFileSync(new URL(path, SOURCES), 'utf8')

type Pages = ReadonlyMap<string, string>

/** Makes all pages. */
export async function allPages(): Promise<Pages> {
  return new Map(await reasonPages())
}

const reasonPages = () =>
  Promise.all(
    readdirSync(new URL('reasons/', SOURCES)).map(async file => {
      const path = `reasons/${file}`
      const source = sourceOf(path)
      const page =
        file === 'README.md'
          ? indexPage(source)
          : reasonPage(file.replace(/\.md$/, '') as Code, source)
      return [path, await from(`docs/sources/${path}`, page)] as const
    }),
  )

/** A page with its first line; faults name the source. */
async function from(source: string, page: Promise<string>): Promise<string> {
  try {
    return `${generatedFrom(source)}\n\n${await page}`
  } catch (error) {
    throw new Error(`${source}: ${(error as Error).message}`, { cause: error })
  }
}
