/** Servers that are programs of their own, each with a configuration of ours in a folder of its own. */

import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { start, temporaryFolder } from '../engines/processes.ts'
import { freePort } from '../loopback.ts'
import { type ProgramName, serverProgram } from './find.ts'
import type { Running } from './listen.ts'

/** How a program is run with a configuration. */
export interface ChildServer {
  name: ProgramName
  /** The file's text. */
  configuration(port: number, folder: string): string
  args(file: string, folder: string): string[]
}

const START_TIMEOUT_MS = 10_000
const TRIES = 3

/** Starts a server. They can't choose a port themselves, so one that was free a moment ago is given. */
export async function startChild(server: ChildServer): Promise<Running> {
  const program = serverProgram(server.name)
  if (program === undefined) throw new Error(`${server.name} is not here`)
  for (let tries = 1; ; tries++) {
    try {
      return await tryToStart(program, server)
    } catch (error) {
      if (tries === TRIES) throw error
    }
  }
}

async function tryToStart(program: string, server: ChildServer): Promise<Running> {
  const port = await freePort()
  const { path: folder, remove } = temporaryFolder()
  const file = join(folder, 'configuration')
  writeFileSync(file, server.configuration(port, folder))
  const home = { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder }
  const { child, stop } = start(program, server.args(file, folder), {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...home },
  })
  let said = ''
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const close = async () => {
    stop()
    remove()
  }
  const limit = Date.now() + START_TIMEOUT_MS
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > limit) {
      await close()
      throw new Error(`${server.name} did not start: ${said}`)
    }
    await sleep(20)
  }
  return { origin: `http://127.0.0.1:${port}`, close }
}

const answers = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    const end = (yes: boolean) => {
      socket.destroy()
      resolve(yes)
    }
    socket.once('connect', () => end(true)).once('error', () => end(false))
  })
