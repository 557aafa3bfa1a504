/** Random calls, for cases about what becomes of them. */

import type { Body, Letter, Pair, Step } from './cases.ts'
import type { Random } from './random.ts'

const METHODS = (
  'GET GET GET GET POST POST POST PUT PUT PUT PUT DELETE DELETE PATCH HEAD OPTIONS CHICKEN ' +
  'patch post put get head delete options Put chicken QUERY'
).split(' ')
const HEADERS: Pair[][] = [
  [['X-A', '1']],
  [['X-A', '1']],
  [['x-a', '2']],
  [['Authorization', 'Bearer x']],
  [['Content-Type', 'application/json']],
  [
    ['X-A', '1'],
    ['X-Zed', '1'],
  ],
  [
    ['x-b', '1'],
    ['authorization', '1'],
  ],
  [
    ['X-A', '1'],
    ['x-a', '2'],
  ],
  [['Range', 'bytes=-5']],
  [['Range', 'bytes=0-5']],
  [['Content-Language', 'de']],
  [
    ['Content-Language', 'de"'],
    ['Content-Location', '/y'],
    ['Content-Encoding', 'x'],
  ],
  [['Accept', 'text/plain']],
  [['Accept', '"x"']],
  [['*', '1']],
  [['Cache-Control', 'no-cache']],
  [['If-None-Match', '"x"']],
]
const BODIES: Body[] = [
  { type: 'string', value: 'x' },
  { type: 'string', value: '{}' },
  { type: 'string', value: '' },
  { type: 'blob', value: '{}', mime: 'application/json' },
  { type: 'blob', value: 'x' },
  { type: 'blob', value: 'x', mime: 'text/plain' },
  { type: 'formdata', value: 'a=b' },
  { type: 'formdata', value: 'a=b', file: true },
  { type: 'urlsearchparams', value: 'a=b' },
  { type: 'arraybuffer', value: 'x' },
  { type: 'typedarray', value: 'x' },
  { type: 'dataview', value: 'x' },
]
const UPLOAD_TYPES = ['loadstart', 'progress', 'load', 'loadend', 'error', 'abort', 'custom']
const RESPONSE_TYPES = ['', 'text', 'arraybuffer', 'json']
const REFERRER_POLICIES = (
  'no-referrer no-referrer-when-downgrade same-origin origin strict-origin ' +
  'origin-when-cross-origin strict-origin-when-cross-origin unsafe-url'
).split(' ')
const INTEGRITIES = [
  // Of "ok", of "end".
  'sha256-Jok2eyBcFs4y7UIAlCuLix4mLfxw2byfvHfElpmk8d8=',
  'sha384-xGY5+2SLy7sVzWpRRtIYtTmlK8feFq07VSi1ixAtRoi5HuFeR2Lz+5roxSCgi6m1',
  'sha256-Nh5I0DCPIOMtul+1Yyi68Y1y7wzLQ7hPXCYtKmofxsg=',
  'sha256-AAAA',
  'md5-x',
]

/** What a call can be told beside its URL. */
export interface CallTraits {
  /** How likely a call has a trait that is none of method, headers, body and credentials. */
  readonly oddity: number
  readonly xhr: number
}

export function randomCall(random: Random, to: Letter, { oddity, xhr }: CallTraits): Step {
  const { chance, pick } = random
  const odd = () => chance(oddity)
  const method = pick(METHODS)
  const headers = chance(0.5) ? [...pick(HEADERS), ...(odd() ? pick(HEADERS) : [])] : []
  const takesBody = !/^(get|head)$/i.test(method)
  const isJson = headers.some(([name]) => name === 'Content-Type')
  const common = {
    to,
    path: '/x',
    ...(method === 'GET' && chance(0.3) ? {} : { method }),
    ...(headers.length > 0 ? { headers } : {}),
    ...(takesBody && (isJson || chance(0.5)) ? { body: pick(BODIES) } : {}),
  }
  if (chance(xhr)) {
    const options = {
      ...(chance(0.4) ? { withCredentials: true } : {}),
      ...(odd() ? { responseType: pick(RESPONSE_TYPES) } : {}),
      ...(chance(oddity / 2) ? { user: 'u', password: pick(['p', '']) } : {}),
      ...(chance(oddity * 2) ? randomUpload(random) : {}),
    }
    return { api: 'xhr', ...common, ...(Object.keys(options).length > 0 ? { xhr: options } : {}) }
  }
  const mode = odd() ? pick(['no-cors', 'no-cors', 'same-origin', 'cors']) : undefined
  return {
    api: 'fetch',
    ...common,
    ...(mode ? { mode } : {}),
    ...(chance(0.5) ? { credentials: pick(['include', 'include', 'omit', 'same-origin']) } : {}),
    ...(odd() ? { redirect: pick(['manual', 'error', 'follow']) } : {}),
    ...(odd() ? { cache: pick(['no-store', 'reload', 'no-cache', 'force-cache', 'default']) } : {}),
    ...(chance(oddity / 2) ? { keepalive: true } : {}),
    ...(odd() ? { referrerPolicy: pick(REFERRER_POLICIES) } : {}),
    ...(chance(oddity / 3) ? { integrity: pick(INTEGRITIES) } : {}),
    ...(odd() ? { headersAs: pick(['object', 'Headers']) } : {}),
    ...(odd() && !repeats(headers) ? { viaRequest: pick([true, 'twice', 'clone'] as const) } : {}),
  }
}

/** A Request outside browsers joins what it was given twice, so what an engine keeps apart is lost. */
export const repeats = (headers: Pair[]): boolean =>
  new Set(headers.map(([name]) => name.toLowerCase())).size < headers.length

function randomUpload({ pick, some }: Random) {
  return {
    upload: [
      { type: 'progress', how: 'add' },
      ...some(2, () => ({ type: pick(UPLOAD_TYPES), how: 'add' })),
    ],
    uploadWhen: pick(['before-open', 'after-open'] as const),
  }
}

/** What a call's preflight is likely to ask. */
export function asked(step: Step): { method: string; headers: string[]; include: boolean } {
  const { method = 'GET', headers = [], credentials, xhr } = step
  const normalized = /^(get|head|post|put|delete|options)$/i.test(method)
  return {
    method: normalized ? method.toUpperCase() : method,
    headers: [...new Set(headers.map(([name]) => name.toLowerCase()))].sort(),
    include: credentials === 'include' || xhr?.withCredentials === true,
  }
}
