/**
 * The watcher in development builds of Vite.
 *
 * @example
 * // vite.config.js
 * import whyPreflight from 'why-preflight/vite'
 * export default { plugins: [whyPreflight({ expected: '/orders' })] }
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
export default plugin.vite
