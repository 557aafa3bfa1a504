import type { RequestHandler } from 'msw'
import { show } from '../show.ts'
import { coverage } from './coverage.ts'
import { CorsHandler } from './handler.ts'
import { type CorsPolicy, checkPolicy } from './policy.ts'

/**
 * Declares the CORS policy of a mocked server: answers its preflights and puts the policy's headers
 * on the responses of its handlers. A header that a handler sets itself stays. Preflights of origins
 * that aren't allowed are answered without CORS headers, and so are their requests.
 * https://fetch.spec.whatwg.org/#http-cors-protocol
 *
 * @param urlOrOrigin What the policy covers: all paths of an origin, which is written without a
 *   slash at its end, or what MSW matches with a URL, a path or a RegExp.
 * @param handlers HTTP and GraphQL handlers; the first that responds counts, and where none does,
 *   MSW goes on with the handlers beside. Those for other URLs respond without the policy.
 * @returns One handler for `setupServer`, `setupWorker` or `use`, spread or not.
 * @throws TypeError for a policy that no browser would accept, with all its mistakes, a line each.
 * @example
 * import { HttpResponse, http } from 'msw'
 * import { setupServer } from 'msw/node'
 * import { cors } from 'why-preflight/msw'
 * const server = setupServer(
 *   cors(
 *     'https://api.example.com',
 *     { origins: ['https://app.example.com'], methods: ['PUT'], headers: ['content-type'] },
 *     http.put('https://api.example.com/orders/:id', () => HttpResponse.json({ ok: true })),
 *   ),
 * )
 */
export function cors(
  urlOrOrigin: string | RegExp,
  policy: CorsPolicy,
  ...handlers: RequestHandler[]
): RequestHandler & Iterable<RequestHandler> {
  const covers = coverage('cors', urlOrOrigin)
  checkPolicy(policy)
  for (const handler of handlers) checkHandler(handler)
  return new CorsHandler(urlOrOrigin, covers, policy, handlers)
}

function checkHandler(handler: unknown): void {
  if (Array.isArray(handler)) {
    throw new TypeError('cors takes handlers one by one, not in an array: spread it')
  }
  const { kind, run } = Object(handler) as { kind?: unknown; run?: unknown }
  if (kind === 'websocket') {
    throw new TypeError(
      'cors takes no WebSocket handlers, as browsers connect them without CORS: put them beside it',
    )
  }
  if (typeof run !== 'function') {
    throw new TypeError(`cors takes MSW's request handlers, not ${show(handler)}`)
  }
}
