/** The request itself, on one hop: https://fetch.spec.whatwg.org/#concept-http-fetch */

import { corsCheck } from '../standard/cors-check.ts'
import type { CredentialsMode } from '../standard/description.ts'
import type { AnyFailure } from '../standard/failure.ts'
import { combine } from '../standard/header.ts'
import { safelistedOnly } from '../standard/no-cors-headers.ts'
import { headersSent } from '../standard/preflight.ts'
import { redirection } from '../standard/redirect.ts'
import { hasUserinfo } from '../standard/userinfo.ts'
import type { Cookies } from './cookies.ts'
import { exchangeOver, newExchange } from './exchange.ts'
import { failed } from './failed.ts'
import { filtered, HIDDEN } from './filtered.ts'
import { hasIntegrity } from './integrity.ts'
import type { FilteredResponse, Load, Loaded, Loader } from './load.ts'
import type { NetworkResponse } from './network-request.ts'
import type { RequestOnItsWay } from './request-on-its-way.ts'

/** Sends the request and checks its response; null where it goes on to another hop. */
export async function httpFetch(
  loader: Loader,
  call: Load,
  request: RequestOnItsWay,
): Promise<Loaded | null> {
  const { url, method, mode, credentials } = request.now
  if (failsLate(request)) {
    const failure = { code: 'redirect-userinfo', status: 0, location: url.href } as const
    return failed([request.fail('actual', failure)])
  }
  const origin = request.originHeader()
  const cookies = sendsCookies(request) ? loader.cookies : null
  const exchange = newExchange('actual', request.hop, method, url, origin)
  const response = await exchangeOver(loader.network, call, exchange, {
    headers: headersOf(request, origin, cookies),
    mode,
    credentials,
    body: request.body?.content ?? null,
  })
  if ('failure' in response) return failed([request.fail('actual', response.failure)])
  cookies?.store(response.headers, url, request.now.origin)
  return judge(loader, call, request, response)
}

async function judge(
  { cache }: Loader,
  call: Load,
  request: RequestOnItsWay,
  response: NetworkResponse,
): Promise<Loaded | null> {
  const { status, headers } = response
  const { credentials, url } = request.now
  const { enforcement } = request
  const forget = () => enforcement.cache.clearedByFailure && cache.forget(request.cacheKey)
  const location = headers.get('location')
  const kind = redirection({ status, location, url }, call.redirect, enforcement.redirects)
  if (request.tainting === 'cors') {
    const failures = corsFailures(request, headers, credentials)
    if (failures.length > 0) {
      forget()
      return failed(failures)
    }
    if (kind === 'followed' && redirectNeedsCredentials(request)) {
      const late = corsFailures(request, headers, 'include')
      if (late.length > 0) request.pending = failed(late)
    }
  }
  if (kind === 'answer') return whole(call, request, filtered(response, request))
  response.body?.cancel().catch(() => {})
  if (kind === 'hidden') return whole(call, request, { ...HIDDEN, url: url.href })
  const code = kind === 'followed' ? request.follow(status, location!) : kind
  if (code === null) return null
  if (kind === 'followed') forget()
  return failed([request.fail('actual', { code, status, location: location ?? '' })])
}

/** A response, unless it has not the integrity that the page demands. */
async function whole(
  { integrity }: Load,
  request: RequestOnItsWay,
  response: FilteredResponse,
): Promise<Loaded> {
  const isOpaque =
    response.type === 'opaque' ||
    (response.type === 'opaqueredirect' && !request.enforcement.redirectsHaveIntegrity)
  const passes = integrity === '' || (!isOpaque && (await hasIntegrity(response, integrity)))
  return passes
    ? { failure: null, response }
    : failed([request.fail('actual', { code: 'integrity', integrity })])
}

function corsFailures(
  request: RequestOnItsWay,
  headers: Headers,
  credentials: CredentialsMode,
): AnyFailure[] {
  const failures = corsCheck(headers, { origin: request.origin, credentials })
  return failures.map(failure => request.fail('actual', failure))
}

const redirectNeedsCredentials = ({ enforcement, now, beganSameOrigin }: RequestOnItsWay) =>
  enforcement.redirectsNeedCredentials && now.credentials === 'same-origin' && beganSameOrigin

/** Whether only now a user name or password in a redirect's target ends the call. */
const failsLate = ({ enforcement, tainting, hop, now: { url } }: RequestOnItsWay): boolean =>
  enforcement.refusesUserinfoLate && tainting === 'cors' && hop > 0 && hasUserinfo(url)

const sendsCookies = ({ tainting, now: { credentials } }: RequestOnItsWay): boolean =>
  credentials === 'include' || (credentials === 'same-origin' && tainting === 'basic')

function headersOf(
  { now, rules, enforcement, body }: RequestOnItsWay,
  origin: string | null,
  cookies: Cookies | null,
): [string, string][] {
  const sent = headersSent(now, rules)
  const allowed =
    now.mode === 'no-cors' && !enforcement.sendsAnyBodyType ? safelistedOnly(sent) : sent
  const pairs = combine(allowed).map(({ name, value, fromBody }): [string, string] => [
    name,
    fromBody ? (body?.contentType ?? value) : value,
  ])
  if (!pairs.some(([name]) => name === 'accept')) pairs.push(['accept', '*/*'])
  if (origin !== null) pairs.push(['origin', origin])
  const cookie = cookies?.header(now.url, now.origin)
  if (cookie) pairs.push(['cookie', cookie])
  return pairs
}
