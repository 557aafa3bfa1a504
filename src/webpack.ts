/**
 * The watcher in development builds of webpack.
 *
 * @example
 * // webpack.config.js
 * import whyPreflight from 'why-preflight/webpack'
 * export default { mode: 'development', plugins: [whyPreflight()] }
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
export default plugin.webpack
