import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type ClientConfig, CONFIG_NAME, sourceOf } from './client-config.ts'

/** Beside this file; beside its folder, in CommonJS; or where a build has put it, from the sources. */
const PLACES = ['./plugin-client.js', '../plugin-client.js', '../../dist/plugin-client.js']

/** The watcher's script with what it is to know, complete in itself. */
export function clientSource(config: ClientConfig): string {
  const files = PLACES.map(place => fileURLToPath(new URL(place, import.meta.url)))
  const script = readFileSync(files.find(existsSync) ?? files[0]!, 'utf8')
  return `((${CONFIG_NAME}) => {\n${script}\n})(${sourceOf(config)});\n`
}
