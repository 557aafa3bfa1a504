/** Header lines, as the recipes treat them. */

import { type Line, type Remedy, responseLines } from '../remedy.ts'

/** Whether a line is one of CORS, of which there may be only one; `Vary` may come twice. */
export const isCors = ([name]: Line): boolean => name !== 'Vary'

/** Names of what an application behind a proxy may not say as well. */
export const replacedNames = (remedy: Remedy): string[] => [
  ...new Set([
    ...responseLines(remedy)
      .filter(isCors)
      .map(([name]) => name),
    CREDENTIALS,
  ]),
]

/** With an origin by name in place of `*`, credentials that the application allows would begin to count. */
export const CREDENTIALS = 'Access-Control-Allow-Credentials'
