/** The page code of the probes. */

import { readFileSync } from 'node:fs'

/** What each probe logged, by its name. */
export type Logs = Record<string, string[]>

/** In the order in which they are loaded. */
export const SCRIPTS = ['page', 'xhr-events', 'xhr-states', 'xhr-responses', 'fetch']

export const scriptText = (name: string): string =>
  readFileSync(new URL(`./${name}.js`, import.meta.url), 'utf8')
