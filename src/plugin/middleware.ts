/** What the dev server answers for the watcher: its script, and its questions. */

import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { clientSource } from './client-source.ts'
import { askEndpoint, type EndpointParts } from './endpoint.ts'
import type { CheckedPluginOptions } from './options.ts'

/** Middleware as connect and what is like it take it. */
export type Middleware = (
  request: IncomingMessage & { originalUrl?: string | undefined },
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void

/** Where the dev server answers, below its base. */
export const FOLDER = '__why-preflight'

/** A dev server's part of the plugin, from one start to the next. */
export interface Serving {
  readonly middleware: Middleware
  /** The watcher's script, for a page of this server. */
  readonly source: () => string
}

/**
 * Makes it.
 *
 * @param base The path of the dev server's root, with a slash at its end.
 * @param parts Bounds other than those that hold.
 */
export function serving(
  options: CheckedPluginOptions,
  base: string,
  parts: Partial<EndpointParts> = {},
): Serving {
  const key = parts.key ?? randomBytes(32).toString('hex')
  const ask = options.ask ? askEndpoint({ options, key, ...parts }) : null
  const path = `${base}${FOLDER}/ask`
  const source = () =>
    clientSource({
      watch: options.watch,
      ask: ask && { path, key, servedAt: Date.now() },
    })
  return {
    source,
    middleware(request, response, next) {
      const [asked] = (request.originalUrl ?? request.url ?? '').split('?')
      if (ask && asked === path) ask(request, response).catch(next)
      else if (asked === `${base}${FOLDER}/client.js`) serveClient(request, response, source)
      else next()
    },
  }
}

/** Only to pages of this server: whoever else could run the script might get at the key. */
function serveClient(
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  source: () => string,
): void {
  const { host, referer = '' } = headers
  const site = headers['sec-fetch-site']
  const isOwn =
    site === undefined
      ? URL.canParse(referer) && new URL(referer).host === host
      : site === 'same-origin'
  if (method !== 'GET' || !isOwn) return void response.writeHead(method === 'GET' ? 403 : 405).end()
  response.writeHead(200, {
    'Content-Type': 'text/javascript; charset=utf-8',
    'Cache-Control': 'no-store',
    'Cross-Origin-Resource-Policy': 'same-origin',
  })
  response.end(source())
}
