/** Web servers that are programs of their own: where they are, and how to get them. */

import { installPackages, program } from '../engines/find.ts'

/** The name of such a server. */
export type ProgramName = 'nginx' | 'apache' | 'caddy'

/** A server that is here, or is not. */
export interface FoundServer {
  name: ProgramName
  found: boolean
  /** Where it is, or how to get it. */
  how: string
}

const PROGRAMS: Record<ProgramName, { file: string; package: string }> = {
  nginx: { file: 'nginx', package: 'nginx-light' },
  apache: { file: 'apache2', package: 'apache2' },
  caddy: { file: 'caddy', package: 'caddy' },
}

const NAMES = Object.keys(PROGRAMS) as ProgramName[]

/** The server's program; undefined where it is missing. Debian keeps daemons off the PATH of users. */
export const serverProgram = (name: ProgramName): string | undefined => {
  const { file } = PROGRAMS[name]
  return program(file, `/usr/sbin/${file}`)
}

/** Says which are here. */
export const findServers = (): FoundServer[] =>
  NAMES.map(name => {
    const file = serverProgram(name)
    const how = file ?? `install the package "${PROGRAMS[name].package}"`
    return { name, found: file !== undefined, how }
  })

/** Installs what is missing where that can be done without asking, and says what is there then. */
export function installMissingServers(): FoundServer[] {
  const missing = findServers().filter(({ found }) => !found)
  installPackages(missing.map(({ name }) => [PROGRAMS[name].package]))
  return findServers()
}
