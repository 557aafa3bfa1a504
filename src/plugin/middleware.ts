/** What the dev server answers for the watcher: its script, a pass, and its questions. */

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ClientConfig } from './client-config.ts'
import { type ClientScript, clientSource } from './client-source.ts'
import { askEndpoint, type EndpointParts } from './endpoint.ts'
import type { CheckedPluginOptions } from './options.ts'
import { FOLDER, RESOURCES } from './pass.ts'

/** Middleware as connect and what is like it take it. */
export type Middleware = (
  request: IncomingMessage & { originalUrl?: string | undefined },
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void

/** A dev server's part of the plugin, from one start to the next. */
export interface Serving {
  readonly middleware: Middleware
  /** Where a page finds the watcher's script. */
  readonly clientPath: string
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
  const endpoint = options.ask ? askEndpoint({ options, ...parts }) : null
  const folder = `${base}${FOLDER}/`
  const clientPath = `${folder}${RESOURCES.client}`
  const { watch, panel } = options
  const config: ClientConfig = { watch, ask: endpoint && folder, panel }
  const scripts: ClientScript[] = panel ? ['plugin-panel', 'plugin-client'] : ['plugin-client']
  const source = () => clientSource(scripts, config)
  return {
    source,
    clientPath,
    middleware(request, response, next) {
      const [path] = (request.originalUrl ?? request.url ?? '').split('?')
      if (path === clientPath) serveClient(request, response, source)
      else if (endpoint && path === `${folder}${RESOURCES.pass}`) endpoint.pass(request, response)
      else if (endpoint && path === `${folder}${RESOURCES.ask}`) {
        endpoint.ask(request, response).catch(next)
      } else next()
    },
  }
}

/** Here the watcher has a script element of its own, which no page expects. */
const WITHOUT_ELEMENT = 'document.currentScript?.remove();\n'

/** To pages of this server alone; where browsers don't say whose they are, the policy below tells them. */
function serveClient(
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  source: () => string,
): void {
  const isOwn = (headers['sec-fetch-site'] ?? 'same-origin') === 'same-origin'
  if (method !== 'GET' || !isOwn) return void response.writeHead(method === 'GET' ? 403 : 405).end()
  response.writeHead(200, {
    'Content-Type': 'text/javascript; charset=utf-8',
    'Cache-Control': 'no-store',
    'Cross-Origin-Resource-Policy': 'same-origin',
  })
  response.end(`${WITHOUT_ELEMENT}${source()}`)
}
