import { instructionsOf, pageOf } from '../../test/markdown.ts'
import { watchServed } from './page.ts'
import { expectPrinted } from './printed.ts'
import type { Project } from './project.ts'
import { expectFree } from './vite.ts'

export const webpack: Project = {
  name: 'webpack',
  follows: ['README.md', 'webpack and Rspack'],
  async run(place) {
    const readme = pageOf('README.md')
    const { files, commands } = instructionsOf(readme, 'webpack and Rspack')
    const [install, serve] = commands as [string, string]
    await place.run('npm init -y')
    await place.run(install)
    place.write(files)
    const [, failure] = instructionsOf(readme, 'Vite').printed as [string, string]
    await watchServed(place, `${serve} --host localhost`, said => {
      expectPrinted(
        said,
        '[why-preflight] PUT https://example.com/orders  preflighted, then failed',
        place.api,
      )
      expectPrinted(said, failure, place.api)
    })
    await place.run(/`(npx webpack --mode production)`/.exec(readme)![1]!)
    expectFree(place, 'dist')

    // The same from CommonJS.
    const [required] = /require\('why-preflight\/webpack'\)\.default/.exec(readme)!
    place.change('webpack.config.mjs', "import whyPreflight from 'why-preflight/webpack'", '')
    const config = place.read('webpack.config.mjs').replace('export default', 'module.exports =')
    place.write({ 'webpack.config.cjs': `const whyPreflight = ${required}\n${config}` })
    await place.run('npx webpack --config webpack.config.cjs --mode development')
    if (!place.read('dist/main.js').includes('why-preflight'))
      throw new Error('No watcher is inside')
  },
}
