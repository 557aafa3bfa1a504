/** What a script tag gives a page as `whyPreflight`, with all words inside. */

import { installWith } from './install.ts'
import type { Watcher } from './intercept/watch-page.ts'
import type { InstallOptions } from './options.ts'
import { consoleReporter } from './report/console.ts'
import { showTrack } from './report/performance-track.ts'

export { explain } from './explain.ts'

/** Beside this script, complete in itself. */
const PANEL = './why-preflight.panel.js'

export const install = (options: InstallOptions = {}): Watcher =>
  installWith(consoleReporter, options, {
    panel: async () => {
      const panel: typeof import('./panel.ts') = await import(PANEL)
      return panel.showPanel
    },
    track: async () => showTrack,
  })
