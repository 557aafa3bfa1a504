/** Servers of this process. */

import { createServer, type RequestListener } from 'node:http'
import { portOf } from '../loopback.ts'

/** A server that is running. */
export interface Running {
  origin: string
  close(): Promise<void>
}

/** Serves at a free port of this machine. */
export async function listen(listener: RequestListener): Promise<Running> {
  const server = createServer(listener)
  const port = await portOf(server)
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Hands a request to the listener that the first part of its path names. */
export const byPath =
  (listeners: Readonly<Record<string, RequestListener>>): RequestListener =>
  (request, response) => {
    const [, name = ''] = request.url!.split('/')
    const listener = listeners[name]
    if (listener) listener(request, response)
    else response.writeHead(404).end()
  }
