/** What WebKit prints, by test/truth/messages.json. */

import type { AnyFailure } from '../../standard/failure.ts'
import {
  type FailedCall,
  isOwnServer,
  isXhr,
  lastStatus,
  pageOrigin,
  targetOf,
  UNKNOWN,
} from './call.ts'

/** What WebKit prints for a failure; a second line says that access control checks did it. */
export function webkitMessage(failure: AnyFailure, call: FailedCall): string | null {
  const status = lastStatus(call)
  if ('request' in failure && failure.request === 'preflight' && isBad(status)) {
    // Before anything else.
    return noSuccess(status)
  }
  switch (failure.code) {
    case 'allow-origin-missing':
    case 'allow-origin-invalid':
    case 'allow-origin-mismatch':
      return notAllowed(failure.expected, status)
    case 'allow-origin-multiple':
      return failure.received?.includes(',')
        ? 'Access-Control-Allow-Origin cannot contain more than one origin.'
        : notAllowed(failure.expected, status)
    case 'allow-origin-wildcard':
      return 'Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.'
    case 'allow-credentials':
      return 'Credentials flag is true, but Access-Control-Allow-Credentials is not "true".'
    case 'preflight-status':
    case 'preflight-redirect':
      return noSuccess(failure.status)
    case 'allow-methods-invalid':
      return `Header Access-Control-Allow-Methods has an invalid value: ${failure.received}`
    case 'allow-headers-invalid':
      return `Header Access-Control-Allow-Headers has an invalid value: ${failure.received}`
    case 'method-not-allowed':
      return `Method ${failure.method} is not allowed by Access-Control-Allow-Methods.`
    case 'header-not-allowed':
      // It prints the name as the page has written it.
      return `Request header field ${failure.name} is not allowed by Access-Control-Allow-Headers.`
    case 'redirect-userinfo': {
      const target = targetOf(failure)
      if (!target) return null
      const to = `${target.host}${target.pathname}${target.search}`
      // It prints name and password as well.
      return `${denied(`${target.protocol}//${to}`)}: redirection URL ${target.protocol}//${UNKNOWN}@${to} has credentials`
    }
    case 'redirect-scheme': {
      const url = targetOf(failure)?.href ?? failure.location
      if (url.startsWith('ftp:')) return 'FTP URLs are disabled'
      return url.startsWith('file:') && isOwnServer(failure.url, call)
        ? `Not allowed to load local resource: ${url}`
        : `${denied(url)}: not allowed to follow a cross-origin CORS redirection with non CORS scheme`
    }
    case 'redirect-location':
      return isOwnServer(failure.url, call)
        ? null
        : `${denied(failure.location)}: not allowed to follow a cross-origin CORS redirection with non CORS scheme`
    case 'redirect-limit':
      return 'Load cannot follow more than 20 redirections'
    case 'redirect-error':
      return `Not allowed to follow a redirection while loading ${failure.url}`
    case 'redirect-no-cors':
      return 'No-Cors mode requires follow redirect mode'
    case 'network':
      return failure.request === 'preflight'
        ? `${cannotLoad(failure.url, call)} due to access control checks.`
        : null
    case 'integrity':
      return `Failed integrity metadata check. ${failure.url}. Failed integrity metadata check. Content length: ${UNKNOWN}, Expected content length: ${UNKNOWN}, Expected metadata: ${failure.integrity}`
    case 'disallowed-by-mode':
      return `${cannotLoad(failure.url, call)}.`
    case 'scheme':
      return 'Cross origin requests are only supported for HTTP.'
    case 'bad-port':
      return `Not allowed to use restricted network port ${failure.port}: ${call.url ?? UNKNOWN}`
    case 'mixed-content':
      return `[blocked] The page at ${pageOrigin(call)}/${UNKNOWN} requested insecure content from ${failure.url}. This content was blocked and must be served over HTTPS.`
    default:
      return null
  }
}

const isBad = (status: number | undefined): status is number =>
  status !== undefined && (status < 200 || status > 299)

const noSuccess = (status: number): string =>
  `Preflight response is not successful. Status code: ${status}`

const notAllowed = (origin: string, status: number | string = UNKNOWN): string =>
  `Origin ${origin} is not allowed by Access-Control-Allow-Origin. Status code: ${status}`

const denied = (url: string): string =>
  `Cross-origin redirection to ${url} denied by Cross-Origin Resource Sharing policy`

const cannotLoad = (url: string, call: FailedCall): string =>
  `${isXhr(call) ? 'XMLHttpRequest' : 'Fetch API'} cannot load ${url}`
