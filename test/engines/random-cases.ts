/** Random `classify` cases, so that a rule is tried on what nobody thought of. */

import type { Case } from './cases.ts'
import { randomFrom } from './random.ts'

type Step = Case['steps'][number]
type Pair = [string, string]

const allowed: Pair[] = [
  ['Access-Control-Allow-Origin', '$ORIGIN'],
  ['Access-Control-Allow-Credentials', 'true'],
]

/** A server that allows every preflight and every request. */
export const ALLOW_ALL = {
  preflight: {
    status: 204,
    headers: [
      ...allowed,
      ['Access-Control-Allow-Methods', '$ACRM'],
      ['Access-Control-Allow-Headers', '$ACRH'],
    ] as Pair[],
  },
  actual: { status: 200, headers: allowed, body: 'ok' },
}

const METHODS = (
  'GET HEAD POST PUT DELETE PATCH OPTIONS get head post put delete patch options Post pOsT QUERY M-SEARCH ' +
  'foo CONNECT trace'
).split(' ')
const NAMES = (
  'X-A x-b X-Requested-With Authorization traceparent sentry-trace Cache-Control Pragma Cookie Origin ' +
  'Referer Host Sec-Fetch-Mode Sec-CH-UA Proxy-X DNT Keep-Alive TE Via Date Expect Accept-Charset ' +
  'Access-Control-Request-Method X-HTTP-Method X-Method-Override constructor __proto__ toString ' +
  'If-None-Match User-Agent DPR Width Viewport-Width Downlink ECT RTT Save-Data Device-Memory ' +
  'Intervention Priority Purpose Last-Event-ID Upgrade-Insecure-Requests Content-Encoding Set-Cookie'
).split(' ')
const VALUES =
  '|1|2.0|.5|2.|1.2.3|1e3|-1|+1|on|ON|off|4g|3G|slow-2g|5g|abc|TRACE|trace, GET|GET|GET,CONNECT|" TRACE "|x y|é|\t1 |"q"'.split(
    '|',
  )
const ESSENCES = (
  'text/plain TEXT/PLAIN text/plainx text/html application/json application/x-www-form-urlencoded ' +
  'multipart/form-data Multipart/Form-Data text / */* nonsense text/plain/x text/*'
).split(' ')
const PARAMETERS = [
  '',
  ';',
  ';;',
  '; ',
  ' ;x',
  ';x=y',
  ';x=y;',
  ';x=y;;',
  ' x;y=z',
  '\tx;y',
  ' x',
  ';charset=utf-8',
  ';charset=',
  ';charset=latin1',
  '; charset="utf-8"',
  ';x="y"',
  ', text/plain',
  ',',
  ';a=b, c=d',
  ';a=é',
  ';a=b ;c=d',
  ' ; ; ;',
  ';=',
  ';x=',
]
const BYTES = '\t !"#$%&\'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~\x01\x7f\x80\x8c\xe9\xff'
const RANGES = [
  'bytes=',
  'Bytes=',
  'bytes =',
  'bytes:',
  'bytes',
  'items=',
  'bytes=+',
  'bytes=-',
  'bytes= ',
  'bytes==',
]
const NUMBERS = (
  '|0|1|00|9|10|007|+5|-3|1.5|x| 4|4 |9223372036854775806|9223372036854775807|9223372036854775808|' +
  '18446744073709551614|18446744073709551615|18446744073709551616|99999999999999999999999'
).split('|')
const UPLOAD_TYPES = [
  'loadstart',
  'progress',
  'load',
  'loadend',
  'error',
  'abort',
  'timeout',
  'custom',
]
const UPLOAD_HOWS = [
  'on',
  'on-then-null',
  'on-null',
  'add',
  'add-once',
  'add-capture',
  'add-object',
  'add-null',
  'add-then-remove',
  'add-aborted-signal',
]

/** Makes cases that differ from those of any other seed. */
export function randomCases(seed: number, count: number): Case[] {
  const { chance, pick, some } = randomFrom(seed)

  const noise = (most: number) => some(most, () => pick(BYTES)).join('')
  const long = () => pick('ab;,=') + 'a'.repeat(pick([100, 125, 126, 127, 128, 129, 200]))
  const contentType = () =>
    chance(0.1) ? `text/plain;${long()}` : pick(ESSENCES) + (chance(0.5) ? pick(PARAMETERS) : '')
  const language = () =>
    chance(0.2) ? long() : chance(0.5) ? noise(6) : pick(['en', 'de, en', 'en;q=0.5'])
  const range = () => `${pick(RANGES)}${pick(NUMBERS)}-${pick(NUMBERS)}${chance(0.1) ? ',3-4' : ''}`
  const safelisted = (): Pair =>
    pick<() => Pair>([
      () => [pick(['Accept', 'accept', 'ACCEPT']), chance(0.3) ? long() : noise(8)],
      () => ['Accept-Language', language()],
      () => ['content-language', language()],
      () => ['Content-Type', contentType()],
      () => [pick(['Range', 'range']), range()],
    ])()
  const header = (): Pair => (chance(0.6) ? safelisted() : [pick(NAMES), pick(VALUES)])
  const body = () => {
    const type = pick([
      'string',
      'string',
      'blob',
      'blob',
      'formdata',
      'urlsearchparams',
      'arraybuffer',
      'typedarray',
      'dataview',
      'stream',
      'document',
    ])
    const value = pick(['x', '', '{}', 'a=b'])
    return type === 'blob' && chance(0.8) ? { type, value, mime: contentType() } : { type, value }
  }
  const upload = () =>
    some(2, () => ({
      type: pick(UPLOAD_TYPES),
      how: pick(UPLOAD_HOWS),
      ...(chance(0.1) ? { target: 'xhr' } : {}),
    }))

  const step = (): Step => {
    const api = pick(['fetch', 'fetch', 'fetch', 'xhr', 'xhr', 'xhr', 'beacon', 'eventsource'])
    const to = pick('BBBBCDA')
    if (api === 'eventsource') return { api, to, path: '/x', withCredentials: chance(0.5) } as Step
    if (api === 'beacon')
      return { api, to, path: '/x', ...(chance(0.9) ? { body: body() } : {}) } as Step
    const method = chance(0.5) ? pick(['GET', 'POST']) : pick(METHODS)
    const bodiless = api === 'fetch' && /^(get|head)$/i.test(method)
    const common = {
      api,
      to,
      path: '/x',
      method,
      headers: some(3, header),
      ...(chance(0.5) && !bodiless ? { body: body() } : {}),
    }
    if (api === 'xhr') {
      const sync = chance(0.15)
      return {
        ...common,
        xhr: {
          ...(sync ? { async: false } : {}),
          ...(chance(0.2) ? { withCredentials: true } : {}),
          ...(chance(0.5)
            ? { upload: upload(), uploadWhen: pick(['before-open', 'after-open', 'after-send']) }
            : {}),
        },
      } as Step
    }
    const viaRequest = chance(0.3) ? pick([true, 'twice', 'clone'] as const) : undefined
    return {
      ...common,
      ...(chance(0.3) ? { headersAs: pick(['object', 'Headers']) } : {}),
      ...(chance(0.2) ? { mode: pick(['cors', 'no-cors', 'same-origin']) } : {}),
      ...(chance(0.2) ? { credentials: pick(['include', 'omit', 'same-origin']) } : {}),
      ...(chance(0.1) ? { cache: pick(['reload', 'no-store', 'no-cache', 'force-cache']) } : {}),
      ...(chance(0.1) ? { keepalive: true } : {}),
      ...(viaRequest ? { viaRequest } : {}),
    } as Step
  }

  return Array.from({ length: count }, (_, index) => ({
    id: `random-s${seed}-r${index}`,
    family: 'classify',
    note: 'random',
    steps: [step()],
    server: { A: ALLOW_ALL, B: ALLOW_ALL, C: ALLOW_ALL, D: ALLOW_ALL },
  })) as unknown as Case[]
}
