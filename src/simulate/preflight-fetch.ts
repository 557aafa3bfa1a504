/** The preflight of a hop: https://fetch.spec.whatwg.org/#cors-preflight-fetch */

import { checkPreflightResponse } from '../standard/preflight-response.ts'
import { exchangeOver, newExchange, preflightParts } from './exchange.ts'
import { failed } from './failed.ts'
import type { Load, Loaded, Loader } from './load.ts'
import type { RequestOnItsWay } from './request-on-its-way.ts'

/** Sends a preflight, if this hop needs one that is not kept; null where it may go on. */
export async function preflightFetch(
  { cache, network }: Loader,
  call: Load,
  request: RequestOnItsWay,
): Promise<Loaded | null> {
  const question = request.question()
  if (!question) return null
  const { cacheKey: key, enforcement } = request
  const rules = enforcement.cache
  if (!rules.isBypassedBy(request.cacheHabits) && cache.allows(key, question)) return null
  const { origin, url, credentials } = key
  const asked = question.headers.length > 0 ? question.headers.join(',') : null
  const exchange = newExchange('preflight', request.hop, 'OPTIONS', url, origin)
  exchange.requestMethod = question.method
  exchange.requestHeaders = asked
  const parts = preflightParts(origin, question.method, asked)
  const response = await exchangeOver(network, call, exchange, parts)
  if ('failure' in response) return failed([request.fail('preflight', response.failure)])
  response.body?.cancel().catch(() => {})
  const { headers } = response
  const check = checkPreflightResponse(
    response,
    { ...question, origin, credentials },
    enforcement.check,
  )
  if (enforcement.ownOriginNeedsNoHeaders && url.origin === request.now.origin) {
    check.failures = check.failures.filter(({ code }) => !/^allow-(origin|credentials)/.test(code))
  }
  const refused = check.failures.length > 0
  if (refused && rules.clearedByFailure) cache.forget(key)
  const isKept = !refused || (rules.keepsRefused && check.failures.every(isAboutLists))
  if (isKept && rules.isKeptIn(call.cache)) {
    cache.keep(key, check, headers.get('access-control-max-age'))
  }
  return refused ? failed(check.failures.map(failure => request.fail('preflight', failure))) : null
}

/** WebKit keeps an answer that fails only for what its lists leave out. */
const isAboutLists = ({ code }: { code: string }): boolean =>
  code === 'method-not-allowed' || code === 'header-not-allowed'
