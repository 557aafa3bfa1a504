/** How origin B answers the calls of these pages, by path. */

import type { Pair, Policies, Server } from '../cases.ts'

const allow: Pair[] = [
  ['Access-Control-Allow-Origin', '$ORIGIN'],
  ['Access-Control-Allow-Methods', '$ACRM'],
  ['Access-Control-Allow-Headers', '$ACRH'],
  ['Access-Control-Allow-Credentials', 'true'],
]
const preflight = { status: 204, headers: allow }
const ok = { status: 200, headers: allow, body: 'ok' }

const allowed: Policies = { preflight, actual: ok }
const denied: Policies = { preflight: { status: 200 }, actual: { status: 200 } }
const slow: Policies = { preflight, actual: { ...ok, delayMs: 600 } }

const EXCEPTIONS: Record<string, Policies> = {
  deny: denied,
  slow,
  late: slow,
  missing: { preflight, actual: { ...ok, status: 404 } },
  again: { preflight, actual: [{ ...ok, status: 503 }, ok] },
  events: {
    preflight,
    actual: {
      status: 200,
      headers: [...allow, ['Content-Type', 'text/event-stream']],
      body: 'data: one\n\n',
    },
  },
}

/** Answers any path; the part after its last hyphen may name an exception. */
export const server: Server = {
  B: {
    paths: new Proxy<Record<string, Policies>>(
      {},
      { get: (_, path) => EXCEPTIONS[/[^/-]*$/.exec(String(path))?.[0] ?? ''] ?? allowed },
    ),
  },
}
