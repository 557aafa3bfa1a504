/** What Chromium prints, by test/truth/messages.json. */

import type { AnyFailure, At } from '../../standard/failure.ts'
import { type FailedCall, isXhr, pageOrigin, targetOf, UNKNOWN } from './call.ts'

const PREFLIGHT = "Response to preflight request doesn't pass access control check: "
const HAVE_VALID = 'Have the server send the header with a valid value.'
const SCHEMES = `Cross origin requests are only supported for protocol schemes: ${UNKNOWN}.`

/** What Chromium prints for a failure. */
export function chromiumMessage(failure: AnyFailure, call: FailedCall): string | null {
  switch (failure.code) {
    case 'allow-origin-missing':
      return checked(
        failure,
        call,
        "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
      )
    case 'allow-origin-multiple':
      return checked(
        failure,
        call,
        `The 'Access-Control-Allow-Origin' header contains multiple values '${failure.received}', but only one is allowed. ${HAVE_VALID}`,
      )
    case 'allow-origin-invalid':
      return checked(
        failure,
        call,
        `The 'Access-Control-Allow-Origin' header contains the invalid value '${failure.received}'. ${HAVE_VALID}`,
      )
    case 'allow-origin-mismatch':
      return checked(
        failure,
        call,
        `The 'Access-Control-Allow-Origin' header has a value '${failure.received}' that is not equal to the supplied origin. ${HAVE_VALID}`,
      )
    case 'allow-origin-wildcard':
      return checked(
        failure,
        call,
        `The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.${withCredentials(call)}`,
      )
    case 'allow-credentials':
      return checked(
        failure,
        call,
        `The value of the 'Access-Control-Allow-Credentials' header in the response is '${failure.received ?? ''}' which must be 'true' when the request's credentials mode is 'include'.${withCredentials(call)}`,
      )
    case 'preflight-status':
      return checked(failure, call, 'It does not have HTTP ok status.')
    case 'preflight-redirect':
      return checked(failure, call, 'Redirect is not allowed for a preflight request.')
    case 'allow-methods-invalid':
    case 'allow-headers-invalid': {
      const header = failure.code === 'allow-methods-invalid' ? 'Methods' : 'Headers'
      return access(
        failure,
        call,
        `Cannot parse Access-Control-Allow-${header} response header field in preflight response.`,
      )
    }
    case 'method-not-allowed':
      return access(
        failure,
        call,
        `Method ${failure.method} is not allowed by Access-Control-Allow-Methods in preflight response.`,
      )
    case 'header-not-allowed':
      return access(
        failure,
        call,
        `Request header field ${failure.name} is not allowed by Access-Control-Allow-Headers in preflight response.`,
      )
    case 'redirect-userinfo':
      return access(
        failure,
        call,
        "Redirect location '' contains a username and password, which is disallowed for cross-origin requests.",
      )
    case 'redirect-scheme': {
      const target = targetOf(failure)
      if (target?.protocol === 'data:' || target?.protocol === 'file:') {
        return netError('UNSAFE_REDIRECT')
      }
      const url = target?.href ?? failure.location
      return access({ ...failure, url, hop: failure.hop + 1 }, call, SCHEMES)
    }
    case 'redirect-location':
      return netError('INVALID_REDIRECT')
    case 'redirect-limit':
      return netError('TOO_MANY_REDIRECTS')
    case 'redirect-no-cors':
      return `Fetch API cannot load ${failure.url}. Request mode is "no-cors" but the redirect mode is not "follow".`
    case 'network':
      return netError(UNKNOWN)
    case 'integrity': {
      const algorithm = failure.integrity.split('-', 1)[0]!.trim().replace('sha', 'SHA-')
      return `Failed to find a valid digest in the 'integrity' attribute for resource '${failure.url}' with computed ${algorithm} integrity '${UNKNOWN}'. The resource has been blocked.`
    }
    case 'disallowed-by-mode':
      return `Fetch API cannot load ${failure.url}. Request mode is "same-origin" but the URL's origin is not same as the request origin ${failure.origin}.`
    case 'scheme':
      return schemeMessage(failure.scheme, call)
    case 'mixed-content': {
      const what = isXhr(call) ? 'XMLHttpRequest endpoint' : 'resource'
      return `Mixed Content: The page at '${pageOrigin(call)}/${UNKNOWN}' was loaded over HTTPS, but requested an insecure ${what} '${failure.url}'. This request has been blocked; the content must be served over HTTPS.`
    }
    case 'bad-port':
      return netError('UNSAFE_PORT')
    case 'header-refused':
      return netError('INVALID_ARGUMENT')
    case 'local-network-insecure':
      return access(
        failure,
        call,
        `The request client is not a secure context and the resource is in more-private address space \`${UNKNOWN}\`.`,
      )
    case 'local-network-mismatch':
      return access(
        failure,
        call,
        `Request had a target IP address space of \`${UNKNOWN}\` yet the resource is in address space \`${UNKNOWN}\`.`,
      )
    case 'local-network-denied':
      return access(
        failure,
        call,
        `Permission was denied for this request to access the \`${UNKNOWN}\` address space.`,
      )
    default:
      return null
  }
}

function schemeMessage(scheme: string, call: FailedCall): string {
  const url = call.url ?? UNKNOWN
  if (scheme === 'file') return `Not allowed to load local resource: ${url}`
  if (!isXhr(call)) return `Fetch API cannot load ${url}. URL scheme "${scheme}" is not supported.`
  return scheme === 'ftp'
    ? 'FTP is not supported.'
    : access({ request: 'actual', hop: 0, url }, call, SCHEMES)
}

const netError = (name: string): string => `Failed to load resource: net::ERR_${name}`

const withCredentials = (call: FailedCall): string =>
  isXhr(call)
    ? ' The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.'
    : ''

const checked = (at: At, call: FailedCall, why: string): string =>
  access(at, call, at.request === 'preflight' ? `${PREFLIGHT}${why}` : why)

function access({ url, hop }: At, call: FailedCall, why: string): string {
  const what = isXhr(call) ? 'XMLHttpRequest' : 'fetch'
  const before = hop > 0 ? ` (redirected from '${call.url ?? UNKNOWN}')` : ''
  return `Access to ${what} at '${url}'${before} from origin '${pageOrigin(call)}' has been blocked by CORS policy: ${why}`
}
