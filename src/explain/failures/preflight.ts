/** What keeps a preflight's answer from allowing a call, in words. */

import type {
  At,
  HeaderNotAllowed,
  ListInvalid,
  MethodNotAllowed,
  PreflightRedirect,
  PreflightStatus,
} from '../../standard/failure.ts'
import { publicUrl } from '../call.ts'
import { adviceOn } from '../known-headers.ts'
import { answerOf, answerWith, WITHOUT_CREDENTIALS, type Words } from './answer.ts'

const METHODS = 'Access-Control-Allow-Methods'
const HEADERS = 'Access-Control-Allow-Headers'

const UNKNOWN_CALLER =
  'let OPTIONS through before you check who is asking: browsers send no cookies and no ' +
  'Authorization with a preflight'

/** Puts a preflight's bad status into words. */
export const preflightStatusWords = (failure: PreflightStatus & At): Words => ({
  what: `${answerOf(failure)} has the status ${failure.status}; it has to be one of 200 to 299`,
  fix: statusFix(failure.status),
  where: 'server',
})

function statusFix(status: number): string {
  switch (status) {
    case 400:
      return "look up in the server's CORS configuration whether it knows this origin, method and header: some answer 400 to what they don't allow"
    case 401:
    case 403:
    case 407:
      return UNKNOWN_CALLER
    case 404:
    case 405:
    case 501:
      return 'answer OPTIONS at this URL with 204: there is no route for it, or CORS is set up only for other methods'
    case 429:
      return "don't count OPTIONS in the rate limit"
    default:
      return status >= 500
        ? "look in the server's log why it fails on OPTIONS; then answer it with 204"
        : 'answer OPTIONS at this URL with 204'
  }
}

const LOGIN = /(^|[^a-z])(log-?in|log-?on|sign-?in|sso|saml|o?auth2?)([^a-z]|$)/i

/** Puts a redirected preflight into words. */
export function preflightRedirectWords(failure: PreflightRedirect & At): Words {
  const { status, location, url } = failure
  const target = location !== null && URL.canParse(location, url) ? new URL(location, url) : null
  const to = target ? publicUrl(target.href) : null
  const what = `${answerOf(failure)} is a redirect (${status})${to ? ` to ${to}` : ''}; no browser follows it`
  if (!target) {
    return { what, fix: 'answer the OPTIONS with 204 instead of a redirect', where: 'server' }
  }
  const from = new URL(url)
  const isLogin = LOGIN.test(target.pathname) || LOGIN.test(target.hostname)
  if (isLogin && !LOGIN.test(from.pathname) && !LOGIN.test(from.hostname)) {
    return { what, fix: UNKNOWN_CALLER, where: 'server' }
  }
  return {
    what: `${what}${moveWords(from, target)}`,
    fix: `call ${to} directly; or answer the OPTIONS with 204 before redirecting`,
    where: 'client',
  }
}

/** The redirects that nearly every server has. */
function moveWords(from: URL, to: URL): string {
  const isSame = (part: 'host' | 'pathname') => from[part] === to[part]
  if (from.protocol === 'http:' && to.protocol === 'https:' && from.hostname === to.hostname) {
    return ': from HTTP to HTTPS'
  }
  if (isSame('host') && !isSame('pathname')) {
    if (`${from.pathname}/` === to.pathname) return ': a slash at the end is missing'
    if (from.pathname === `${to.pathname}/`) return ': a slash at the end is too much'
  }
  return ''
}

/** Puts a list that is none into words. */
export function listInvalidWords(failure: ListInvalid & At): Words {
  const { code, received } = failure
  const isMethods = code === 'allow-methods-invalid'
  const header = isMethods ? METHODS : HEADERS
  const names = received.match(/[\w!#$%&'*+.^`|~-]+/g) ?? []
  const line = `${header}: ${names.map(name => name.replace(/^'(.+)'$/, '$1')).join(', ')}`
  return {
    what: `${answerOf(failure)} has ${header}: ${received}, which is no list of names with commas between them`,
    fix: names.length > 0 ? answerWith(line) : `send ${header} with names and commas only`,
    where: 'server',
  }
}

/** Puts a method that is not allowed into words. */
export function methodNotAllowedWords(failure: MethodNotAllowed & At): Words {
  const { method, received, wildcard } = failure
  const answer = answerOf(failure)
  const listed = namesOf(received)
  const line = `${METHODS}: ${[...listed.filter(name => name !== '*'), method].join(', ')}`
  if (wildcard) {
    return {
      what: `${answer} allows methods by *, which does not count for a call with credentials; it has to name ${method}`,
      fix: `${answerWith(line)}; or ${WITHOUT_CREDENTIALS}`,
      where: 'server',
    }
  }
  const otherCase = listed.find(name => name.toUpperCase() === method.toUpperCase())
  if (otherCase !== undefined && method !== method.toUpperCase()) {
    return {
      what: `${answer} allows the method ${otherCase}, not ${method}: case counts`,
      fix: `write ${otherCase} in the call: browsers put only some methods in upper case, and ${method} is none of them`,
      where: 'client',
    }
  }
  return {
    what:
      otherCase === undefined
        ? `${answer} ${missing(METHODS, received)}; it has to name ${method}`
        : `${answer} allows the method ${otherCase}, not ${method}: case counts`,
    fix: answerWith(otherCase === undefined ? line : line.replace(`${otherCase}, `, '')),
    where: 'server',
  }
}

/**
 * Puts a header that is not allowed into words.
 *
 * @param names All headers that this answer does not allow: one line should name them all.
 */
export function headerNotAllowedWords(
  failure: HeaderNotAllowed & At,
  names: readonly string[] = [failure.name],
): Words {
  const { name, received, wildcard } = failure
  const answer = answerOf(failure)
  const listed = namesOf(received)
  const line = (others: string[]) => answerWith(`${HEADERS}: ${[...others, ...names].join(', ')}`)
  switch (wildcard) {
    case 'credentials':
      return {
        what: `${answer} allows headers by *, which does not count for a call with credentials; it has to name ${name}`,
        fix: `${line(listed.filter(other => other !== '*'))}; or ${WITHOUT_CREDENTIALS}`,
        where: 'server',
      }
    case 'authorization':
      return {
        what: `${answer} allows headers by *, which does not count for ${name} by the standard; browsers let it pass today`,
        fix: line(listed),
        where: 'server',
      }
    default: {
      const { client } = adviceOn(name)
      return {
        what: `${answer} ${missing(HEADERS, received)}; it has to name ${name}`,
        fix: `${line(listed)}${client === null || names.length > 1 ? '' : `; or ${client}`}`,
        where: 'server',
      }
    }
  }
}

const namesOf = (list: string | null): string[] =>
  (list ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(Boolean)

const missing = (header: string, received: string | null): string =>
  received === null ? `has no ${header}` : `has ${header}: ${received}`
