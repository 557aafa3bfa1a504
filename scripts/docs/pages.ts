/** All generated pages, by their paths in `docs/`. */

import { readdirSync, readFileSync } from 'node:fs'
import { conformancePage } from './conformance/page.ts'
import { generatedFrom } from './markdown.ts'
import { type Code, indexPage, reasonPage } from './reasons/page.ts'
import { entriesOf } from './typedoc/entries.ts'
import { apiPages } from './typedoc/pages.ts'

const ROOT = new URL('../../', import.meta.url)
const SOURCES = new URL('docs/sources/', ROOT)

const sourceOf = (path: string): string => readFileSync(new URL(path, SOURCES), 'utf8')

type Pages = ReadonlyMap<string, string>

/** Makes all pages, one after the other: replaying a case moves the clock. */
export async function allPages(): Promise<Pages> {
  const pages = await reasonPages()
  const conformance = await from('conformance.md', conformancePage)
  return new Map([...pages, conformance, ...(await referencePages())])
}

const reasonPages = () =>
  Promise.all(
    readdirSync(new URL('reasons/', SOURCES)).map(file =>
      from(`reasons/${file}`, source =>
        file === 'README.md'
          ? indexPage(source)
          : reasonPage(file.replace(/\.md$/, '') as Code, source),
      ),
    ),
  )

/** A page by its path, with its first line; faults name the source. */
async function from(
  path: string,
  page: (source: string) => Promise<string>,
): Promise<[path: string, page: string]> {
  const named = `docs/sources/${path}`
  try {
    return [path, `${generatedFrom(named)}\n\n${await page(sourceOf(path))}`]
  } catch (error) {
    throw new Error(`${named}: ${(error as Error).message}`, { cause: error })
  }
}

/** What can be imported, from the doc comments in the sources. */
async function referencePages(): Promise<[path: string, page: string][]> {
  const entries = entriesOf(JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')))
  const sources = new Map(entries.map(({ page, source }) => [page, source]))
  return [...(await apiPages(entries))].map(([page, text]) => [
    `api/${page}.md`,
    `${generatedFrom(sources.get(page) ?? 'package.json and the sources')}\n\n${text}`,
  ])
}
