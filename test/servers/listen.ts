/** Servers of this process. */

import { createServer, type RequestListener } from 'node:http'

/** A server that is running. */
export interface Running {
  origin: string
  close(): Promise<void>
}

/** Serves at a free port of this machine. */
export async function listen(listener: RequestListener): Promise<Running> {
  const server = createServer(listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
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
