/** The app's origin: the page's files, and what the page asks about its own runs. */

import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { findFile } from './files.ts'
import { type Runs, readPolicy } from './runs.ts'

/**
 * Answers the page. `POST /runs` opens a run, `GET /runs/ID` says what the API received in it: asked
 * of the app's own origin, so that asking is no cross-origin call itself.
 */
export function appHandler(runs: Runs, apiOrigin: string) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method, url = '/' } = request
    const path = url.split('?', 1)[0]!
    response.setHeader('Cache-Control', 'no-store')
    const json = (value: unknown) =>
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(value))
    if (path === '/runs' && method === 'POST') {
      const policy = readPolicy(await text(request))
      if (!policy) {
        response.writeHead(400).end()
        return
      }
      const id = runs.open(policy)
      json({ id, api: `${apiOrigin}/calls/${id}` })
      return
    }
    const run = path.startsWith('/runs/') ? runs.get(path.slice('/runs/'.length)) : undefined
    if (run) {
      json(run.received)
      return
    }
    const file = await findFile(path)
    if (file) response.setHeader('Content-Type', file.type).end(file.body)
    else response.writeHead(404).end()
  }
}
