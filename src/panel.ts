/**
 * A panel in the page with every call to another origin, why it was preflighted and what that cost.
 *
 * @module
 */

import type { Ask } from './explain/asked.ts'
import { unzoned } from './intercept/patches.ts'
import type { Watcher } from './intercept/watch-page.ts'
import { CallStore } from './report/panel/call-store.ts'
import { panelElement, removePanel } from './report/panel/element.tsx'

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

/** Shows a panel that can ask the server about calls that failed. */
export function showPanelWith(
  watcher: Watcher,
  target: typeof globalThis,
  ask: Ask | null,
): () => void {
  const { document } = target
  if (!document) return () => undefined
  const timeout = unzoned(target, 'setTimeout')
  const calls = new CallStore(watcher, (run, ms) => void timeout.call(target, run, ms))
  const source = { watcher, calls, origin: target.origin, ask, storage: storageOf(target) }
  let element: HTMLElement | undefined
  const appear = () => {
    element = panelElement(source, target)
    document.documentElement.append(element)
  }
  const isReady = document.readyState !== 'loading'
  if (isReady) appear()
  else document.addEventListener('DOMContentLoaded', appear, { once: true })
  return () => {
    document.removeEventListener('DOMContentLoaded', appear)
    calls.stop()
    if (element) removePanel(element)
  }
}

/** Undefined where the page may not store anything. */
function storageOf(target: typeof globalThis): Storage | undefined {
  try {
    return target.localStorage
  } catch {
    return undefined
  }
}
