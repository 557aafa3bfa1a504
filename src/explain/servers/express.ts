/** Express, with the package `cors`. */

import type { Remedy } from '../remedy.ts'
import { ifAny } from './text.ts'

/** The call of `cors` that answers so. */
export function express(remedy: Remedy): string {
  const { origin, credentials, preflighted, methods, headers, maxAge, exposed } = remedy
  return [
    "// With import cors from 'cors'; before authentication and all routes:",
    'app.use(',
    '  cors({',
    `    origin: ${literal(origin)},`,
    // Without these two, the package allows six methods and whatever header is asked for.
    `    methods: ${literals(methods)},`,
    `    allowedHeaders: ${literals(headers)},`,
    ...ifAny(exposed, `    exposedHeaders: ${literals(exposed)},`),
    ...(credentials ? ['    credentials: true,'] : []),
    ...(preflighted ? [`    maxAge: ${maxAge},`] : []),
    '  }),',
    ')',
  ].join('\n')
}

const literal = (text: string): string => `'${text.replaceAll(/[\\']/g, '\\$&')}'`

const literals = (texts: readonly string[]): string => `[${texts.map(literal).join(', ')}]`
