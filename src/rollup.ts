/**
 * The watcher in development builds of Rollup.
 *
 * @example
 * // rollup.config.js
 * import whyPreflight from 'why-preflight/rollup'
 * export default { plugins: [whyPreflight()] }
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
export default plugin.rollup
