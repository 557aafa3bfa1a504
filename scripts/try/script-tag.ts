import { instructionsOf, pageOf } from '../../test/markdown.ts'
import { watchServed } from './page.ts'
import { expectPanel } from './panel.ts'
import { expectPrinted } from './printed.ts'
import type { Project } from './project.ts'

export const scriptTag: Project = {
  name: 'Script tag',
  follows: ['README.md', 'A script tag'],
  async run(place) {
    const { files, commands, printed } = instructionsOf(pageOf('README.md'), 'A script tag')
    const [install, serve] = commands as [string, string]
    await place.run(install)
    place.write(files)
    await watchServed(place, serve, said => expectPrinted(said, printed[0]!, place.api))
    place.change('index.html', 'whyPreflight.install()', 'whyPreflight.install({ panel: true })')
    await expectPanel(place, serve)
  },
}
