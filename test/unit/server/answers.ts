import { createServer, type RequestListener } from 'node:http'
import type { Server } from 'node:net'
import { portOf } from '../../loopback.ts'

/** A real server on this machine, and where it is. */
export interface Running {
  readonly url: string
  close(): void
}

/** Starts a server. */
export async function listening(server: Server, scheme = 'http'): Promise<Running> {
  const port = await portOf(server)
  return { url: `${scheme}://127.0.0.1:${port}`, close: () => server.close() }
}

/** Starts an HTTP server. */
export const answering = (listener: RequestListener): Promise<Running> =>
  listening(createServer(listener))

/** What a path's name says of its answers, for the tests of what is made of them. */
export const byPath: RequestListener = (request, response) => {
  const { method, url = '', headers } = request
  const { origin = '' } = headers
  const allow = (values: Record<string, string>) => {
    for (const [name, value] of Object.entries(values)) {
      response.setHeader(`Access-Control-${name}`, value)
    }
  }
  const path = url.slice(1).split('?')[0]!
  response.statusCode = method === 'OPTIONS' ? 204 : 200
  if (path === 'good') {
    allow({ 'Allow-Origin': 'https://app.example.com', 'Max-Age': '600' })
    allow({ 'Allow-Methods': 'PUT', 'Allow-Headers': 'authorization, content-type' })
    response.setHeader('Vary', 'Origin')
  }
  if (path === 'open') allow({ 'Allow-Origin': '*', 'Allow-Methods': 'put', 'Allow-Headers': '*' })
  if (path === 'reflecting') {
    allow({ 'Allow-Origin': origin, 'Allow-Credentials': 'true', 'Allow-Methods': 'PUT' })
    allow({ 'Max-Age': '86400' })
  }
  if (path === 'preflight-only' && method === 'OPTIONS') {
    allow({ 'Allow-Origin': origin, 'Allow-Methods': 'PUT' })
  }
  if (path === 'moved') {
    response.statusCode = 302
    response.setHeader('Location', '/good')
    allow({ 'Allow-Origin': '*' })
  }
  response.end()
}
