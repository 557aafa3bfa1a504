import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type ClientConfig, CONFIG_NAME, sourceOf } from './client-config.ts'

/** Beside this file; beside its folder, in CommonJS; or where a build has put it, from the sources. */
const PLACES = ['./', '../', '../../dist/']

/** The watcher's script with what it is to know, complete in itself. */
export function clientSource(config: ClientConfig): string {
  const panel = config.panel ? `${built('plugin-panel.js')}\n` : ''
  return `((${CONFIG_NAME}) => {\n${panel}${built('plugin-client.js')}\n})(${sourceOf(config)});\n`
}

function built(name: string): string {
  const files = PLACES.map(place => fileURLToPath(new URL(`${place}${name}`, import.meta.url)))
  return readFileSync(files.find(existsSync) ?? files[0]!, 'utf8')
}
