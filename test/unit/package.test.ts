/** The package as bundlers and package managers see it; `npm run build` comes before. */

import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { build } from 'esbuild'
import { rollup } from 'rollup'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const { exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { exports: object }

/** What a configuration exports, which has no types. */
const configuration = (name: string) => import(new URL(`../../${name}`, import.meta.url).href)
const { external } = await configuration('rollup.config.mjs')
const { SIZES } = await configuration('sizes.mjs')

const ENTRIES = Object.keys(exports).filter(path => !path.endsWith('.json'))
/** Those that do something by being imported. */
const ACTING = ['./auto', './iife', './jest', './vitest', './plugin-client']

const nameOf = (path: string) => `why-preflight${path.slice(1)}`

// By its own name a package finds itself, but bundlers don't heed its side effects then.
const consumer = `${root}build/consumer/`
const ENTRY = `${consumer}entry.js`
rmSync(consumer, { recursive: true, force: true })
mkdirSync(`${consumer}node_modules`, { recursive: true })
writeFileSync(`${consumer}package.json`, '{}')
symlinkSync(root, `${consumer}node_modules/why-preflight`, 'dir')

/** What is left of a module when it is bundled. */
const BUNDLERS = {
  async esbuild(contents: string) {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: consumer },
      ...{ bundle: true, write: false, format: 'esm', platform: 'node', logLevel: 'silent' },
      external: [
        'msw',
        'vitest',
        '@playwright/test',
        'tough-cookie',
        'unplugin',
        'acorn',
        '@noble/*',
      ],
    })
    return outputFiles[0]!.text
  },
  async rollup(contents: string) {
    const entry = {
      name: 'entry',
      resolveId: only,
      load: (id: string) => (only(id) ? contents : null),
    }
    const bundle = await rollup({
      input: ENTRY,
      external,
      plugins: [entry, nodeResolve({ rootDir: consumer })],
      onwarn: () => undefined,
    })
    const { output } = await bundle.generate({ format: 'es' })
    return output[0].code
  },
}
const only = (id: string) => (id === ENTRY ? id : null)

describe.each(Object.entries(BUNDLERS))('bundled by %s', (_name, bundle) => {
  test.each(ENTRIES.filter(path => !ACTING.includes(path)))('%s leaves nothing', async path => {
    expect((await bundle(`import '${nameOf(path)}'`)).trim()).toBe('')
    expect((await bundle(`import * as all from '${nameOf(path)}'`)).trim()).toBe('')
  })

  test.each(ACTING)('%s is kept', async path => {
    expect(ENTRIES).toContain(path)
    expect((await bundle(`import '${nameOf(path)}'`)).length).toBeGreaterThan(10_000)
  })

  test('explain comes without the watcher and its words', async () => {
    const code = await bundle("import { explain } from 'why-preflight'\nconsole.log(explain)")
    expect(code).toContain('content-type')
    expect(code).not.toMatch(/sendBeacon|XMLHttpRequest\b.*prototype|groupCollapsed/)
    expect(code.length).toBeLessThan(60_000)
  })

  test('install comes with both', async () => {
    const code = await bundle("import { install } from 'why-preflight'\nconsole.log(install)")
    expect(code).toMatch(/sendBeacon/)
  })
})

test('each entry has a limit for its size', () => {
  const weighed = Object.keys(SIZES).filter(name => !['install', 'cli'].includes(name))
  expect(weighed.map(name => (name === 'index' ? '.' : `./${name}`)).sort()).toEqual(ENTRIES.sort())
})
