/** How the API of the shop answers. */

import type { Pair, Policies, Server } from '../cases.ts'

const allow: Pair[] = [
  ['Access-Control-Allow-Origin', '$ORIGIN'],
  ['Access-Control-Allow-Methods', '$ACRM'],
  ['Access-Control-Allow-Headers', '$ACRH'],
  ['Access-Control-Max-Age', '0'],
  ['Timing-Allow-Origin', '*'],
]

const allowed = (delayMs: number): Policies => ({
  preflight: { status: 204, headers: allow, delayMs },
  actual: { status: 200, headers: allow, body: '{}', delayMs: 40 },
})

const EXCEPTIONS: Record<string, Policies> = {
  '/deny': {
    preflight: { status: 204, headers: allow.slice(0, 1) },
    actual: { status: 200, headers: allow },
  },
  '/photos': allowed(120),
}

/** Answers any path. */
export const server: Server = {
  B: { paths: new Proxy({}, { get: (_, path) => EXCEPTIONS[String(path)] ?? allowed(60) }) },
}
