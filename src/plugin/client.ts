/** The watcher as a dev server puts it into a page: it can ask why a call failed. */

import { installWith } from '../install.ts'
import { engineOf } from '../intercept/engine.ts'
import type { InstallOptions } from '../options.ts'
import { consoleReporter } from '../report/console.ts'
import { Asker } from './asker.ts'
import type { ClientConfig } from './client-config.ts'
import { once, onFailing } from './failing-calls.ts'
import { isFirst } from './one-watcher.ts'

declare const WHY_PREFLIGHT_CONFIG: ClientConfig
/** Only there if there is to be a panel. */
declare const WHY_PREFLIGHT_PANEL: typeof import('./panel.ts')

// Bundles also run where there is no page.
if (globalThis.location && 'dispatchEvent' in globalThis && isFirst(globalThis)) {
  const { watch, ask, panel } = WHY_PREFLIGHT_CONFIG
  const { now } = Date
  // Before the watcher, so that its own calls aren't watched.
  const asker = ask === null ? null : new Asker(globalThis, ask, engineOf(globalThis))
  const options = Object.entries(watch).filter(([, parts]) => parts !== undefined)
  const watcher = installWith(consoleReporter, Object.fromEntries(options) as InstallOptions)
  const why = asker && once(call => asker.why(call))
  if (why) watcher.subscribe(onFailing(why, text => console.warn(text), now))
  if (panel) WHY_PREFLIGHT_PANEL.showPanelWith(watcher, globalThis, why)
}
