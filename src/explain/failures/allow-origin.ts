/** Failures of the CORS check in words: https://fetch.spec.whatwg.org/#concept-cors-check */

import type { AllowCredentialsFailure, AllowOriginFailure, At } from '../../standard/failure.ts'
import { answerOf, sendBoth, WITHOUT_CREDENTIALS, type Words } from './answer.ts'

const HEADER = 'Access-Control-Allow-Origin'

/**
 * Puts a failing `Access-Control-Allow-Origin` into words.
 *
 * @param status The status of the response, where it is known.
 */
export function allowOriginWords(failure: AllowOriginFailure & At, status = 200): Words {
  if (failure.expected === 'null') return nullOriginWords(failure)
  const { expected } = failure
  return {
    what: `${answerOf(failure)} ${receivedWords(failure, status)}`,
    fix: `${sendBoth(failure, `${HEADER}: ${expected} and Vary: Origin`)}${fixWords(failure, status)}`,
    where: 'server',
  }
}

function receivedWords(failure: AllowOriginFailure & At, status: number): string {
  const { code, expected, request } = failure
  const received = failure.received ?? ''
  const needed = `it has to allow ${expected}`
  switch (code) {
    case 'allow-origin-missing':
      return `has no ${HEADER}; ${needed}${
        request === 'actual' && status >= 300 ? `. Its status is ${status}` : ''
      }`
    case 'allow-origin-multiple':
      return `allows ${JSON.stringify(received)}, where only one origin may be; ${needed}`
    case 'allow-origin-invalid':
      return received === ''
        ? `has an empty ${HEADER}; ${needed}`
        : `allows ${JSON.stringify(received)}, which is no origin; ${needed}${hint(received, expected)}`
    case 'allow-origin-mismatch':
      return `allows ${received}, not ${expected}${hint(received, expected)}`
    case 'allow-origin-wildcard':
      return `allows *, which does not count for a call with credentials; ${needed}`
  }
}

function fixWords({ code, received, request }: AllowOriginFailure & At, status: number): string {
  switch (code) {
    case 'allow-origin-missing':
      if (request === 'preflight' || status < 300) return ''
      return status < 400
        ? '; a redirect needs it too'
        : ', on errors too: many servers and proxies add it only to what succeeds'
    case 'allow-origin-multiple': {
      const values = (received ?? '').split(/[ ,]+/).filter(Boolean)
      return values.includes('*') || new Set(values).size === 1
        ? ', once: mostly the server and a proxy both add it'
        : ', chosen per request by its Origin'
    }
    case 'allow-origin-wildcard':
      return `; or ${WITHOUT_CREDENTIALS}`
    default:
      return ''
  }
}

/**
 * Where a browser says `null` instead of the page's origin. Any page can get to that in a sandboxed
 * frame, so to allow it by name is no advice.
 * https://fetch.spec.whatwg.org/#concept-request-tainted-origin
 */
function nullOriginWords(failure: AllowOriginFailure & At): Words {
  const { hop, received } = failure
  const is = received === null ? `has no ${HEADER}` : `allows ${JSON.stringify(received)}`
  const wildcard = `for a call without credentials, ${sendBoth(failure, `${HEADER}: *`)}`
  return {
    where: 'client',
    ...(hop > 0
      ? {
          what: `${answerOf(failure)} ${is}, but a redirect from one foreign origin to another has made the call's origin null`,
          fix: `call the last URL directly; or, ${wildcard}`,
        }
      : {
          what: `${answerOf(failure)} ${is}, but the page's origin is null, as in a sandboxed frame or a file`,
          fix: `serve the page over HTTP, outside of a sandbox; or, ${wildcard}`,
        }),
  }
}

/** Puts a failing `Access-Control-Allow-Credentials` into words. */
export function allowCredentialsWords(failure: AllowCredentialsFailure & At): Words {
  const { received, expected } = failure
  const name = 'Access-Control-Allow-Credentials'
  const is = received === null ? `has no ${name}` : `has ${name}: ${received}`
  const isCase = received?.toLowerCase() === expected
  return {
    what: `${answerOf(failure)} ${is}; for a call with credentials it has to be ${expected}${isCase ? ', and case counts' : ''}`,
    fix: `${sendBoth(failure, `${name}: ${expected}`)}; or ${WITHOUT_CREDENTIALS}`,
    where: 'server',
  }
}

const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])$/

/** What about two origins differs, where that is easy to overlook. */
function hint(received: string, expected: string): string {
  if (received === `${expected}/`) return ': the slash at the end is too much'
  if (received.toLowerCase() === expected) return ': case counts'
  if (received.includes('*')) return ': browsers know no patterns, only * alone'
  if (/^(["']).*\1$/.test(received)) return ": quotes don't belong there"
  if (expected.endsWith(`://${received}`)) return ': the scheme is missing'
  if (!URL.canParse(received)) return ''
  const [left, right] = [new URL(received), new URL(expected)]
  const isSame = (...parts: ('protocol' | 'hostname' | 'port')[]) =>
    parts.every(part => left[part] === right[part])
  if (left.origin === right.origin) {
    return left.pathname !== '/' || left.search !== ''
      ? ': an origin has no path'
      : ': the default port is left out'
  }
  if (isSame('hostname', 'port')) return ': the scheme differs'
  if (isSame('protocol', 'hostname')) return ': the port differs'
  if (isSame('protocol', 'port') && LOCAL.test(left.hostname) && LOCAL.test(right.hostname)) {
    return ': the same computer, but two origins'
  }
  return ''
}
