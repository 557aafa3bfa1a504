import { instructionsOf, pageOf } from '../../test/markdown.ts'
import type { Project } from './project.ts'

const VERSIONS = ['5.9', '6', '7']

/** Uses of each entry that has types, in a module. */
const USES = `
import { type Call, explain, install } from 'why-preflight'
import 'why-preflight/auto'
import { toHaveBeenBlocked } from 'why-preflight/matchers'
import { cors } from 'why-preflight/msw'
import { checkCors } from 'why-preflight/server'
import { simulateBrowser } from 'why-preflight/simulate'

const urls = (calls: readonly Call[]): string[] => calls.map(({ url }) => url)
urls(install({ report: 'silent' }).calls)
explain('https://api.example.com', { method: 'PUT' }).reasons.map(({ code }) => code)
simulateBrowser({ browser: 'webkit' }).install()
void checkCors({ url: 'https://api.example.com' }, { origin: 'https://app.example.com' })
cors('https://api.example.com', { origins: '*' })
toHaveBeenBlocked satisfies object
// @ts-expect-error No such browser.
install({ browser: 'netscape' })
`

const CONFIGURATIONS = ['vite', 'webpack', 'rspack', 'rollup', 'esbuild']
  .map(name => `import ${name} from 'why-preflight/${name}'\n${name}({ ask: true })\n`)
  .join('')

/** Type checks, with the configurations that templates have, by each TypeScript. */
export const types: Project = {
  name: `Types with TypeScript ${VERSIONS.join(', ')}`,
  async run(place) {
    const { files } = instructionsOf(pageOf('README.md'), 'Vite')
    place.fromTemplate('vanilla-ts')
    const compilers = VERSIONS.map(version => `ts-${version}@npm:typescript@${version}`).join(' ')
    await place.run(
      `npm install why-preflight msw vitest @playwright/test @types/node ${compilers}`,
    )
    place.write({ 'src/uses.ts': USES, 'vite.config.ts': files['vite.config.ts'] + CONFIGURATIONS })
    place.write({ 'tsconfig.node.json': place.template('react-ts', 'tsconfig.node.json') })
    place.write({ 'tsconfig.node16.json': NODE16, 'uses.cts': REQUIRED })
    for (const version of VERSIONS) {
      for (const project of ['tsconfig.json', 'tsconfig.node.json', 'tsconfig.node16.json']) {
        await place.run(`node node_modules/ts-${version}/bin/tsc --noEmit -p ${project}`)
      }
    }
  },
}

/** For a module in CommonJS. */
const NODE16 = `{
  "compilerOptions": {
    "module": "node16", "target": "es2022", "strict": true, "skipLibCheck": true, "types": ["node"],
    "noEmit": true
  },
  "files": ["uses.cts"]
}`
const REQUIRED = `
import webpack = require('why-preflight/webpack')
import { simulateBrowser } from 'why-preflight/simulate'
import { cors } from 'why-preflight/msw'
webpack.default()
simulateBrowser()
cors('https://api.example.com', { origins: '*' })
`
