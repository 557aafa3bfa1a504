/** Random answers of servers: good ones, with something odd here and there. */

import type { Pair, Policy } from './cases.ts'
import type { Random } from './random.ts'

const ALLOW_ORIGIN = [
  [''],
  ['$A, $A'],
  ['$A', '$A'],
  ['*', '*'],
  ['$A', '*'],
  ['*', '$A'],
  ['', '$A'],
  ['$A', ''],
  ['', ''],
  ['$A', '$B'],
  ['https://example.test'],
  ['$A, $B'],
  ['$A $B'],
  ['  $A  '],
  ['\t*\t'],
  ['\x0b*'],
  ['$A\x0c'],
  ['127.0.0.1'],
  ['NULL'],
  ['null'],
  ['null', 'null'],
  ['$UPA'],
  ['$A;'],
  ['$A,'],
  [',$A'],
  ['$B'],
  ['$D'],
  ['$A/'],
  ['$A/c'],
  ['$A?'],
  ['$A#'],
  ['http://u@127.0.0.1'],
  ['http://127.0.0.1'],
  ['http://127.0.0.1:80'],
  ['http://*'],
  ['**'],
  ['*,'],
  ['* *'],
  ['*;'],
  ['"$A"'],
  ['"*"'],
  ['é'],
]
const ALLOW_CREDENTIALS = [
  [''],
  [' true '],
  ['\ttrue'],
  ['true\x0c'],
  ['true, true'],
  ['true', 'true'],
  ['true', 'false'],
  ['true,'],
  ['True'],
  ['TRUE'],
  ['*'],
  ['false'],
  ['true;'],
  ['"true"'],
  ['1'],
]
const STRANGE_TOKENS = [
  'a b',
  'é',
  '()',
  '(',
  '"',
  '[x]',
  'x:',
  'x;y',
  '{}',
  '\x7f',
  'x\x0b',
  '@',
  '/',
]
const SEPARATORS = [', ', ', ', ', ', ',', ',,', ' , ', '\t,\t', ',\x0c', ' ', ';', '; ', ', ,']
const EXPOSED_NAMES = (
  'X-One X-One X-One X-Two x-one X-ONE ETag Location * * Authorization Set-Cookie X-Nope Server ' +
  'Content-Encoding Date Retry-After Content-Type Access-Control-Foo'
).split(' ')
const VISIBLE: Pair[] = [
  ['X-One', '1'],
  ['X-Two', '2'],
  ['X-Two', ''],
  ['ETag', '"e"'],
  ['Cache-Control', 'no-store'],
  ['Content-Language', 'en'],
  ['Last-Modified', 'Tue, 15 Nov 1994 08:12:31 GMT'],
  ['Expires', '0'],
  ['Pragma', 'no-cache'],
  ['Set-Cookie', 'case=1; Path=/c/none'],
  ['Set-Cookie2', 'x=1'],
  ['Authorization', 'x'],
  ['*', 'star'],
  ['Server', 'truth'],
  ['Retry-After', '1'],
  ['Access-Control-Foo', '1'],
]

/** Statuses that engines neither retry nor ask the user about. */
const PREFLIGHT_STATUSES = [
  200, 201, 202, 203, 204, 205, 206, 208, 226, 250, 299, 300, 301, 302, 303, 304, 305, 306, 307,
  308, 309, 400, 401, 403, 404, 405, 418, 451, 499, 500, 501, 503, 511, 599,
]
const ACTUAL_STATUSES = [
  200, 201, 202, 203, 204, 206, 226, 299, 300, 304, 305, 306, 309, 400, 401, 403, 404, 410, 416,
  418, 429, 451, 499, 500, 501, 502, 503, 504, 511, 599,
]
const REDIRECT_STATUSES = [301, 302, 303, 307, 308]

const lines = (name: string, values: string[]): Pair[] => values.map(value => [name, value])

/** What allows a request, or nearly so. */
export function randomAllow(random: Random, include: boolean, oddity: number): Pair[] {
  const { chance, pick } = random
  const good = include ? ['$A', '$ORIGIN'] : ['$A', '$A', '$ORIGIN', '*']
  const origin = chance(oddity) ? (chance(0.1) ? [] : pick(ALLOW_ORIGIN)) : [pick(good)]
  const wanted = include ? ['true'] : pick([['true'], ['true'], []])
  const credentials = chance(oddity) ? (chance(0.2) ? [] : pick(ALLOW_CREDENTIALS)) : wanted
  return [
    ...lines('Access-Control-Allow-Origin', origin),
    ...lines(
      pick(['Access-Control-Allow-Credentials', 'access-control-allow-credentials']),
      credentials,
    ),
  ]
}

/** A header that lists the tokens given, or nearly so, on as many lines as it likes. */
function randomList(random: Random, tokens: string[], oddity: number): string[] {
  const { chance, pick, upTo } = random
  const items = chance(oddity) && chance(0.3) ? tokens.slice(1) : [...tokens]
  const add = (item: string) => items.splice(upTo(items.length + 1), 0, item)
  if (chance(0.15)) add('*')
  if (chance(0.15)) add(pick(['X-Other', 'GET', 'POST', 'ALL', 'x-*', 'authorization', 'x_a']))
  if (chance(oddity) && chance(0.4)) add(pick(STRANGE_TOKENS))
  if (chance(oddity) && chance(0.4)) add('')
  const changed = items.map(item =>
    chance(oddity) && chance(0.4) ? randomSpelling(random, item) : item,
  )
  const separator = chance(oddity) && chance(0.6) ? pick(SEPARATORS) : ', '
  const at = changed.length > 1 && chance(0.15) ? 1 + upTo(changed.length - 1) : changed.length
  const values = [changed.slice(0, at), changed.slice(at)].map(part => part.join(separator))
  return at === changed.length ? values.slice(0, 1) : values
}

const randomSpelling = ({ pick }: Random, item: string): string =>
  pick([
    item.toUpperCase(),
    item.toLowerCase(),
    `  ${item}  `,
    `\t${item}\t`,
    `"${item}"`,
    `[${item}]`,
    `${item}:`,
    item.slice(0, -1),
    `${item}, ${item}`,
    item.replaceAll('-', '_'),
    `${item} ${item}`,
  ])

/** What a preflight for a method and headers is answered. */
export function randomPreflightAnswer(
  random: Random,
  asked: { method: string; headers: string[]; include: boolean },
  oddity: number,
): Policy {
  const { chance, pick } = random
  const list = (name: string, tokens: string[], echo: string): Pair[] => {
    if (chance(0.1)) return [[name, echo]]
    if (chance(0.12)) return [[name, '*']]
    if (chance(oddity) && chance(0.3)) return pick([[], [[name, '']]])
    return lines(name, randomList(random, tokens, oddity))
  }
  const status = chance(oddity * 0.7) ? pick(PREFLIGHT_STATUSES) : pick([200, 204])
  return {
    status,
    headers: [
      ...randomAllow(random, asked.include, oddity),
      ...(chance(0.9) ? list('Access-Control-Allow-Methods', [asked.method], '$ACRM') : []),
      ...(asked.headers.length > 0 || chance(0.2)
        ? list('Access-Control-Allow-Headers', asked.headers, '$ACRH')
        : []),
    ],
    ...(status === 204 || status === 304 ? {} : { body: pick(['', '', 'hello']) }),
    ...(REDIRECT_STATUSES.includes(status) && chance(0.5)
      ? { redirectTo: { to: pick(['A', 'B', 'C'] as const), path: '/y' } }
      : {}),
  }
}

/** What the call itself is answered. */
export function randomAnswer(random: Random, include: boolean, oddity: number): Policy {
  const { chance, pick, some } = random
  const status = chance(0.3) ? pick(ACTUAL_STATUSES) : 200
  const visible = chance(0.5) ? some(8, () => pick(VISIBLE)) : []
  const exposed = () =>
    lines(
      'Access-Control-Expose-Headers',
      randomList(
        random,
        some(3, () => pick(EXPOSED_NAMES)),
        0.4,
      ),
    )
  return {
    status,
    headers: [
      ...randomAllow(random, include, oddity),
      ...visible.filter(([name], at) => visible.findIndex(other => other[0] === name) === at),
      ...(visible.length > 0 && chance(0.8) ? exposed() : []),
      ...(status >= 300 && status < 310 && chance(0.5) ? [['Location', '/c/$KEY/y'] as Pair] : []),
    ],
    body: pick(['ok', 'ok', 'ok', 'x', '', '{"a":1}']),
  }
}
