/**
 * `npm run try:package`: packs the package, and follows the README in fresh projects, with the
 * tarball in the registry's place.
 */

import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { endOnSignals, temporaryFolder } from '../test/engines/processes.ts'
import { openApi } from './try/api.ts'
import { Place } from './try/place.ts'
import type { Project } from './try/project.ts'
import { PROJECTS } from './try/projects.ts'

/** More at once only wait for each other. */
const AT_ONCE = 3

async function attempt(project: Project, place: Place): Promise<boolean> {
  const start = Date.now()
  const failure = await project.run(place).then(
    () => null,
    error => error as Error,
  )
  const seconds = ((Date.now() - start) / 1000).toFixed(1)
  console.log(`${failure ? 'failed' : 'passed'}  ${project.name}  ${seconds} s`)
  if (failure) console.log(`${place.log}\n${failure.stack}`.replace(/^/gm, '    '))
  return !failure
}

if (import.meta.main) {
  endOnSignals()
  const { path } = temporaryFolder()
  const packed = execFileSync(
    'npm',
    ['pack', '--ignore-scripts', '--silent', '--pack-destination', path],
    { encoding: 'utf8' },
  )
  const tarball = join(path, packed.trim())
  const api = await openApi()
  const wanted = process.argv.slice(2)
  const waiting = PROJECTS.filter(({ name }) => wanted.every(word => name.includes(word)))
  const results: boolean[] = []
  const work = async (): Promise<void> => {
    for (let project = waiting.shift(); project; project = waiting.shift()) {
      const folder = join(path, project.name.replace(/\W+/g, '-'))
      results.push(await attempt(project, new Place({ folder, tarball, api: api.url })))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  api.close()
  const passed = results.filter(Boolean).length
  console.log(`${passed} of ${results.length} passed.`)
  process.exitCode = passed === results.length && passed > 0 ? 0 : 1
}
