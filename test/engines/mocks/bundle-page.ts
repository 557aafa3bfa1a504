import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** The page's script with everything it imports, with this package for MSW. */
export async function bundlePage(version: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./page.js', import.meta.url))],
    alias: { msw: version },
    bundle: true,
    format: 'iife',
    logLevel: 'error',
    write: false,
  })
  return outputFiles[0]!.text
}
