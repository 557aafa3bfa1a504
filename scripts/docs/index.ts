/** `npm run docs` writes the generated pages; with `--check`, it only says which are stale. */

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { allPages } from './pages.ts'
import { staleIn } from './stale.ts'

const DOCS = fileURLToPath(new URL('../../docs/', import.meta.url))

/** Folders where every page is a generated one. */
const FOLDERS = ['api', 'reasons']

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const pages = await allPages()
const written = (path: string): string | null =>
  existsSync(join(DOCS, path)) ? readFileSync(join(DOCS, path), 'utf8') : null
const present = FOLDERS.flatMap(folder =>
  existsSync(join(DOCS, folder)) ? readdirSync(join(DOCS, folder)).map(n => `${folder}/${n}`) : [],
)
const stale = staleIn(pages, written, present)

if (values.check) {
  for (const { path, why } of stale) console.error(`docs/${path} ${why}`)
  if (stale.length > 0) {
    console.error('Run `npm run docs`, look at what has changed, and commit it.')
    process.exitCode = 1
  }
} else {
  for (const { path } of stale) {
    const page = pages.get(path)
    if (page === undefined) rmSync(join(DOCS, path))
    else {
      mkdirSync(dirname(join(DOCS, path)), { recursive: true })
      writeFileSync(join(DOCS, path), page)
    }
  }
  console.log(`${pages.size} pages, ${stale.length} of them new or changed`)
}
