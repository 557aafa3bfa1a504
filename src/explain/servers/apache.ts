/** Apache, with `mod_headers` and `mod_rewrite`. */

import { type Line, preflightLines, type Remedy, responseLines } from '../remedy.ts'
import { replacedNames } from './lines.ts'

/** What goes into the virtual host that answers so. */
export function apache(remedy: Remedy): string {
  const onResponses = responseLines(remedy)
  const names = new Set(onResponses.map(([name]) => name))
  const onPreflights = preflightLines(remedy).filter(([name]) => !names.has(name))
  return [
    `# In the <VirtualHost> of ${new URL(remedy.url).host}; needs a2enmod headers rewrite.`,
    ...(remedy.preflighted ? ANSWER : []),
    '# Apache keeps what comes from behind apart from what it sets always; both would be sent.',
    ...replacedNames(remedy).map(name => `Header onsuccess unset ${name}`),
    ...onResponses.map(setHeader),
    ...(remedy.preflighted ? onPreflights.map(line => `${setHeader(line)} ${IF_PREFLIGHT}`) : []),
  ].join('\n')
}

const ANSWER = [
  '# Before other rules, and outside of <Location> and <Directory>: so it comes before authentication.',
  'RewriteEngine On',
  'RewriteCond %{REQUEST_METHOD} =OPTIONS',
  'RewriteRule ^ - [R=204,L]',
]

const IF_PREFLIGHT = `"expr=%{REQUEST_METHOD} == 'OPTIONS'"`

const setHeader = ([name, value]: Line): string =>
  `Header always ${name === 'Vary' ? 'merge' : 'set'} ${name} ${quoted(value)}`

/** A percent sign begins a placeholder. */
const quoted = (value: string): string =>
  `"${value.replaceAll(/[\\"]/g, '\\$&').replaceAll('%', '%%')}"`
