/** The two versions of MSW, each with this library on top of it. */

import http from 'node:http'
import https from 'node:https'
import { vi } from 'vitest'

export interface Version {
  name: string
  msw: typeof import('msw')
  graphql: typeof import('msw/graphql')['graphql']
  setupServer: typeof import('msw/node')['setupServer']
  cors: typeof import('../../../src/msw/index.ts')['cors']
  preflight: typeof import('../../../src/msw/index.ts')['preflight']
}

async function version3(): Promise<Version> {
  const library = await import('../../../src/msw/index.ts')
  const msw = await import('msw')
  const { graphql } = await import('msw/graphql')
  const { setupServer } = await import('msw/node')
  return { name: 'MSW 3', msw, graphql, setupServer, ...library }
}

/** Who has MSW 2 installed imports it as `msw`. */
async function version2(): Promise<Version> {
  vi.resetModules()
  vi.doMock('msw', () => import('msw-2'))
  const library = await import('../../../src/msw/index.ts')
  vi.doUnmock('msw')
  const msw = await import('msw-2')
  const { setupServer } = await import('msw-2/node')
  return { name: 'MSW 2', msw, graphql: msw.graphql, setupServer, ...library } as unknown as Version
}

export const VERSIONS: Version[] = [await version3(), await version2()]

export interface Sent {
  method?: string
  headers?: Record<string, string>
  body?: string
}

export interface Received {
  status: number
  statusText: string
  headers: http.IncomingHttpHeaders
  body: string
}

/** Sends a request as it is given: unlike `fetch`, Node's own client forbids no header. */
export const send = (url: string, { method = 'GET', headers = {}, body }: Sent = {}) =>
  new Promise<Received>((resolve, reject) => {
    const client = url.startsWith('https:') ? https : http
    const request = client.request(url, { method, headers }, response => {
      const chunks: Buffer[] = []
      response.on('data', chunk => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          statusText: response.statusMessage!,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      )
    })
    request.on('error', reject)
    request.end(body)
  })

/** Asks as a browser does before a PUT. */
export const ask = (url: string, origin: string, headers: Record<string, string> = {}) =>
  send(url, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'PUT', ...headers },
  })

/** The headers of a response that have to do with CORS. */
export const corsOf = ({ headers }: Received): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => name === 'vary' || name.startsWith('access-control-'),
    ),
  )

/** For `listen`: what no handler knows is an error. The versions name it differently. */
export const REFUSE_UNHANDLED = { onUnhandledRequest: 'error', onUnhandledFrame: 'error' } as const
