/**
 * Requests in a real page, where MSW's worker is set up: its handlers run in the page and are asked
 * there directly, as its service worker asks them. A service worker could not: it sees no preflight,
 * and no header that scripts may not set.
 */

import { MARK, mark, unmark } from './carried-requests.ts'
import type { NetworkResponse } from './network-request.ts'
import { PassThrough } from './pass-through.ts'

/** What MSW's worker is answered on the port of its message. */
interface Answer {
  readonly type: 'MOCK_RESPONSE' | 'PASSTHROUGH' | 'NOT_FOUND'
  readonly data?: ResponseInit & { readonly body?: ReadableStream<Uint8Array> | ArrayBuffer | null }
}

/**
 * Asks the handlers of MSW's worker.
 *
 * @throws PassThrough where no worker is set up, and where no handler answers.
 */
export async function pageNetwork(request: Request): Promise<NetworkResponse> {
  const id = crypto.randomUUID()
  const meant = mark(request)
  const payload = await payloadOf(request, id, meant)
  const { type, data } = await ask(payload)
  unmark(meant)
  if (type !== 'MOCK_RESPONSE' || !data) {
    if (type === 'PASSTHROUGH')
      tell('REQUEST_ERROR', { request: { id }, error: { name: 'Error', message: 'not mocked' } })
    throw new PassThrough()
  }
  if (data.status === 0) return Response.error()
  const { status = 200, statusText = '', body = null } = data
  const headers = new Headers(data.headers)
  // Not every engine passes a stream on to another thread.
  const [own, theirs] = (body && new Response(body).body?.tee()) ?? [null, null]
  tell('RESPONSE', {
    isMockedResponse: true,
    request: payload,
    response: { type: 'default', status, statusText, headers: [...headers], body: theirs },
  })
  return { type: 'default', status, statusText, headers, body: own as NetworkResponse['body'] }
}

async function payloadOf(request: Request, id: string, meant: string) {
  const { url, method, headers, mode, credentials, redirect } = request
  // Not every engine has `request.body`.
  const sends = method !== 'GET' && method !== 'HEAD'
  const body = sends ? await request.arrayBuffer() : undefined
  const marks: [string, string][] = [...headers, [MARK, meant]]
  return { id, url, method, headers: marks, mode, credentials, redirect, body }
}

/** As if the service worker had posted it. */
function tell(type: string, payload: unknown): void {
  navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data: { type, payload } }))
}

/** Where nobody looks at who sent a message, no worker is set up. */
const ask = (payload: unknown): Promise<Answer> =>
  new Promise(resolve => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }) => {
      port1.close()
      resolve(data as Answer)
    }
    let heard = false
    const sender = {
      get() {
        heard = true
        return null
      },
    }
    const event = new MessageEvent('message', {
      data: { type: 'REQUEST', payload },
      ports: [port2],
    })
    navigator.serviceWorker?.dispatchEvent(Object.defineProperty(event, 'source', sender))
    setTimeout(() => heard || resolve({ type: 'NOT_FOUND' }))
  })
