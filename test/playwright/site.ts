/** An app and an API of another origin, and what the API has received. */

import { listen } from '../servers/listen.ts'

/** A request that arrived at the API. */
export interface Arrived {
  method: string
  path: string
}

/** Both servers. */
export interface Site {
  app: string
  /** The app at a host of its own, whose frames are another process's. */
  elsewhere: string
  api: string
  /** What the API has received, oldest first. */
  arrived: Arrived[]
  close(): Promise<void>
}

/** Where the API allows nothing at all. */
export const CLOSED = '/closed'

/**
 * Serves files; the API allows everything.
 *
 * @param filesFor Makes the app's files, by path; names ending in `.js` are scripts, others pages.
 */
export async function openSite(filesFor: (api: string) => Record<string, string>): Promise<Site> {
  const arrived: Arrived[] = []
  const api = await listen((request, response) => {
    const { method = '', url = '', headers } = request
    arrived.push({ method, path: url })
    if (!url.startsWith(CLOSED)) {
      response.setHeader('Access-Control-Allow-Origin', headers.origin ?? '*')
      response.setHeader('Access-Control-Allow-Credentials', 'true')
      const asked = headers['access-control-request-headers']
      if (asked) response.setHeader('Access-Control-Allow-Headers', asked)
      response.setHeader('Access-Control-Allow-Methods', 'PUT, PATCH, DELETE')
      response.setHeader('Access-Control-Max-Age', url.startsWith('/brief') ? '0' : '600')
    }
    const isRedirect = method !== 'OPTIONS' && url === '/redirect'
    if (isRedirect) response.setHeader('Location', '/redirected')
    response.writeHead(method === 'OPTIONS' ? 204 : isRedirect ? 307 : 200).end()
  })
  const files = filesFor(api.origin)
  const app = await listen(({ url = '/' }, response) => {
    const file = files[url]
    const type = url.endsWith('.js') ? 'text/javascript' : 'text/html'
    response.setHeader('Content-Type', `${type}; charset=utf-8`)
    response.writeHead(file === undefined ? 404 : 200).end(file)
  })
  return {
    app: app.origin,
    elsewhere: app.origin.replace('127.0.0.1', 'localhost'),
    api: api.origin,
    arrived,
    close: async () => {
      await Promise.all([app.close(), api.close()])
    },
  }
}

/** A page with a script. */
export const page = (script: string): string =>
  `<!doctype html><link rel="icon" href="data:,"><title>page</title><script>${script}</script>`
