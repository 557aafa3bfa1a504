/** Caddy, in a Caddyfile. */

import { type Line, preflightLines, type Remedy, responseLines } from '../remedy.ts'
import { CREDENTIALS, isCors } from './lines.ts'

/** What goes into the site's block that answers so. */
export function caddy(remedy: Remedy): string {
  const lines = responseLines(remedy)
  return [
    `# In the block of ${new URL(remedy.url).host}; everything else in it, authentication too, goes into the last handle.`,
    ...(remedy.preflighted ? preflight(remedy) : []),
    'handle {',
    ...header(lines),
    '\t# Once more, late, in place of what comes from behind; alone it would not be on errors.',
    ...header(lines.filter(isCors), ...(remedy.credentials ? [] : [`-${CREDENTIALS}`]), 'defer'),
    '}',
  ].join('\n')
}

const preflight = (remedy: Remedy): string[] => [
  '@preflight method OPTIONS',
  'handle @preflight {',
  ...header(preflightLines(remedy)),
  '\trespond 204',
  '}',
]

const header = (lines: readonly Line[], ...last: string[]): string[] => [
  '\theader {',
  ...[...lines.map(field), ...last].map(line => `\t\t${line}`),
  '\t}',
]

const field = ([name, value]: Line): string =>
  `${name === 'Vary' ? '+' : ''}${name} "${value.replaceAll('"', '\\"')}"`
