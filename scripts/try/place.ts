/** A fresh folder where somebody follows the README. */

import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { start, within } from '../../test/engines/processes.ts'
import { freePort } from '../../test/loopback.ts'

const COMMAND_TIMEOUT_MS = 150_000
const SERVE_TIMEOUT_MS = 60_000

/** A registry that stalls is soon asked again. */
const NPM_OPTIONS = [
  ...['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', '--fetch-timeout=15000'],
  ...['--fetch-retries=6', '--fetch-retry-mintimeout=500', '--fetch-retry-maxtimeout=2000'],
]

/** Addresses that the README calls; here they are all on this machine. */
const APIS = /https:\/\/(?:api\.)?example\.com/g

const templates = dirname(createRequire(import.meta.url).resolve('create-vite/package.json'))

export interface PlaceParts {
  readonly folder: string
  readonly tarball: string
  /** Where the API is that is called in place of the README's. */
  readonly api: string
}

export class Place {
  readonly folder: string
  readonly api: string
  /** All that was run, and what it printed. */
  log = ''
  readonly #tarball: string

  constructor({ folder, tarball, api }: PlaceParts) {
    this.folder = folder
    this.api = api
    this.#tarball = tarball
    mkdirSync(join(folder, '.tools'), { recursive: true })
    symlinkSync(process.execPath, join(folder, '.tools/node'))
  }

  /** Begins with what `npm create vite` makes. */
  fromTemplate(name: string): void {
    cpSync(join(templates, `template-${name}`), this.folder, { recursive: true })
  }

  /** The text of a file in such a template. */
  template(name: string, file: string): string {
    return readFileSync(join(templates, `template-${name}`, file), 'utf8')
  }

  /** Writes files; where there is one already, it gets the text at its end. */
  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      const file = join(this.folder, name)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text.replaceAll(APIS, this.api), { flag: 'a' })
    }
  }

  /** Changes a file, in which the old text has to be. */
  change(name: string, from: string, to: string): void {
    const text = this.read(name)
    if (!text.includes(from)) throw new Error(`${name} has no ${from}`)
    writeFileSync(join(this.folder, name), text.replace(from, to))
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8')
  }

  has(name: string): boolean {
    return existsSync(join(this.folder, name))
  }

  /** Runs a command to its end, which has to be this one; gives what it printed. */
  async run(command: string, { status = 0, node = this.#node() } = {}): Promise<string> {
    const { child, stop } = this.#start(command, node)
    const before = this.log.length
    const ended = new Promise<number | null>(resolve => child.once('close', resolve))
    const code = await within(COMMAND_TIMEOUT_MS, command, ended).finally(stop)
    if (code !== status) throw new Error(`“${command}” ended with ${code}, not ${status}`)
    return this.log.slice(before)
  }

  /** Starts a server, at a free port, and waits for the address that it prints. */
  async serve(command: string): Promise<{ url: string; stop(): void }> {
    const port = await freePort()
    const { child, stop } = this.#start(`${command} --port ${port}`, this.#node())
    const before = this.log.length
    const address = new RegExp(`http://localhost:${port}[^\\s,]*`)
    const url = new Promise<string>((resolve, reject) => {
      const look = () => {
        const [found] = address.exec(this.log.slice(before)) ?? []
        if (found) resolve(found)
      }
      child.stdout?.on('data', look)
      child.stderr?.on('data', look)
      child.once('close', code => reject(new Error(`“${command}” ended with ${code}`)))
    })
    try {
      return { url: await within(SERVE_TIMEOUT_MS, command, url), stop }
    } catch (error) {
      stop()
      throw error
    }
  }

  /** The folder with the program `node`. */
  #node(): string {
    return join(this.folder, '.tools')
  }

  #start(command: string, node: string): ReturnType<typeof start> {
    const given = this.#offline(command).replaceAll(APIS, this.api)
    this.log += `\n$ ${given}\n`
    const started = start('sh', ['-c', given], {
      cwd: this.folder,
      env: environment(node),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [started.child.stdout, started.child.stderr]) {
      stream?.setEncoding('utf8').on('data', text => {
        this.log += stripVTControlCharacters(text)
      })
    }
    return started
  }

  /** What would come from the registry by our name comes from the tarball. */
  #offline(command: string): string {
    if (!command.startsWith('npm install')) return command
    return [command.replace(/ why-preflight\b/, ` ${this.#tarball}`), ...NPM_OPTIONS].join(' ')
  }
}

/** As a newcomer's shell has it: none of the repository's programs, nothing of the npm that runs this. */
function environment(node: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_(?!config_(registry|cache|userconfig))|NODE_|INIT_CWD|CI$|FORCE_|VITEST)/i.test(name),
  )
  const path = (process.env.PATH ?? '').split(delimiter)
  const own = path.filter(folder => !folder.includes('node_modules'))
  return { ...Object.fromEntries(inherited), PATH: [node, ...own].join(delimiter), NO_COLOR: '1' }
}
