import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type ClientConfig, CONFIG_NAME, sourceOf } from './client-config.ts'

/** The watcher's script with what it is to know, complete in itself. */
export function clientSource(config: ClientConfig): string {
  const file = createRequire(import.meta.url).resolve('why-preflight/plugin-client')
  return `((${CONFIG_NAME}) => {\n${readFileSync(file, 'utf8')}\n})(${sourceOf(config)});\n`
}
