import { spawnSync } from 'node:child_process'
import { accessSync, constants, globSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { parseArgs } from 'node:util'

export type EngineName = 'chromium' | 'firefox' | 'webkit'
export const engineNames: EngineName[] = ['chromium', 'firefox', 'webkit']

export interface FoundEngine {
  name: EngineName
  found: boolean
  /** Where it is, or how to get it. */
  how: string
}

export interface Located {
  browser: string
  /** WebKit is driven by a program of its own. */
  driver?: string
}

/** WebKitGTK's small browser, not on the PATH; newest API version first. */
const miniBrowsers = [
  '/usr/{lib,libexec}/*/webkitgtk-6.0/MiniBrowser',
  '/usr/{lib,libexec}/*/webkit2gtk-4.1/MiniBrowser',
  '/usr/{lib,libexec}/*/webkit2gtk-4.0/MiniBrowser',
]

const howToGet: Record<EngineName, { packages: string[]; sentence: string }> = {
  chromium: {
    packages: ['chromium'],
    sentence: 'install the package "chromium", or set WHY_PREFLIGHT_CHROMIUM to its program',
  },
  firefox: {
    packages: ['firefox-esr'],
    sentence: 'install the package "firefox-esr", or set WHY_PREFLIGHT_FIREFOX to its program',
  },
  webkit: {
    packages: ['webkit2gtk-driver', 'xvfb'],
    sentence:
      'install the packages "webkit2gtk-driver" and "xvfb", or set WHY_PREFLIGHT_WEBKIT to ' +
      "WebKitGTK's MiniBrowser (WebKitWebDriver must be on the PATH, and Xvfb where there is no " +
      'display)',
  },
}

export function findEngines(): FoundEngine[] {
  return engineNames.map(name => {
    const located = locate(name)
    return located === undefined
      ? { name, found: false, how: howToGet[name].sentence }
      : { name, found: true, how: [located.browser, located.driver].filter(Boolean).join(' with ') }
  })
}

export function locate(name: EngineName): Located | undefined {
  if (name === 'webkit') return locateWebKit()
  const browser =
    name === 'chromium'
      ? chosen('CHROMIUM', () => program('chromium', 'google-chrome', 'chromium-browser'))
      : chosen('FIREFOX', () => program('firefox-esr', 'firefox'))
  return browser === undefined ? undefined : { browser }
}

function locateWebKit(): Located | undefined {
  const driver = program('WebKitWebDriver')
  const browser = chosen('WEBKIT', () => miniBrowsers.flatMap(globbed)[0])
  const hasDisplay = Boolean(process.env.DISPLAY) || program('Xvfb') !== undefined
  return driver && browser && hasDisplay ? { browser, driver } : undefined
}

/** Whoever names a program wants that one, not another that happens to be there. */
function chosen(name: string, otherwise: () => string | undefined): string | undefined {
  const named = process.env[`WHY_PREFLIGHT_${name}`]
  return named ? program(named) : otherwise()
}

function globbed(pattern: string): string[] {
  return globSync(pattern).filter(isProgram)
}

/** The first of these that can be run; a bare name is looked up on the PATH. */
export function program(...names: string[]): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin']
  return names
    .flatMap(name => (name.includes('/') ? [name] : folders.map(folder => join(folder, name))))
    .find(isProgram)
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Installs what is missing where that can be done without asking, and says what is there then. */
export function installMissing(): FoundEngine[] {
  const missing = findEngines().filter(engine => !engine.found)
  installPackages(missing.map(({ name }) => howToGet[name].packages))
  return findEngines()
}

/** Installs Debian's packages, each group by itself, where that can be done without asking. */
export function installPackages(groups: readonly string[][]): void {
  if (groups.length === 0 || program('apt-get') === undefined) return
  const asRoot = rootCommand()
  if (asRoot === undefined) return
  const apt = (...args: string[]) =>
    spawnSync(asRoot[0] as string, [...asRoot.slice(1), 'apt-get', ...args], {
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: 15 * 60_000,
    }).status === 0
  apt('update')
  // One at a time: a package this distribution lacks must not keep the others from being installed.
  for (const packages of groups) apt('install', '-y', '--no-install-recommends', ...packages)
}

/** The beginning of a command that runs as root without a password. */
function rootCommand(): string[] | undefined {
  const environment = ['env', 'DEBIAN_FRONTEND=noninteractive']
  if (process.getuid?.() === 0) return environment
  if (program('sudo') === undefined) return undefined
  const allowed = spawnSync('sudo', ['-n', 'true'], { timeout: 10_000 }).status === 0
  return allowed ? ['sudo', '-n', ...environment] : undefined
}

if (import.meta.main) {
  try {
    const { values } = parseArgs({ options: { install: { type: 'boolean', default: false } } })
    const engines = values.install ? installMissing() : findEngines()
    for (const { name, found, how } of engines) {
      console.log(`${name}: ${found ? how : `missing; ${how}`}`)
    }
    if (engines.some(engine => !engine.found)) process.exitCode = 1
  } catch (error) {
    console.error(`${(error as Error).message}\nUsage: node test/engines/find.ts [--install]`)
    process.exitCode = 2
  }
}
