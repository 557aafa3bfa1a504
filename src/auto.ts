/**
 * Watches the page with the default options; to be imported before everything else.
 *
 * @example
 * import 'why-preflight/auto'
 *
 * @module
 */

import { installWith } from './install.ts'
import { consoleReporter } from './report/console.ts'

installWith(consoleReporter, {})
