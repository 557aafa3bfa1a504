/** The declarations that are published, with the types of each version of MSW. */

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const modules = join(ROOT, 'node_modules')
const place = mkdtempSync(join(tmpdir(), 'msw-types-'))

/** What the compiler complains of. */
function compile(config: object): string {
  const file = join(place, 'tsconfig.json')
  writeFileSync(file, JSON.stringify(config))
  try {
    return execFileSync(process.execPath, [join(modules, 'typescript/bin/tsc'), '-p', file], {
      cwd: place,
      encoding: 'utf8',
    })
  } catch (error) {
    return (error as { stdout: string }).stdout
  }
}

beforeAll(() => {
  const complaints = compile({
    extends: join(ROOT, 'tsconfig.build.json'),
    compilerOptions: {
      rootDir: join(ROOT, 'src'),
      outDir: join(place, 'declared'),
      typeRoots: [join(modules, '@types')],
    },
    include: [],
    files: [join(ROOT, 'src/msw/index.ts')],
  })
  expect(complaints).toBe('')
  const user = readFileSync(new URL('types.ts', import.meta.url), 'utf8')
  const imported = "'../../../src/msw/index.ts'"
  expect(user).toContain(imported)
  writeFileSync(join(place, 'user.ts'), user.replace(imported, "'./declared/msw/index.js'"))
}, 60_000)
afterAll(() => rmSync(place, { recursive: true }))

test.each([
  ['3', 'msw'],
  ['2', 'msw-2'],
])('are right for MSW %s', { timeout: 60_000 }, (major, name) => {
  const installed = join(place, 'node_modules/msw')
  rmSync(installed, { force: true })
  mkdirSync(join(place, 'node_modules'), { recursive: true })
  symlinkSync(join(modules, name), installed)
  expect(JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')).version[0]).toBe(major)
  const complaints = compile({
    compilerOptions: {
      target: 'ES2022',
      module: 'ESNext',
      moduleResolution: 'bundler',
      lib: ['ES2022', 'ESNext.Disposable', 'DOM', 'DOM.Iterable'],
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      types: [],
    },
    files: ['user.ts'],
  })
  expect(complaints).toBe('')
})
