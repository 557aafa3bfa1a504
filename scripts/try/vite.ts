import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { blocksOf, instructionsOf, pageOf } from '../../test/markdown.ts'
import { watchServed } from './page.ts'
import type { Place } from './place.ts'
import { expectPrinted } from './printed.ts'
import type { Project } from './project.ts'

/** Sets two headers in two files, as in the sample at the README's top. */
const FILES = {
  'src/http.ts': `export function send(xhr: XMLHttpRequest, body: unknown) {
  xhr.setRequestHeader('X-Trace-Id', '1')
  xhr.send(JSON.stringify(body))
}
`,
  'src/orders.ts': `import { send } from './http.ts'

export function order() {
  const xhr = new XMLHttpRequest()
  xhr.open('POST', 'https://example.com/orders')
  xhr.setRequestHeader('Content-Type', 'application/json')
  send(xhr, { id: 1 })
}
`,
  'src/main.ts': "import { order } from './orders.ts'\norder()\n",
}

export const vite: Project = {
  name: 'Vite with TypeScript',
  follows: ['README.md', 'Vite'],
  async run(place) {
    const readme = pageOf('README.md')
    const { files, commands, printed } = instructionsOf(readme, 'Vite')
    const install = instructionsOf(readme, 'Install').commands
    place.fromTemplate('vanilla-ts')
    for (const command of install) await place.run(command)
    place.write(files)
    place.write(FILES)
    const samples = [blocksOf(readme)[0]!.code, ...printed]
    const [serve] = commands as [string]
    await watchServed(place, serve, said => {
      for (const sample of samples) expectPrinted(said, sample, place.api)
    })
    await place.run('npx tsc --noEmit')
    await place.run('npx vite build')
    expectFree(place, 'dist')
  },
}

/** @throws Error where something in a folder has to do with the watcher. */
export function expectFree(place: Place, folder: string): void {
  const files = readdirSync(join(place.folder, folder), { recursive: true, withFileTypes: true })
  const texts = files.filter(file => file.isFile()).map(file => join(file.parentPath, file.name))
  if (texts.length === 0) throw new Error(`${folder} is empty`)
  for (const file of texts) {
    if (/why-preflight/i.test(readFileSync(file, 'latin1')))
      throw new Error(`In ${file} is a watcher`)
  }
}
