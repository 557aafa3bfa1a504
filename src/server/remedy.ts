/** What a server has to answer so that every browser lets a call pass. */

import { MAX_AGE } from '../explain/call.ts'
import type { Remedy } from '../explain/remedy.ts'
import type { Exchange } from '../simulate/exchange.ts'
import { isCorsSafelistedMethod, isForbiddenMethod, normalizeMethod } from '../standard/method.ts'
import { tokenList } from '../standard/token-list.ts'

/**
 * The policy by which the server at the last of these exchanges allows the call; what it allows
 * already, it goes on allowing.
 *
 * @param exchanges Those of all browsers.
 */
export function remedyFor(
  url: string,
  exchanges: readonly Exchange[],
  pageOrigin: string,
  credentials: boolean,
): Remedy {
  const here = exchanges.filter(exchange => exchange.url === url)
  const preflights = here.filter(({ kind }) => kind === 'preflight')
  const origin = here.find(each => each.origin !== null)?.origin ?? pageOrigin
  return {
    url,
    // Any page can get to `null` in a sandboxed frame: better everybody than that by name.
    origin: origin === 'null' && !credentials ? '*' : origin,
    credentials,
    preflighted: preflights.length > 0,
    methods: merged(
      preflights.map(({ cors }) => cors['access-control-allow-methods']),
      preflights.map(({ requestMethod }) => requestMethod!).filter(needsName),
      // A `put` in the list allows nobody anything, and no script may use TRACE.
      method => (isForbiddenMethod(method) ? WILDCARD : normalizeMethod(method)),
    ),
    headers: merged(
      preflights.map(({ cors }) => cors['access-control-allow-headers']),
      preflights.flatMap(({ requestHeaders }) => requestHeaders?.split(',') ?? []),
      name => name.toLowerCase(),
    ),
    maxAge: MAX_AGE,
    exposed: merged(
      here.map(({ cors }) => cors['access-control-expose-headers']),
      [],
      name => name.toLowerCase(),
    ),
  }
}

const WILDCARD = '*'

const needsName = (method: string): boolean => !isCorsSafelistedMethod(method)

/** What is listed now and what is needed, each once; `*` goes, since it does not always count. */
function merged(
  listed: readonly (string | undefined)[],
  needed: readonly string[],
  normalize: (token: string) => string,
): string[] {
  const known = listed.flatMap(list => tokenList(list ?? null) ?? [])
  return [...new Set([...known, ...needed].map(normalize))].filter(token => token !== WILDCARD)
}
