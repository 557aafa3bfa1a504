/** Packages as a development server hands them to a page: bundled apart from the page's own code. */

import { build } from 'esbuild'
import { js } from '../coexist/bench.ts'
import type { PageFile } from '../origins.ts'

const FOLDER = '/node_modules/.vite/deps/'
/** esbuild says above each module from which file it comes. */
const MODULE = /^\s*\/\/ node_modules\/((?:@[^/\s]+\/)?[^/\s]+)\/\S+$/

/** The page's files, and what it takes to import them by name. */
export interface Vendor {
  files: Record<string, PageFile>
  importMap: string
  /** The package that a place of a stack is in; undefined for the page's own code. */
  packageAt(place: string): string | undefined
}

/** Bundles packages, which share what they have in common. */
export async function bundlePackages(names: readonly string[]): Promise<Vendor> {
  const { outputFiles } = await build({
    entryPoints: names.map(name => ({ in: name, out: flat(name) })),
    bundle: true,
    splitting: true,
    write: false,
    outdir: FOLDER,
    format: 'esm',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'silent',
  })
  const files = Object.fromEntries(outputFiles.map(({ path, text }) => [path, js(text)]))
  const imports = Object.fromEntries(names.map(name => [name, `${FOLDER}${flat(name)}.js`]))
  return {
    files,
    importMap: JSON.stringify({ imports }),
    packageAt(place) {
      const [, path = '', line = ''] = /^\w+:\/\/[^/]+(\/.*):(\d+):\d+$/.exec(place) ?? []
      const before = files[path]?.body.split('\n').slice(0, Number(line)) ?? []
      return before.reverse().flatMap(text => MODULE.exec(text)?.[1] ?? [])[0]
    },
  }
}

const flat = (name: string) => name.replaceAll('/', '_')
