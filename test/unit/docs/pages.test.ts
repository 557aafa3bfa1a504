/**
 * What is written by hand in the pages of docs/: each code has its page, its snippets do what they
 * say, and links lead somewhere. That the rest is what it would be generated as, `npm run docs:check`
 * tells.
 */

import { globSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { codesOf, explained } from '../../../scripts/docs/explained.ts'
import { simulated } from '../../../scripts/docs/simulated.ts'
import { answersTo, blocksOf } from '../../../scripts/docs/snippet.ts'
import { CASES } from '../../../scripts/docs/truth.ts'
import { adviceOn } from '../../../src/explain/known-headers.ts'
import { FAILURE_CODES, REASON_CODES } from '../../../src/testing/codes.ts'
import { brokenLinksOf } from '../../markdown.ts'

/** No simulation tells of networks, so these pages have nothing to run. */
const UNSIMULATED = ['local-network-insecure', 'local-network-mismatch', 'local-network-denied']

/** Browsers can't be brought to it over HTTP/1.1, so what they print is not known. */
const UNPRINTED = ['redirect-stream']

const CODES: readonly string[] = [...REASON_CODES, ...FAILURE_CODES]
const ROOT = new URL('../../../', import.meta.url)
const textAt = (path: string) => readFileSync(new URL(path, ROOT), 'utf8')
const FILES = readdirSync(new URL('docs/reasons/', ROOT)).sort()
const textOf = (file: string) => textAt(`docs/reasons/${file}`)
const pageBlocks = (file: string) => blocksOf(textOf(file))

/** Pages with links: all but sources, whose links count where they are published. */
const PAGES = globSync('docs/**/*.md', { cwd: ROOT })
  .filter(path => !path.startsWith('docs/sources/'))
  .sort()

test('each code has its page, and there are no others', () => {
  expect(FILES).toEqual([...CODES.map(code => `${code}.md`), 'README.md'].sort())
})

test('the index lists each page once', () => {
  const rows = [...textOf('README.md').matchAll(/^\| \[([\w-]+)\]\(\1\.md\)/gm)]
  expect(rows.map(([, code]) => code).sort()).toEqual([...CODES].sort())
})

describe.each(CODES)('the page on %s', code => {
  const file = `${code}.md`

  test('has the words of why-preflight', () => {
    expect(textOf(file)).toMatch(/^why-preflight says:\n\n```text\n.+\n(.+\n)*(Client|Server): /m)
  })

  if (UNSIMULATED.includes(code)) {
    test('has nothing to run', () => {
      expect(pageBlocks(file).filter(({ language }) => language === 'js')).toEqual([])
    })
    return
  }

  test('begins with a snippet that causes it', () => {
    expect(pageBlocks(file)[0]?.snippet?.codes).toContain(code)
  })

  if ((REASON_CODES as readonly string[]).includes(code)) {
    test('shows the preflight and the answer', () => {
      const blocks = pageBlocks(file).filter(({ language }) => language === 'http')
      const starts = blocks.map(({ block }) => block.split(' ', 1)[0])
      expect(starts).toEqual(expect.arrayContaining(['OPTIONS', 'HTTP/1.1']))
    })
  } else if (!UNPRINTED.includes(code)) {
    test('shows what browsers print', () => {
      const printed = pageBlocks(file).filter(({ block }) => /^(Chrome|Safari): /.test(block))
      expect(printed.length).toBeGreaterThan(0)
    })
  }

  if (pageBlocks(file)[0]?.snippet?.verb === 'simulate') {
    test('shows a call that passes', () => {
      expect(pageBlocks(file).flatMap(({ snippet }) => snippet?.codes ?? [])).toContain('ok')
    })
  }
})

const snippets = FILES.flatMap(file =>
  pageBlocks(file).flatMap(({ language, snippet }, index) =>
    language === 'js' && snippet ? [[file, index + 1, snippet] as const] : [],
  ),
)

test.each(snippets)('%s, block %i, is true', async (file, _index, snippet) => {
  if (snippet.verb === 'explain') {
    expect(codesOf((await explained(snippet)).verdict)).toEqual(snippet.codes)
    return
  }
  const { failure, outcome } = await simulated(snippet, answersTo(textOf(file), snippet))
  expect([failure?.code ?? outcome]).toEqual(snippet.codes)
})

test('headers that libraries are said to add are known to the console', () => {
  const rows = [...textOf('header.md').matchAll(/^\| (Sentry|[A-Z][\w ]+?) +\| (`[a-z].*?) +\|/gm)]
  const named = rows.flatMap(([, library, cell]) =>
    [...cell!.matchAll(/`([a-z0-9-]+)`/g)].map(([, header]) => `${library}: ${header}`),
  )
  expect(named.length).toBeGreaterThan(12)
  const unknown = named.filter(name => !/ adds? it$/.test(adviceOn(name.split(': ')[1]!).what))
  expect(unknown).toEqual([])
})

test.each(FILES)('%s has JavaScript only in snippets that are checked', file => {
  const unchecked = pageBlocks(file).filter(
    ({ language, snippet }) => language === 'js' && !snippet,
  )
  expect(unchecked).toEqual([])
})

test.each(PAGES)('links inside %s lead somewhere', path => {
  expect(brokenLinksOf(path)).toEqual([])
})

test('recorded cases that pages and rules name exist', () => {
  const paths = [...PAGES, ...globSync('src/browsers/*.ts', { cwd: ROOT })]
  const named = paths.flatMap(
    path => textAt(path).match(/\b(classify|enforce|cache|redirect)-(e|s\d+-r)\d+/g) ?? [],
  )
  expect(named.length).toBeGreaterThan(100)
  expect(named.filter(id => !CASES.has(id))).toEqual([])
})
