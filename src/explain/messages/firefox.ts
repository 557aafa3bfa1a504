/** What Firefox prints, by test/truth/messages.json. */

import type { AnyFailure } from '../../standard/failure.ts'
import { isToken } from '../../standard/token.ts'
import { type FailedCall, isOwnServer, lastStatus, pageOrigin, targetOf, UNKNOWN } from './call.ts'

const ALLOW_ORIGIN = 'CORS header ‘Access-Control-Allow-Origin’'
const NO_SUCCESS = 'CORS request did not succeed'

/** What Firefox prints for a failure; after that of a preflight, a second line says no more. */
export function firefoxMessage(failure: AnyFailure, call: FailedCall): string | null {
  switch (failure.code) {
    case 'allow-origin-missing':
      return blocked(failure.url, `${ALLOW_ORIGIN} missing`, lastStatus(call) ?? UNKNOWN)
    case 'allow-origin-multiple':
      // Two lines, or one with such a list: they look alike here. A proxy adds a line.
      return failure.received?.includes(', ')
        ? blocked(failure.url, `Multiple ${ALLOW_ORIGIN} not allowed`)
        : blocked(failure.url, `${ALLOW_ORIGIN} does not match ‘${failure.received}’`)
    case 'allow-origin-invalid':
    case 'allow-origin-mismatch':
      return blocked(failure.url, `${ALLOW_ORIGIN} does not match ‘${failure.received}’`)
    case 'allow-origin-wildcard':
      return blocked(
        `‘${failure.url}’`,
        `Credential is not supported if the ${ALLOW_ORIGIN} is ‘*’`,
      )
    case 'allow-credentials':
      return blocked(
        failure.url,
        'expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’',
      )
    case 'preflight-status':
      return blocked(failure.url, 'CORS preflight response did not succeed', failure.status)
    case 'preflight-redirect':
      return blocked(failure.url, 'CORS request external redirect not allowed')
    case 'allow-methods-invalid':
    case 'allow-headers-invalid': {
      const header = failure.code === 'allow-methods-invalid' ? 'Methods' : 'Headers'
      const items = failure.received.split(',').map(item => item.trim())
      const invalid = items.find(item => item !== '' && !isToken(item))
      return blocked(
        failure.url,
        `invalid token ‘${invalid}’ in CORS header ‘Access-Control-Allow-${header}’`,
      )
    }
    case 'method-not-allowed':
      return blocked(
        failure.url,
        'Did not find method in CORS header ‘Access-Control-Allow-Methods’',
      )
    case 'header-not-allowed':
      return blocked(
        failure.url,
        `header ‘${failure.name}’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response`,
      )
    case 'redirect-userinfo':
      return blocked(failure.url, NO_SUCCESS, '(null)')
    case 'redirect-scheme': {
      const url = targetOf(failure)?.href ?? failure.location
      if (url.startsWith('data:')) {
        return `Redirecting to data: URI not allowed (Blocked loading of: “${url}”)`
      }
      return url.startsWith('file:')
        ? `Security Error: Content at ${failure.url} may not load or link to ${url}.`
        : blocked(url, 'CORS request not http')
    }
    case 'redirect-location':
    case 'redirect-limit':
    case 'network':
      return isOwnServer(failure.url, call) ? null : blocked(failure.url, NO_SUCCESS, '(null)')
    case 'integrity': {
      const algorithm = failure.integrity.split('-', 1)[0]!.trim()
      return `None of the “${algorithm}” hashes in the integrity attribute match the content of the subresource at “${failure.url}”. The computed hash is “${UNKNOWN}”.`
    }
    case 'disallowed-by-mode':
      return `Security Error: Content at ${failure.origin}/${UNKNOWN} may not load data from ${failure.url}.`
    case 'scheme':
      if (failure.scheme === 'file') {
        return `Security Error: Content at ${pageOrigin(call)}/${UNKNOWN} may not load or link to ${call.url ?? UNKNOWN}.`
      }
      return blocked(call.url ?? UNKNOWN, 'CORS request not http')
    case 'mixed-content':
      return `Blocked loading mixed active content “${failure.url}”`
    default:
      return null
  }
}

const blocked = (url: string, reason: string, status?: number | string): string =>
  `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${url}. (Reason: ${reason}).${status === undefined ? '' : ` Status code: ${status}.`}`
