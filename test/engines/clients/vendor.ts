/** Packages as development servers hand them to a page: bundled apart from the page's own code. */

import { build } from 'esbuild'
import { js } from '../coexist/bench.ts'
import type { PageFile } from '../origins.ts'

/** Where Vite keeps them, and where Angular's does. */
const VITE = '/node_modules/.vite/deps/'
const ANGULAR = '/@fs/app/.angular/cache/21.2.0/app/vite/deps/'

/** esbuild says above each module from which file it comes. */
const MODULE = /^\s*\/\/ node_modules\/((?:@[^/\s]+\/)?[^/\s]+)\/\S+$/

/** The page's files, and what it takes to import them by name. */
export interface Vendor {
  files: Record<string, PageFile>
  importMap: string
  /** The package that a place of a stack is in; undefined for the page's own code. */
  packageAt(place: string): string | undefined
}

/** Bundles the packages of a page; those of one development server share what they have in common. */
export async function bundlePackages(names: readonly string[]): Promise<Vendor> {
  const ofAngular = (name: string) => /^(@angular\/|rxjs)/.test(name)
  const bundles = await Promise.all([
    bundle(
      VITE,
      names.filter(name => !ofAngular(name)),
    ),
    bundle(ANGULAR, names.filter(ofAngular)),
  ])
  const files = Object.fromEntries(bundles.flatMap(({ files }) => files))
  const imports = Object.fromEntries(bundles.flatMap(({ imports }) => imports))
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

async function bundle(folder: string, names: readonly string[]) {
  const { outputFiles } = await build({
    entryPoints: names.map(name => ({ in: name, out: flat(name) })),
    bundle: true,
    splitting: true,
    write: false,
    outdir: folder,
    format: 'esm',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'silent',
  })
  return {
    files: outputFiles.map(({ path, text }) => [path, js(text)] as const),
    imports: names.map(name => [name, `${folder}${flat(name)}.js`] as const),
  }
}

const flat = (name: string) => name.replaceAll('/', '_')
