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
    element ??= panelElement(source, target)
    // A framework that makes the whole document anew takes away what is not its own.
    if (!element.isConnected) document.documentElement.append(element)
  }
  // Not before: frameworks compare the document with what they expect of it as they start.
  if (document.readyState === 'complete') appear()
  else target.addEventListener('load', appear, { once: true })
  calls.onChange(() => element && appear())
  return () => {
    target.removeEventListener('load', appear)
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
