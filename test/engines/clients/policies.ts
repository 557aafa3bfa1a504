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
const preflight: Policy = { status: 204, headers: allow }
const json: Policy = {
  headers: [...allow, ['Content-Type', 'application/json']],
  body: '{"data":{"ok":true}}',
}
const answering = (policy: Policy, ...more: Pair[]): Policies => ({
  preflight,
  actual: { ...json, ...policy, headers: [...(policy.headers ?? json.headers!), ...more] },
})

const EXCEPTIONS: Record<string, Policies> = {
  '/denied': { preflight: { status: 200 }, actual: { status: 200 } },
  '/missing': answering({ status: 404 }),
  '/slow': answering({ delayMs: 5000 }),
  '/tus': answering({ status: 201 }, ['Location', '$B/c/$KEY/tus/1'], ['Tus-Resumable', '1.0.0']),
  '/tus/1': answering({ status: 204 }, ['Upload-Offset', '7'], ['Tus-Resumable', '1.0.0']),
}
const paths = new Proxy<Record<string, Policies>>(
  {},
  { get: (_, path) => EXCEPTIONS[String(path).replace(/\?.*/, '')] ?? answering({}) },
)

/** B is the API, C takes telemetry. */
export const server: Server = { B: { paths }, C: { paths } }
