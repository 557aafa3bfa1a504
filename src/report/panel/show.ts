import type { Ask } from '../../explain/asked.ts'
import { unzoned } from '../../intercept/patches.ts'
import type { Watcher } from '../../intercept/watch-page.ts'
import { CallStore } from './call-store.ts'
import { panelElement, removePanel } from './element.tsx'

/**
 * Shows a panel, where there is a document.
 *
 * @param ask Asks the server about calls that failed; null where nobody can.
 * @returns A function that takes the panel away.
 */
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
