import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { CONFIG_NAME, sourceOf } from './client-config.ts'

/** Beside this file; beside its folder, in CommonJS; or where a build has put it, from the sources. */
const PLACES = ['./', '../', '../../dist/']

/** Scripts that a build has made for pages. */
export type ClientScript = 'plugin-client' | 'plugin-panel' | 'playwright-client'

/** Scripts for a page, one after the other, with what they are to know; complete in themselves. */
export function clientSource(names: readonly ClientScript[], config: unknown): string {
  const scripts = names.map(built).join('\n')
  return `((${CONFIG_NAME}) => {\n${scripts}\n})(${sourceOf(config)});\n`
}

function built(name: ClientScript): string {
  const files = PLACES.map(place => fileURLToPath(new URL(`${place}${name}.js`, import.meta.url)))
  return readFileSync(files.find(existsSync) ?? files[0]!, 'utf8')
}
