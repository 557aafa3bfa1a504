/** Random calls one after the other, for what a preflight cache makes of them. */

import type { Letter, Pair, Policy, Step } from './cases.ts'
import type { Random } from './random.ts'
import { randomCall, repeats } from './random-calls.ts'
import type { Content } from './random-enforcement.ts'

const MAX_AGES = (
  '600|600|600|600|600|600|600||5|10|0|00|000600|00|-0|-1|-600|+600|+0| 600 |\t600|"600"|600s|600;|600,|,600|' +
  '10, 20|0, 600|600, 600|1.5|1.0|0.5|1e3|0x10|86400|86401|2147483647|2147483648|4294967296|4294967301|' +
  '9223372036854775807|9223372036854775808|18446744073709551616|18446744073709551621|99999999999999999999|' +
  '-2147483649|-99999999999999999999|abc|é|6 00|6_00|600\x0c|\x0b600|--1|+-1|- 1|1-'
).split('|')
const ALLOWED_METHODS: (string | null)[] = [
  'PUT',
  'PUT',
  'PUT, DELETE, PATCH',
  'PUT, DELETE',
  'PUT, POST, GET',
  'GET, HEAD, POST',
  '*',
  '*, PUT',
  'put',
  'PATCH, patch',
  'PUT, PUT',
  'PUT, OPTIONS, CHICKEN, patch',
  'a b, PUT',
  'DELETE',
  '$ACRM',
  '',
  null,
]
const ALLOWED_HEADERS: (string | null)[] = [
  'x-a',
  'X-A',
  'x-a, x-b',
  'x-a, x-b, x-c, content-type, authorization',
  'content-type, x-a',
  '*',
  '*, authorization',
  '*, x-a',
  'x-b',
  'range, x-a',
  'x-a, a b',
  '$ACRH',
  '',
  null,
]
const METHODS =
  'GET GET POST POST PUT PUT PUT PUT DELETE PATCH patch put HEAD OPTIONS CHICKEN'.split(' ')
const HEADERS: Pair[] = [
  ['x-a', '1'],
  ['X-A', '1'],
  ['x-b', '1'],
  ['x-c', '1'],
  ['authorization', '1'],
  ['content-type', 'application/json'],
  ['range', 'bytes=-5'],
  ['cache-control', 'no-cache'],
  ['*', '1'],
]

const ok: Policy = {
  status: 200,
  headers: [
    ['Access-Control-Allow-Origin', '$A'],
    ['Access-Control-Allow-Credentials', 'true'],
  ],
  body: 'ok',
}

export function randomCacheCase(random: Random): Content {
  const { chance, pick, upTo } = random
  const to: Letter = pick(['B', 'B', 'B', 'C', 'D'] as const)
  const kinds = Array.from({ length: 1 + upTo(3) }, () => randomStep(random, to))
  const steps = Array.from({ length: 2 + upTo(3) }, () => variant(random, pick(kinds)))
  const turns = (make: () => Policy) =>
    chance(0.4) ? Array.from({ length: 1 + upTo(3) }, make) : make()
  const policies = () => ({
    preflight: turns(() => randomPreflight(random)),
    actual: turns(() => randomActual(random)),
  })
  const server = { [to]: policies() }
  return { steps, server }
}

function randomStep(random: Random, to: Letter): Step {
  const { chance, pick, some } = random
  if (chance(0.12)) return randomCall(random, to, { oddity: 0.1, xhr: 0.3 })
  const method = pick(METHODS)
  const headers = some(2, () => pick(HEADERS))
  const isXhr = chance(0.3)
  const body =
    /^(get|head)$/i.test(method) || chance(0.4)
      ? {}
      : { body: { type: 'string', value: 'x' } as const }
  const common = {
    to,
    path: '/x',
    method,
    ...(headers.length > 0 ? { headers } : {}),
    ...body,
  }
  if (isXhr) {
    const xhr = {
      ...(chance(0.4) ? { withCredentials: true } : {}),
      ...(chance(0.25) ? { upload: [{ type: 'progress', how: 'add' }] } : {}),
    }
    return { api: 'xhr', ...common, xhr }
  }
  return {
    api: 'fetch',
    ...common,
    ...(chance(0.5) ? { credentials: pick(['include', 'include', 'omit', 'same-origin']) } : {}),
  }
}

/** The same call with something changed that a cache may or may not look at. */
function variant(random: Random, step: Step): Step {
  const { chance, pick } = random
  if (chance(0.65)) return step
  const given = step.headers ?? []
  const isFetch = step.api === 'fetch'
  return pick<() => Step>([
    () => ({ ...step, path: pick(['/x?2', '/x#f', '/x#g', '/X', '/x/']) }),
    () => ({ ...step, to: pick(['B', 'C', 'D'] as const) }),
    () =>
      isFetch
        ? { ...step, cache: pick(['no-store', 'reload', 'no-cache', 'force-cache', 'default']) }
        : step,
    () => (isFetch ? { ...step, keepalive: true } : step),
    () =>
      isFetch && !repeats(given)
        ? { ...step, viaRequest: pick([true, 'twice', 'clone'] as const) }
        : step,
    () => (isFetch ? { ...step, redirect: pick(['manual', 'error']) } : step),
    () => (isFetch ? { ...step, mode: pick(['no-cors', 'same-origin']) } : step),
    () => (isFetch ? { ...step, referrerPolicy: 'no-referrer' } : step),
    () => (isFetch ? { ...step, credentials: pick(['include', 'omit', 'same-origin']) } : step),
    () => (step.viaRequest ? step : { ...step, headers: [...given, pick(HEADERS)] }),
    () => ({ ...step, headers: given.slice(1) }),
    () => ({ ...step, userinfo: 'u:p' }),
  ])()
}

function randomPreflight(random: Random): Policy {
  const { chance, pick } = random
  const optional = (name: string, value: string | null): Pair[] =>
    value === null ? [] : [[name, value]]
  const ages = chance(0.12) ? [] : [pick(MAX_AGES)]
  if (chance(0.04)) ages.push(pick(MAX_AGES))
  return {
    status: chance(0.04) ? pick([302, 404, 500]) : pick([200, 204]),
    headers: [
      ['Access-Control-Allow-Origin', chance(0.12) ? pick(['$B', '*', 'null', '']) : '$A'],
      ...optional('Access-Control-Allow-Credentials', chance(0.1) ? null : 'true'),
      ...optional('Access-Control-Allow-Methods', pick(ALLOWED_METHODS)),
      ...optional('Access-Control-Allow-Headers', pick(ALLOWED_HEADERS)),
      ...ages.map((age): Pair => ['Access-Control-Max-Age', age]),
    ],
  }
}

function randomActual({ chance, pick }: Random): Policy {
  if (chance(0.85)) return ok
  return pick<() => Policy>([
    () => ({ ...ok, headers: [] }),
    () => ({ ...ok, headers: ok.headers!.slice(0, 1) }),
    () => ({ ...ok, headers: [['Access-Control-Allow-Origin', '*']] }),
    () => ({ ...ok, status: pick([204, 404, 500]) }),
    () => ({
      ...ok,
      status: pick([302, 303, 307]),
      redirectTo: { to: pick(['A', 'B', 'C'] as const), path: '/y' },
    }),
  ])()
}
