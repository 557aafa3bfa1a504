/** The demo's two origins, on this machine only. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { apiHandler } from './api.ts'
import { appHandler } from './app.ts'
import { isBuilt } from './files.ts'
import { Runs } from './runs.ts'

/** The demo, being served. */
export interface Demo {
  readonly url: string
  readonly apiUrl: string
  close(): Promise<void>
}

const HOST = '127.0.0.1'
const PORT = 4173

/**
 * Serves the demo.
 *
 * @param port For the app. 0 for any free one; without it, the usual one if that is free.
 * @throws Error where the library is not built, or the port is taken.
 */
export async function openDemo({ port }: { port?: number | undefined } = {}): Promise<Demo> {
  if (!isBuilt()) throw new Error('The library is not built: npm run build')
  const app = createServer()
  const api = createServer()
  const appOrigin = await listen(app, port ?? PORT).catch(error => {
    if (port === undefined && error.code === 'EADDRINUSE') return listen(app, 0)
    throw error
  })
  const apiOrigin = await listen(api, 0)
  const runs = new Runs()
  answer(app, appHandler(runs, apiOrigin))
  answer(api, apiHandler(runs, appOrigin))
  return {
    url: `${appOrigin}/`,
    apiUrl: apiOrigin,
    close: async () => {
      await Promise.all([shut(app), shut(api)])
    },
  }
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

function answer(server: Server, handler: Handler): void {
  server.on('request', (request, response) => {
    // A page that is closed in the middle of a call is no fault.
    handler(request, response).catch(() => response.destroy())
  })
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, HOST, () => {
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('no port'))
      else resolve(`http://${HOST}:${address.port}`)
    })
  })
}

function shut(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
