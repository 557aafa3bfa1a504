/** A real Vite dev server with the plugin's endpoint, and questions for it. */

import { randomUUID } from 'node:crypto'
import { type IncomingHttpHeaders, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer, type ViteDevServer } from 'vite'
import type { Limits } from '../../../src/plugin/limits.ts'
import { serving } from '../../../src/plugin/middleware.ts'
import { checkPluginOptions, type PluginOptions } from '../../../src/plugin/options.ts'
import type { Question } from '../../../src/plugin/question.ts'
import { SEAL, seal } from '../../../src/plugin/signature.ts'

export const KEY = 'ab'.repeat(32)

/** A dev server, and where it is. */
export interface DevServer {
  readonly url: string
  close(): Promise<void>
}

/** How it is started. */
export interface Starting {
  /** `undefined` for a key of its own. */
  readonly key?: string | undefined
  readonly timeoutMs?: number
  readonly limits?: Limits
  readonly onError?: (error: unknown) => void
}

/** Starts one whose key is known. */
export async function devServer(
  options: PluginOptions = {},
  more: Starting = {},
): Promise<DevServer> {
  const { onError, key = 'key' in more ? undefined : KEY, ...parts } = more
  const own = key === undefined ? parts : { ...parts, key }
  const { middleware } = serving(checkPluginOptions(options), '/', own)
  const vite: ViteDevServer = await createServer({
    configFile: false,
    root: new URL('fixture/', import.meta.url).pathname,
    logLevel: 'silent',
    server: { host: '127.0.0.1', port: 0, strictPort: false },
    optimizeDeps: { noDiscovery: true },
    plugins: [
      {
        name: 'asked',
        configureServer({ middlewares }) {
          middlewares.use((request, response, next) =>
            middleware(request, response, error => {
              if (error) onError?.(error)
              next(error)
            }),
          )
        },
      },
    ],
  })
  await vite.listen()
  const { port } = vite.httpServer!.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, close: () => vite.close() }
}

/** A question that is in order. */
export const question = (url: string, more: Partial<Question> = {}): Question => ({
  ...{ url, method: 'PUT', headers: ['x-a'], credentials: 'same-origin', browser: 'chromium' },
  ...{ preflighted: true, at: Date.now(), nonce: randomUUID() },
  ...more,
})

/** What came back. */
export interface Answered {
  readonly status: number
  readonly text: string
  readonly headers: IncomingHttpHeaders
}

/** How a question is sent; in order unless said. */
export interface Sending {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly key?: string
  readonly path?: string
}

/** Sends a text as a question, as a page of the dev server would. */
export function send(
  to: DevServer,
  body: string,
  { method = 'POST', headers = {}, key = KEY, path = '/__why-preflight/ask' }: Sending = {},
): Promise<Answered> {
  const all = {
    origin: to.url,
    'sec-fetch-site': 'same-origin',
    [SEAL]: seal(key, body),
    // Without it, some methods would send a body that nobody can tell from the next request.
    ...('transfer-encoding' in headers ? {} : { 'content-length': `${Buffer.byteLength(body)}` }),
    ...headers,
  }
  const given = Object.entries(all).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  )
  return new Promise((resolve, reject) => {
    const sent = request(
      `${to.url}${path}`,
      { method, headers: Object.fromEntries(given) },
      response => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', chunk => {
          text += chunk
        })
        response.on('end', () =>
          resolve({ status: response.statusCode!, text, headers: response.headers }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Sends the beginning of a question, and goes away. */
export async function breakOff(to: DevServer): Promise<void> {
  const headers = { origin: to.url, 'content-length': '1000' }
  const sent = request(`${to.url}/__why-preflight/ask`, { method: 'POST', headers })
  sent.on('error', () => undefined)
  await new Promise<void>(resolve => sent.write('{', () => resolve()))
  await new Promise(resolve => setTimeout(resolve, 50))
  sent.destroy()
  await new Promise(resolve => setTimeout(resolve, 50))
}

/** Asks, and gives back the status and the lines. */
export async function ask(
  to: DevServer,
  asked: Question,
  sending: Sending = {},
): Promise<{ status: number; lines: string }> {
  const { status, text } = await send(to, JSON.stringify(asked), sending)
  return { status, lines: status === 200 ? JSON.parse(text).lines.join('\n') : '' }
}
