import { join } from 'node:path'
import type { Place } from './place.ts'

/** Installs a version of Node beside what is there; gives the folder of its program. */
export async function installNode(place: Place, version: number): Promise<string> {
  const name = `node-${process.platform}-${process.arch}`
  await place.run(`npm install --no-save ${name}@${version}`)
  return join(place.folder, 'node_modules', name, 'bin')
}
