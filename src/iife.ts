/** What a script tag gives a page as `whyPreflight`, with all words inside. */

import { installWith } from './install.ts'
import type { Watcher } from './intercept/watch-page.ts'
import type { InstallOptions } from './options.ts'
import { consoleReporter } from './report/console.ts'

export { explain } from './explain.ts'

export const install = (options: InstallOptions = {}): Watcher =>
  installWith(consoleReporter, options)
