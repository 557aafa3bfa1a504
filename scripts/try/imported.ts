import { instructionsOf, pageOf } from '../../test/markdown.ts'
import { answering } from '../../test/unit/server/answers.ts'
import { watchPage } from './page.ts'
import { expectPrinted } from './printed.ts'
import type { Project } from './project.ts'

const PAGE = '<!doctype html><script src="main.js"></script>'

export const imported: Project = {
  name: 'An import, with esbuild',
  follows: ['README.md', 'An import'],
  async run(place) {
    const readme = pageOf('README.md')
    const { files, commands } = instructionsOf(readme, 'An import')
    await place.run('npm init -y')
    place.write(files)
    place.write({
      'src/main.js': instructionsOf(readme, 'webpack and Rspack').files['src/index.js']!,
    })
    for (const command of commands) await place.run(command)
    const script = place.read('public/main.js')
    const server = await answering(({ url }, response) => {
      response.setHeader('Content-Type', url === '/' ? 'text/html' : 'text/javascript')
      response.end(url === '/' ? PAGE : script)
    })
    const wanted = '[why-preflight] PUT https://example.com/orders  preflighted, then failed'
    try {
      await watchPage(server.url, said => expectPrinted(said, wanted, place.api))
    } finally {
      server.close()
    }
  },
}
