import { globSync } from 'node:fs'
import { join } from 'node:path'
import { installNode } from './node.ts'
import type { Project } from './project.ts'

/** Runs in each runtime: imports and requires every entry, and says what does not do as it should. */
const PROGRAM = `
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const { exports } = require('why-preflight/package.json')
const { fetch } = globalThis
// These have to be loaded by what they are for; they say so.
const REFUSE = { './jest': /needs Jest's globals/, './vitest': /Vitest failed to access/ }

const namesOf = async load => {
  try {
    const names = Object.keys(await load())
    return names.filter(name => name !== 'module.exports').sort().join(', ')
  } catch (error) {
    return 'throws ' + error.message
  }
}
const faults = []
const entries = Object.keys(exports).filter(path => !path.endsWith('.json'))
for (const path of entries) {
  const name = 'why-preflight' + path.slice(1)
  const imported = await namesOf(() => import(name))
  const required = await namesOf(() => require(name))
  const good = REFUSE[path]
    ? REFUSE[path].test(imported) && REFUSE[path].test(required)
    : imported === required && !imported.startsWith('throws')
  if (!good) faults.push([name, imported, required].join(' | '))
}
if (globalThis.fetch !== fetch) faults.push('fetch is another')
const { explain } = await import('why-preflight')
const verdict = explain('https://api.example.com', { method: 'PUT' }, { origin: 'https://a.example' })
if (!verdict.preflight) faults.push('explain is wrong')
console.log(faults.join('\\n') || entries.length + ' entries are well')
// MSW keeps Deno from ending.
process.exit(faults.length === 0 ? 0 : 1)
`

const run = 'imports.mjs'

/** Every entry by `import` and `require`. */
export const imports: Project = {
  name: 'import and require in Node 20 and 24, Deno and Bun',
  async run(place) {
    await place.run('npm init -y')
    await place.run(
      'npm install why-preflight msw vitest @playwright/test deno bun --ignore-scripts',
    )
    place.write({ [run]: PROGRAM })
    await place.run(`node ${run}`)
    await place.run(`node ${run}`, { node: await installNode(place, 20) })
    // Their programs are in packages for each platform.
    for (const pattern of ['@deno/*/deno run -A', '@oven/*/bin/bun run']) {
      const [path, ...args] = pattern.split(' ') as [string, ...string[]]
      const [program] = globSync(join(place.folder, 'node_modules', path))
      if (!program) throw new Error(`No program at ${path}`)
      await place.run([program, ...args, run].join(' '))
    }
  },
}
