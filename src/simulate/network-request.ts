/** Requests as they go over the network, with what no script may set. */

import { withoutUserinfo } from '../standard/userinfo.ts'

/** What is needed of a response; a `Response` has it. */
export type NetworkResponse = Pick<Response, 'type' | 'status' | 'statusText' | 'headers' | 'body'>

/** Answers requests: a server's own `fetch`, mocks, or a real connection. Rejects where there is no answer. */
export type Network = (request: Request) => Promise<NetworkResponse> | NetworkResponse

/** The parts of a request. */
export interface RequestParts {
  readonly url: string
  readonly method: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly mode: string
  readonly credentials: RequestCredentials
  readonly body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null
  readonly signal: AbortSignal | undefined
}

/**
 * A Request of this environment that carries all its headers, `Origin` and the like too, which the
 * environment's own constructor may refuse to take from a script.
 */
export function networkRequest(parts: RequestParts): Request {
  const { url, method, mode, credentials, body, signal } = parts
  const init: RequestInit & { duplex?: 'half' } = {
    method,
    headers: parts.headers as [string, string][],
    credentials,
    redirect: 'manual',
    ...(body === null ? {} : { body }),
    ...(signal ? { signal } : {}),
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  }
  // It takes no URL with a user name or password.
  const bare = url.includes('@') ? withoutUserinfo(new URL(url)).href : url
  const request = new Request(bare, init)
  const lost = parts.headers.some(([name, value]) => request.headers.get(name) !== value)
  return lost || mode !== 'cors' ? withFacts(request, parts) : request
}

/** Puts right what the constructor took away, in this Request and in its clones. */
function withFacts(request: Request, parts: RequestParts): Request {
  const headers = new Headers()
  for (const [name, value] of parts.headers) headers.append(name, value)
  const clone = request.clone
  return Object.defineProperties(request, {
    method: { value: parts.method },
    headers: { value: headers },
    mode: { value: parts.mode },
    clone: { value: () => withFacts(clone.call(request), parts) },
  })
}
