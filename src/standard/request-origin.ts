import type { Description } from './description.ts'

/** What a request is, as far as its `Origin` header depends on it. */
export interface OriginFacts {
  /** The origin as the request gives it: `null` as text once a redirect has tainted it. */
  readonly origin: string
  readonly url: URL
  readonly method: string
  readonly mode: Description['mode']
  /** Whether the response will be shared by CORS. */
  readonly cors: boolean
  readonly sameOrigin: boolean
  readonly referrerPolicy: string
}

/**
 * The `Origin` header of a request, or null where it has none.
 * https://fetch.spec.whatwg.org/#append-a-request-origin-header
 */
export function originHeader(facts: OriginFacts): string | null {
  const { origin, url, method, mode, cors, sameOrigin, referrerPolicy } = facts
  if (cors) return origin
  if (method === 'GET' || method === 'HEAD') return null
  if (mode === 'cors') return origin
  switch (referrerPolicy) {
    case 'no-referrer':
      return 'null'
    case 'same-origin':
      return sameOrigin ? origin : 'null'
    case 'origin':
    case 'origin-when-cross-origin':
    case 'unsafe-url':
      return origin
    default:
      return origin.startsWith('https:') && url.protocol !== 'https:' ? 'null' : origin
  }
}
