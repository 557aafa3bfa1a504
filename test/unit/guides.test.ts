/**
 * The guides in docs/guides: all linked, and all their code is run by the tests in real engines,
 * which see that it does what it says.
 */

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { FENCE } from '../../scripts/docs/snippet.ts'
import { snippets } from '../engines/clients/snippets.ts'

const FOLDER = new URL('../../docs/guides/', import.meta.url)
const FILES = readdirSync(FOLDER).sort()
const GUIDES = FILES.filter(file => file !== 'README.md')

/** No option spares a tus upload all of its preflights. */
const UNAVOIDABLE = ['tus.md']

test('the index links each guide', () => {
  const index = readFileSync(new URL('README.md', FOLDER), 'utf8')
  for (const guide of GUIDES) expect(index).toContain(`](${guide})`)
})

describe.each(GUIDES)('%s', file => {
  const ofFile = snippets.filter(({ path }) => path.startsWith(`/src/${file.replace('.md', '')}/`))
  const fences = [...readFileSync(new URL(file, FOLDER), 'utf8').matchAll(FENCE)]

  test('has code only in snippets that say what comes out', () => {
    const blocks = fences.flatMap(([, language, code]) => (language === 'js' ? [code] : []))
    expect(ofFile.map(({ code }) => code).filter(code => blocks.includes(code))).toEqual(blocks)
    expect(blocks.filter(code => !code?.startsWith('// preflight: '))).toEqual([])
  })

  test('shows a preflight, its answer, and how to do without', () => {
    const reasons = ofFile.map(({ reasonsIn }) => reasonsIn('firefox').length)
    expect(Math.max(...reasons)).toBeGreaterThan(0)
    if (!UNAVOIDABLE.includes(file)) expect(Math.min(...reasons)).toBe(0)
    expect(fences.map(([, language]) => language)).toContain('http')
  })
})
