/** The other origin: allows the app whatever it asks for, and notes every request. */

import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Run, Runs } from './runs.ts'

/** Answers requests to `/calls/ID/…`. */
export function apiHandler(runs: Runs, appOrigin: string) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, id = '', path = ''] = /^\/calls\/([^/]+)(.*)$/.exec(request.url ?? '') ?? []
    const run = runs.get(id)
    if (!run) {
      response.writeHead(404).end()
      return
    }
    const asked = note(run, path, request)
    // Some browsers read no answer before they have sent the whole body.
    for await (const _ of request);
    response.setHeader('Access-Control-Allow-Origin', appOrigin)
    response.setHeader('Access-Control-Allow-Credentials', 'true')
    if (asked.acrm !== null && asked.method === 'OPTIONS') {
      await sleep(run.policy.delayMs, undefined, { ref: false })
      response.setHeader('Access-Control-Allow-Methods', asked.acrm)
      if (asked.acrh !== null) response.setHeader('Access-Control-Allow-Headers', asked.acrh)
      response.setHeader('Access-Control-Max-Age', run.policy.maxAge)
      response.writeHead(204).end()
      return
    }
    // Without it, Resource Timing hides what a preflight cost.
    response.setHeader('Timing-Allow-Origin', appOrigin)
    response.setHeader('Cache-Control', 'no-store')
    const streams = request.headers.accept === 'text/event-stream'
    response.setHeader('Content-Type', streams ? 'text/event-stream' : 'text/plain')
    response.end(streams ? 'data: hello\n\n' : 'ok')
  }
}

function note(run: Run, path: string, { method = '', headers }: IncomingMessage) {
  const now = performance.now()
  if (run.received.length === 0) run.startedAt = now
  const header = (name: string): string | null => headers[name]?.toString() ?? null
  const received = {
    at: Math.round(now - run.startedAt),
    method,
    path,
    origin: header('origin'),
    acrm: header('access-control-request-method'),
    acrh: header('access-control-request-headers'),
  }
  run.received.push(received)
  return received
}
