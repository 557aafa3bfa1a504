/** How the servers answer the clients, by path. */

import type { Pair, Policies, Policy, Server } from '../cases.ts'

const allow: Pair[] = [
  ['Access-Control-Allow-Origin', '$ORIGIN'],
  ['Access-Control-Allow-Methods', '$ACRM'],
  ['Access-Control-Allow-Headers', '$ACRH'],
  ['Access-Control-Allow-Credentials', 'true'],
  ['Access-Control-Expose-Headers', 'Location, Upload-Offset, ETag'],
  // Each call asks anew.
  ['Access-Control-Max-Age', '0'],
]
const json: Policy = {
  headers: [...allow, ['Content-Type', 'application/json']],
  body: '{"data":{"ok":true}}',
}
const TUS: Pair[] = [
  ['Tus-Resumable', '1.0.0'],
  ['Upload-Offset', '7'],
  ['Location', '$B/c/$KEY/tus/1'],
]

/**
 * B is the API, C takes telemetry.
 *
 * @param answer What a preflight is answered with; everything is allowed without it.
 */
export function serverWith(answer: readonly Pair[] = allow): Server {
  const headers = answer.map(
    ([name, value]): Pair => [name, value === 'https://app.example.com' ? '$ORIGIN' : value],
  )
  const preflight: Policy = { status: 204, headers }
  const answering = (policy: Policy, ...more: Pair[]): Policies => ({
    preflight,
    actual: { ...json, ...policy, headers: [...json.headers!, ...more] },
  })
  const exceptions: Record<string, Policies> = {
    '/denied': { preflight: { status: 200 }, actual: { status: 200 } },
    '/missing': answering({ status: 404 }),
    '/slow': answering({ delayMs: 5000 }),
    '/tus': answering({ status: 201 }, ...TUS),
    '/tus/1': answering({ status: 204 }, ...TUS),
  }
  const paths = new Proxy<Record<string, Policies>>(
    {},
    { get: (_, path) => exceptions[String(path).replace(/\?.*/, '')] ?? answering({}) },
  )
  return { B: { paths }, C: { paths } }
}
