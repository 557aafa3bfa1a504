/**
 * `npm test`: the unit tests, the simulation in each environment of Vitest and under Jest, then the
 * real engines, with what is missing named at the end.
 */

import { spawnSync } from 'node:child_process'
import { installMissing } from '../test/engines/find.ts'
import { installMissingServers } from '../test/servers/find.ts'

/** Where every engine has to be there, as in CI, a missing one fails the run. */
const requireAll = process.env.CI !== undefined || process.argv.includes('--all-engines')

const node = (args: string[], env: Record<string, string> = {}): boolean =>
  spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } })
    .status === 0

const vitest = (config: string, env?: Record<string, string>): boolean =>
  node(['node_modules/vitest/vitest.mjs', 'run', '--config', config], env)

/** What MSW depends on is made of ES modules, which Jest loads with this flag only. */
const jest = (msw: string): boolean =>
  node(
    [
      '--experimental-vm-modules',
      'node_modules/jest/bin/jest.js',
      '-c',
      'test/jest/jest.config.cjs',
    ],
    { WHY_PREFLIGHT_MSW: msw },
  )

const unit = vitest('vitest.config.ts')
const environments = vitest('vitest.environments.config.ts')
const underJest = ['msw', 'msw-2'].map(jest).every(Boolean)

const engines = installMissing()
const servers = installMissingServers().filter(server => !server.found)
const found = engines.filter(engine => engine.found)
const missing = engines.filter(engine => !engine.found)
for (const { name, how } of found) console.log(`${name}: ${how}`)
const real =
  found.length > 0 &&
  vitest('vitest.engines.config.ts', {
    WHY_PREFLIGHT_ENGINES: found.map(({ name }) => name).join(','),
  })

const say = (what: string, passed: boolean) =>
  console.log(`${what} ${passed ? 'passed' : 'failed'}.`)
say('\nUnit tests', unit)
say('Tests in node, happy-dom and jsdom', environments)
say('Tests under Jest', underJest)
if (found.length > 0) say(`Tests in ${found.map(({ name }) => name).join(', ')}`, real)
for (const { name, how } of missing) console.log(`Not tested in ${name}, which is missing: ${how}.`)
for (const { name, how } of servers)
  console.log(`Not tested with ${name}, which is missing: ${how}.`)
if (found.length === 0) console.log('No real engine was found; at least one is needed.')

const all = unit && environments && underJest && real
process.exitCode = all && (missing.length + servers.length === 0 || !requireAll) ? 0 : 1
