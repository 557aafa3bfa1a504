/**
 * A panel in the page with every call to another origin, why it was preflighted and what that cost.
 *
 * @module
 */

import type { Watcher } from './intercept/watch-page.ts'
import { showPanelWith } from './report/panel/show.ts'

export type { Watcher } from './intercept/watch-page.ts'

/**
 * Shows the calls of a watcher in a corner of the page; `install({ panel: true })` does the same.
 * Where there is no document, as in workers and in Node, it does nothing.
 *
 * @param watcher What `install` returned.
 * @param target The window to show it in. Default: this one.
 * @returns A function that takes the panel away.
 * @example
 * import { install } from 'why-preflight'
 * import { showPanel } from 'why-preflight/panel'
 * const hide = showPanel(install())
 */
export function showPanel(watcher: Watcher, target: typeof globalThis = globalThis): () => void {
  return showPanelWith(watcher, target, null)
}
