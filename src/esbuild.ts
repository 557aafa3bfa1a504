/**
 * The watcher in development builds of esbuild.
 *
 * @example
 * import { build } from 'esbuild'
 * import whyPreflight from 'why-preflight/esbuild'
 * await build({ entryPoints: ['src/main.js'], bundle: true, plugins: [whyPreflight()] })
 *
 * @module
 */

import { plugin } from './plugin/index.ts'

export type { HostPart, PluginOptions, UrlPart } from './plugin/index.ts'

/**
 * Makes the plugin.
 *
 * @throws TypeError for a bad option.
 */
export default plugin.esbuild
