/** What a server says to pages that nobody meant: asked without credentials, and only what is safe to ask. */

import type { Connection, Sent } from './connection.ts'

/** Two origins that no policy should name. */
export const STRANGER = 'https://why-preflight.invalid'
export const OPAQUE = 'null'

/** What a stranger is told, by its origin; empty where there was nothing to ask with. */
export type Probes = Readonly<Record<string, Sent>>

/** Asks once more, as pages of other origins would, what was asked first. */
export async function probe(connection: Connection, sent: readonly Sent[]): Promise<Probes> {
  const first = sent.find(({ status }) => status !== null)
  if (!first || !/^(GET|HEAD|OPTIONS)$/.test(first.method)) return {}
  const told: Record<string, Sent> = {}
  for (const origin of [STRANGER, OPAQUE]) {
    const headers = { ...first.headers, origin }
    const request = new Request(first.url, { method: first.method, headers })
    await Promise.resolve(connection.network(request)).catch(() => undefined)
    const answer = connection.sent.findLast(({ headers }) => headers.origin === origin)
    if (answer && answer.status !== null) told[origin] = answer
  }
  return told
}
