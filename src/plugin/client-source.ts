import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { CONFIG_NAME, sourceOf } from './client-config.ts'

/** Beside this file; beside its folder, in CommonJS; or where a build has put it, from the sources. */
const PLACES = ['./', '../', '../../dist/']

/** Scripts that a build has made for pages. */
export type ClientScript = 'plugin-client' | 'playwright-client'

/** The watcher's script with what it is to know, complete in itself. */
export function clientSource(name: ClientScript, config: unknown): string {
  const files = PLACES.map(place => fileURLToPath(new URL(`${place}${name}.js`, import.meta.url)))
  const script = readFileSync(files.find(existsSync) ?? files[0]!, 'utf8')
  return `((${CONFIG_NAME}) => {\n${script}\n})(${sourceOf(config)});\n`
}
