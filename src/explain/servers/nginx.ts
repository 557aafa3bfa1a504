/** nginx. */

import { type Line, preflightLines, type Remedy, responseLines } from '../remedy.ts'
import { replacedNames } from './lines.ts'

/** What goes into the location that answers so. */
export function nginx(remedy: Remedy): string {
  const text = [
    `# In the location of ${new URL(remedy.url).pathname}; what add_header says outside of it no longer counts there.`,
    ...(remedy.preflighted ? preflight(remedy) : []),
    ...responseLines(remedy).map(addHeader),
    '# What is behind may say the same, and twice is wrong.',
    ...replacedNames(remedy).map(name => `proxy_hide_header ${name};`),
  ].join('\n')
  return text.includes(DOLLAR) ? `${GEO}\n${text}` : text
}

/** A `return` is heeded before any authentication. */
const preflight = (remedy: Remedy): string[] => [
  'if ($request_method = OPTIONS) {',
  ...preflightLines(remedy).map(line => `    ${addHeader(line)}`),
  '    return 204;',
  '}',
]

const addHeader = ([name, value]: Line): string => `add_header ${name} ${quoted(value)} always;`

const DOLLAR = `\${dollar}`
const GEO = '# A dollar can be written in no other way; in http { }: geo $dollar { default "$"; }'

const quoted = (value: string): string =>
  `"${value.replaceAll(/[\\"]/g, '\\$&').replaceAll('$', () => DOLLAR)}"`
