/** The files of the page. */

import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** A file as it is served. */
export interface PageFile {
  type: string
  body: string | Buffer
}

const local = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const LIBRARY = local('../dist/why-preflight.iife.js')
const PANEL = local('../dist/why-preflight.panel.js')

const PATHS: Readonly<Record<string, string>> = {
  '/': local('index.html'),
  '/style.css': local('style.css'),
  '/agreement.js': local('agreement.js'),
  '/cards.js': local('cards.js'),
  '/elements.js': local('elements.js'),
  '/page.js': local('page.js'),
  '/run.js': local('run.js'),
  '/source.js': local('source.js'),
  '/view.js': local('view.js'),
  '/why-preflight.iife.js': LIBRARY,
  '/why-preflight.iife.js.map': `${LIBRARY}.map`,
  '/why-preflight.panel.js': PANEL,
  '/why-preflight.panel.js.map': `${PANEL}.map`,
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  map: 'application/json',
}

/** Whether the library has been built, which the page loads as any page would. */
export const isBuilt = (): boolean => existsSync(LIBRARY)

/** Finds the file for a path; undefined where there is none. */
export async function findFile(path: string): Promise<PageFile | undefined> {
  if (path === '/words.js') {
    words ??= bundleWords()
    return { type: TYPES.js!, body: await words }
  }
  const file = Object.hasOwn(PATHS, path) ? PATHS[path]! : undefined
  if (file === undefined) return undefined
  return { type: TYPES[file.slice(file.lastIndexOf('.') + 1)]!, body: await readFile(file) }
}

let words: Promise<string> | undefined

/** The page's own scripts are served as they are; only the library's words are TypeScript. */
async function bundleWords(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [local('words.ts')],
    bundle: true,
    format: 'esm',
    write: false,
  })
  return outputFiles[0]!.text
}
