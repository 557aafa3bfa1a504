/**
 * The watcher in development builds of Rollup.
 *
 * @module
 */

import { plugin } from './plugin/index.ts'

export type { HostPart, PluginOptions, UrlPart } from './plugin/index.ts'

export default plugin.rollup
