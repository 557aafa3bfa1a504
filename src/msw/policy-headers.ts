/** What a policy says to an origin: https://fetch.spec.whatwg.org/#http-responses */

import { matchesAny } from '../matcher.ts'
import { isOrigin } from '../standard/origin.ts'
import type { CorsPolicy, OriginMatcher } from './policy.ts'

/** The headers of the answer to a preflight; none of CORS for an origin that isn't allowed. */
export function preflightHeaders(policy: CorsPolicy, origin: string | null): Headers {
  const { methods = [], headers = [], maxAge } = policy
  return answer(policy, origin, [
    ['access-control-allow-methods', methods.join(', ')],
    ['access-control-allow-headers', headers.join(', ')],
    ['access-control-max-age', maxAge === undefined ? '' : `${maxAge}`],
  ])
}

/** The headers that any other response gets; none of CORS for an origin that isn't allowed. */
export const responseHeaders = (policy: CorsPolicy, origin: string | null): Headers =>
  answer(policy, origin, [
    ['access-control-expose-headers', (policy.exposedHeaders ?? []).join(', ')],
  ])

function answer(
  { origins, credentials }: CorsPolicy,
  origin: string | null,
  more: readonly (readonly [name: string, value: string])[],
): Headers {
  const answered = new Headers()
  const allowed = allowOrigin(Array.isArray(origins) ? origins : [origins], origin)
  // A cache must not give one origin what was said to another, or to none:
  // https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches
  if (allowed !== '*') answered.set('vary', 'Origin')
  if (allowed === null) return answered
  answered.set('access-control-allow-origin', allowed)
  if (credentials) answered.set('access-control-allow-credentials', 'true')
  for (const [name, value] of more) if (value !== '') answered.set(name, value)
  return answered
}

/** What `Access-Control-Allow-Origin` says to an origin, or null for nothing. */
function allowOrigin(origins: readonly OriginMatcher[], origin: string | null): string | null {
  const texts = origins.filter(matcher => typeof matcher === 'string')
  if (texts.includes('*')) return '*'
  const others = origins.filter(matcher => typeof matcher !== 'string')
  if (origin !== null && (texts.includes(origin) || matchesAny(others, origin))) return origin
  // Let through on purpose: a server with such a text in its configuration sends it to everybody.
  return texts.find(text => !isOrigin(text)) ?? null
}
