/** `npm test`: the unit tests, then the real engines, with what is missing named at the end. */

import { spawnSync } from 'node:child_process'
import { installMissing } from '../test/engines/find.ts'

/** Where every engine has to be there, as in CI, a missing one fails the run. */
const requireAll = process.env.CI !== undefined || process.argv.includes('--all-engines')

const vitest = (config: string, env: Record<string, string> = {}): boolean =>
  spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--config', config], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  }).status === 0

const unit = vitest('vitest.config.ts')

const engines = installMissing()
const found = engines.filter(engine => engine.found)
const missing = engines.filter(engine => !engine.found)
for (const { name, how } of found) console.log(`${name}: ${how}`)
const real =
  found.length > 0 &&
  vitest('vitest.engines.config.ts', {
    WHY_PREFLIGHT_ENGINES: found.map(({ name }) => name).join(','),
  })

console.log(`\nUnit tests ${unit ? 'passed' : 'failed'}.`)
if (found.length > 0) {
  console.log(`Tests in ${found.map(({ name }) => name).join(', ')} ${real ? 'passed' : 'failed'}.`)
}
for (const { name, how } of missing) console.log(`Not tested in ${name}, which is missing: ${how}.`)
if (found.length === 0) console.log('No real engine was found; at least one is needed.')

process.exitCode = unit && real && (missing.length === 0 || !requireAll) ? 0 : 1
