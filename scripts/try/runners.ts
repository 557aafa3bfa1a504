/** Vitest and Jest: a test that passes, and that fails where it should. */

import { instructionsOf, pageOf } from '../../test/markdown.ts'
import { installNode } from './node.ts'
import { expectPrinted } from './printed.ts'
import type { Project } from './project.ts'

export const vitest: Project = {
  name: 'Vitest with happy-dom',
  follows: ['README.md', 'Vitest'],
  async run(place) {
    const { files, commands, printed } = instructionsOf(pageOf('README.md'), 'Vitest')
    const [install, run] = commands as [string, string]
    place.fromTemplate('vanilla-ts')
    await place.run(install)
    place.write(files)
    expectPrinted(await place.run(run), 'Tests  1 passed (1)', place.api)
    await place.run('npx tsc --noEmit')
    place.change('src/orders.test.ts', "methods: ['PUT']", 'methods: []')
    expectPrinted(await place.run(run, { status: 1 }), printed[0]!, place.api)
  },
}

export const jest: Project = {
  name: 'Jest in CommonJS',
  follows: ['README.md', 'Jest'],
  async run(place) {
    const { files, commands, printed } = instructionsOf(pageOf('README.md'), 'Jest')
    const [install, run] = commands as [string, string]
    await place.run('npm init -y')
    await place.run(install)
    place.write(files)
    expectPrinted(await place.run(run), printed[0]!, place.api)
    await place.run(run, { node: await installNode(place, 20) })
    place.change(
      'orders.test.cjs',
      "const headers = { 'Access-Control-Allow-Origin': 'http://localhost' }",
      "const headers = { 'Access-Control-Allow-Origin': 'http://localhost', 'Access-Control-Allow-Methods': 'PUT' }",
    )
    expectPrinted(await place.run(run, { status: 1 }), 'Tests: 1 failed, 1 total', place.api)
  },
}

export const jestWithMsw: Project = {
  name: 'Jest with MSW',
  follows: ['docs/tests.md', 'Jest with MSW'],
  async run(place) {
    const { files, commands } = instructionsOf(pageOf('docs/tests.md'), 'Jest with MSW')
    const [install, run] = commands as [string, string]
    await place.run('npm init -y')
    await place.run(install)
    place.write(files)
    expectPrinted(await place.run(run), 'Tests: 1 passed, 1 total', place.api)
    place.change('orders.test.cjs', "methods: ['PUT']", 'methods: []')
    const failed = await place.run(run, { status: 1 })
    expectPrinted(
      failed,
      'Server: answer the OPTIONS with Access-Control-Allow-Methods: PUT.',
      place.api,
    )
  },
}
