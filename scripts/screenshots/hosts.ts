/** A page and an API behind names as users have them, on this machine. */

import { createServer } from 'node:https'
import { selfSigned } from '../../test/engines/messages/secure.ts'
import { portOf } from '../../test/loopback.ts'

/** Where the page is; all other hosts are APIs that allow it everything. */
export const APP = 'https://app.example.com'

/** How long an API takes for an answer: a near one. */
const ANSWER_MS = 40

/** One server for all hosts. */
export async function serveHosts(
  files: Readonly<Record<string, string>>,
): Promise<{ port: number; close(): void }> {
  const server = createServer(selfSigned(), ({ headers, url = '' }, response) => {
    if (headers.host === new URL(APP).host) {
      const type = url.endsWith('.js') ? 'text/javascript' : 'text/html'
      response
        .writeHead(files[url] === undefined ? 404 : 200, {
          'content-type': `${type};charset=utf-8`,
        })
        .end(files[url])
      return
    }
    const allow = {
      'content-type': 'application/json',
      'access-control-allow-origin': APP,
      'timing-allow-origin': APP,
      'access-control-allow-methods': headers['access-control-request-method'] ?? 'GET',
      'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
    }
    setTimeout(() => response.writeHead(200, allow).end('{"ok":true}'), ANSWER_MS)
  })
  const port = await portOf(server)
  return {
    port,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
