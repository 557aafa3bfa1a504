/** Page scripts, bundled as a user would bundle them. */

import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const bundles = new Map<string, Promise<string>>()

/** One script for a page, with all it imports inside; made once for all engines. */
export function bundle(path: string): Promise<string> {
  const made = bundles.get(path) ?? make(path)
  bundles.set(path, made)
  return made
}

async function make(path: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(path, import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  })
  return outputFiles[0]!.text
}
