/**
 * The watcher in development builds of Vite.
 *
 * @module
 */

import { plugin } from './plugin/index.ts'

export type { HostPart, PluginOptions, UrlPart } from './plugin/index.ts'

export default plugin.vite
