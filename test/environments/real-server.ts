/** A real server on this machine. */

import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server that runs until it is closed. */
export interface RealServer {
  readonly origin: string
  /** What it was asked, newest last. */
  readonly asked: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[]
  readonly close: () => Promise<void>
}

/** Starts a server on the loopback interface. */
export async function serve(listener: RequestListener): Promise<RealServer> {
  const asked: RealServer['asked'] = []
  const server = createServer((request, response) => {
    const { method, url, headers } = request
    asked.push({ method, url, headers })
    listener(request, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
