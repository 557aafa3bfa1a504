/** Random chains of redirects. */

import type { Letter, Pair, Policies, Policy, Server, Step } from './cases.ts'
import type { Random } from './random.ts'
import { randomAllow } from './random-answers.ts'
import { asked, randomCall } from './random-calls.ts'
import type { Content } from './random-enforcement.ts'

const LETTERS = ['A', 'A', 'A', 'B', 'B', 'B', 'B', 'C', 'C', 'C', 'D'] as const
const STATUSES = [301, 301, 302, 302, 302, 303, 303, 307, 307, 307, 308, 308]
const ODD_STATUSES = [200, 201, 300, 304, 305, 306, 309, 310, 399, 404, 500]
const USERINFO = ['u:p', 'u', ':p', 'u:', '']

/** Locations that no test server has to answer for, or that are the next hop in another form. */
const ODD_LOCATIONS = [
  '',
  ' ',
  'data:,x',
  'data:text/plain,x',
  'about:blank',
  'javascript:1',
  'ftp://127.0.0.1/',
  'file:///x',
  'blob:$A/x',
  'mailto:x',
  'http://',
  'http://[',
  'http://127.0.0.1:99999/',
  '//',
  'x:y',
]

interface Hop {
  readonly letter: Letter
  readonly path: string
}

export function randomRedirectCase(random: Random): Content {
  const { chance, pick, upTo } = random
  const loops = chance(0.01)
  const length = loops ? pick([19, 20, 21, 22]) : 1 + pick([1, 1, 1, 2, 2, 3, 4])
  const hops = Array.from(
    { length },
    (_, at): Hop => ({
      letter: loops ? pick(['A', 'B']) : pick(LETTERS),
      path: at === 0 ? '/x' : `/r${at}`,
    }),
  )
  const calls = chance(0.12) ? 2 : 1
  const first = randomCall(random, hops[0]!.letter, { oddity: 0.1, xhr: 0.25 })
  const steps = Array.from({ length: calls }, (_, at): Step => {
    if (at === 0 || chance(0.6)) return first
    const start = hops[upTo(hops.length)]!
    const call = randomCall(random, start.letter, { oddity: 0.05, xhr: 0.2 })
    return { ...(chance(0.5) ? call : { ...first, to: start.letter }), path: start.path }
  })
  const oddity = pick([0, 0, 0.1, 0.3])
  // Engines share few connections among calls side by side, and where each waits for one more to ask
  // for its preflight after a redirect, all wait forever. Cases of several steps run one at a time.
  if (first.xhr?.upload) steps.unshift({ api: 'fetch', to: 'D', path: '/none' })
  const lasting = calls > 1
  const server: Server = {}
  hops.forEach(({ letter, path }, at) => {
    const next = hops[at + 1]
    const paths = placeAt(server, letter)
    paths[path] = {
      preflight: hopPreflight(random, asked(first).include, oddity, lasting),
      actual: next ? hopAnswer(random, next, oddity, first) : lastAnswer(random, oddity),
    }
  })
  const codes = hops.map(({ letter }) => letter).join('>')
  return { note: `random ${first.method ?? 'GET'} ${codes}`, steps, server }
}

function placeAt(server: Server, letter: Letter): Record<string, Policies> {
  const place = server[letter]
  if (place && 'paths' in place) return place.paths
  const paths = {}
  server[letter] = { paths }
  return paths
}

function hopPreflight(random: Random, include: boolean, oddity: number, lasting: boolean): Policy {
  const { chance, pick } = random
  const fails = chance(oddity / 3)
  return {
    status: fails ? pick([301, 307, 403, 404]) : 204,
    headers: [
      ...allowHop(random, oddity),
      ...(chance(oddity / 3)
        ? []
        : [['Access-Control-Allow-Methods', pick(['$ACRM', '$ACRM', '*', 'PUT, POST'])] as Pair]),
      ...(chance(oddity / 3)
        ? []
        : [
            [
              'Access-Control-Allow-Headers',
              pick(['$ACRH', '$ACRH', '*', 'x-a, content-type']),
            ] as Pair,
          ]),
      ...(lasting || chance(0.1) ? [['Access-Control-Max-Age', pick(['600', '0'])] as Pair] : []),
    ],
    ...(fails && include && chance(0.5) ? { redirectTo: { to: 'B' as const, path: '/y' } } : {}),
  }
}

function allowHop(random: Random, oddity: number): Pair[] {
  const { chance, pick } = random
  if (chance(oddity / 2)) return randomAllow(random, chance(0.5), 0.5)
  const origin = chance(0.65) ? '$ORIGIN' : pick(['$A', '$A', '*', 'null', '$B', ''])
  return [
    ...(origin === '' ? [] : [['Access-Control-Allow-Origin', origin] as Pair]),
    ...(chance(0.93) ? [['Access-Control-Allow-Credentials', 'true'] as Pair] : []),
  ]
}

function hopAnswer(random: Random, next: Hop, oddity: number, call: Step): Policy {
  const { chance, pick } = random
  const status = chance(oddity / 4) ? pick(ODD_STATUSES) : pick(STATUSES)
  const headers = allowHop(random, oddity)
  const base = { status, headers, body: pick(['', '', 'x']) }
  if (chance(oddity / 3)) {
    return { ...base, headers: [...headers, ...oddLocation(random, next)] }
  }
  return {
    ...base,
    redirectTo: {
      to: next.letter,
      path: next.path,
      // Chromium lets keepalive follow such a redirect and fails afterwards.
      ...(chance(0.08) && !call.keepalive ? { userinfo: pick(USERINFO) } : {}),
      ...(chance(0.06) ? { hash: pick(['#f', '#', '#g']) } : {}),
    },
  }
}

function oddLocation({ chance, pick }: Random, { letter, path }: Hop): Pair[] {
  const [origin, target] = [`$${letter}`, `/c/$KEY${path}`]
  if (chance(0.1)) return []
  const values = chance(0.5)
    ? [pick(ODD_LOCATIONS)]
    : pick([
        [target],
        [path.slice(1)],
        [`./${path.slice(1)}`],
        [`  ${origin}${target}  `],
        [`${origin}${target}?q=1`],
        [`${origin}${target}?q= Ã©`],
        [`${origin}${target}#é`],
        [`${origin}\\c\\$KEY${path}`],
      ])
  return values.map((value): Pair => ['Location', value])
}

function lastAnswer(random: Random, oddity: number): Policy {
  const { chance, pick } = random
  return {
    status: chance(oddity / 2) ? pick([204, 206, 304, 401, 404, 500, 302, 307]) : 200,
    headers: [
      ...allowHop(random, oddity),
      ['X-One', '1'],
      ['Access-Control-Expose-Headers', chance(0.1) ? '*' : 'X-One'],
    ],
    body: 'end',
  }
}
