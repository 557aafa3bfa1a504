import { instructionsOf, pageOf } from '../../test/markdown.ts'
import { installNode } from './node.ts'
import { expectPrinted } from './printed.ts'
import type { Project } from './project.ts'

export const commandLine = (version: number): Project => ({
  name: `Command line on Node ${version}`,
  follows: ['README.md', 'The command line'],
  async run(place) {
    const readme = pageOf('README.md')
    const { commands, printed } = instructionsOf(readme, 'The command line')
    const [check] = commands as [string]
    await place.run('npm init -y')
    for (const command of instructionsOf(readme, 'Install').commands) await place.run(command)
    const node = await installNode(place, version)
    if (!(await place.run('node -v', { node })).includes(`v${version}.`))
      throw new Error('Another Node')
    expectPrinted(await place.run(check, { node, status: 1 }), printed[0]!, place.api)
  },
})
