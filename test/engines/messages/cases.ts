/** Calls that browsers refuse, one for each thing that their consoles say. */

import type { Failure, FailureCode } from '../../../src/standard/failure.ts'
import type { Letter, Policy, Server } from '../cases.ts'
import type { EngineName } from '../find.ts'
import { type OriginOf, prefix } from '../policy.ts'

export interface MessageCase {
  /** What fails; a word after it tells cases with the same code apart. */
  id: string
  code: FailureCode
  /** Null where nothing is sent. */
  request: 'preflight' | 'actual' | null
  server: Server
  /** Where not all browsers refuse. */
  engines?: EngineName[]
  /** How the page has come, if not from a loopback address over HTTP. */
  page?: 'over HTTPS' | 'from the Internet' | 'from the Internet, not trustworthy'
  /** Whom it asks for `/x`. */
  to: Letter
  /** Of an async function with `url` and `xhr(method, withCredentials)`. */
  source: string
}

/** Source of an async function that makes a case's call. */
export const callSource = ({ source }: MessageCase): string => `async url => {
  const xhr = (method, withCredentials = false) => new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.onload = resolve
    request.onerror = reject
    request.open(method, url)
    request.withCredentials = withCredentials
    request.send()
  })
  ${source}
}`

/** The key of a case by its place in the list. */
export const keyAt = (index: number): string => `m${index}`

/** What a case asks. */
export const urlOf = ({ to }: MessageCase, key: string, origins: OriginOf): string =>
  `${origins[to]}${prefix(key)}/x`

/** A message with `$A` to `$D` for origins, and without a case's own part of the path. */
export const withPlaceholders = (
  message: string,
  key: string,
  origins: Partial<OriginOf>,
): string =>
  Object.entries(origins)
    .reduce(
      (text, [letter, origin]) => text.replaceAll(new URL(origin).host, `$${letter}`),
      message,
    )
    .replaceAll(/https?:\/\/(\$[A-D])/g, '$1')
    .replaceAll(prefix(key), '')

/** `code`, `code:word`; with the exchange that fails. */
const at =
  (request: 'preflight' | 'actual', to: Letter, source: string) =>
  (id: Failure['code'] | `${Failure['code']}:${string}`, failing: Policy): MessageCase => ({
    id: `${id} ${request}`,
    code: id.split(':', 1)[0] as FailureCode,
    request,
    server: { [to]: request === 'preflight' ? { preflight: failing } : { actual: failing } },
    to,
    source,
  })

const PUT = "await fetch(url, { method: 'PUT' })"
const PUT_WITH_COOKIES = "await fetch(url, { method: 'PUT', credentials: 'include' })"
// In lower case, because WebKit prints a header as the page has written it.
const HEADER = "await fetch(url, { headers: { 'x-tenant': '7' } })"
const HEADER_WITH_COOKIES =
  "await fetch(url, { headers: { 'x-tenant': '7' }, credentials: 'include' })"

const HASH = `sha256-${'A'.repeat(43)}=`

const onGet = at('actual', 'B', 'await fetch(url)')
const onGetWithCookies = at('actual', 'B', "await fetch(url, { credentials: 'include' })")
const onXhr = at('actual', 'B', "await xhr('GET')")
const onXhrWithCookies = at('actual', 'B', "await xhr('GET', true)")
const onXhrPut = at('preflight', 'B', "await xhr('PUT')")
const onXhrPutWithCookies = at('preflight', 'B', "await xhr('PUT', true)")
const onPut = at('preflight', 'B', PUT)
const onPutWithCookies = at('preflight', 'B', PUT_WITH_COOKIES)
const onHeader = at('preflight', 'B', HEADER)
const onHeaderWithCookies = at('preflight', 'B', HEADER_WITH_COOKIES)

const origin = (...values: string[]): Policy => ({
  headers: values.map(value => ['Access-Control-Allow-Origin', value]),
})
const allowed = (headers: Record<string, string> = {}, status = 200): Policy => ({
  status,
  headers: [['Access-Control-Allow-Origin', '$A'], ...Object.entries(headers)],
})
const WITH_COOKIES = { 'Access-Control-Allow-Credentials': 'true' }

interface Redirecting {
  source?: string
  /** Who redirects. */
  by?: 'A' | 'B'
  /** What C answers. */
  last?: Policy
}

const redirecting = (
  id: FailureCode | `${FailureCode}:${string}`,
  first: Policy,
  { source = 'await fetch(url)', by = 'B', last = {} }: Redirecting = {},
): MessageCase => ({
  id: `${id} actual`,
  code: id.split(':', 1)[0] as FailureCode,
  request: 'actual',
  server: { [by]: { actual: { ...allowed(), status: 302, ...first } }, C: { actual: last } },
  to: by,
  source,
})

const to = (location: string, status = 302): Policy => ({
  ...allowed({ Location: location }, status),
})

const refused = (code: FailureCode, source: string): MessageCase => ({
  id: code,
  code,
  request: null,
  server: {},
  to: 'B',
  source,
})

export const messageCases: MessageCase[] = [
  ...[onGet, onPut].flatMap(on => [
    on('allow-origin-missing', {}),
    // With a space after the comma, it would look like two lines.
    on('allow-origin-multiple', origin('$A,$A')),
    on('allow-origin-multiple:space', origin('$A $A')),
    on('allow-origin-multiple:lines', origin('*', '$A')),
    on('allow-origin-invalid', origin('app.example.com')),
    on('allow-origin-invalid:empty', origin('')),
    on('allow-origin-mismatch', origin('https://other.example')),
    on('allow-origin-mismatch:slash', origin('$A/')),
    on('allow-origin-mismatch:null', origin('null')),
  ]),
  ...[onGetWithCookies, onPutWithCookies].flatMap(on => [
    on('allow-origin-missing:credentials', {}),
    on('allow-origin-wildcard', origin('*')),
    on('allow-credentials', allowed()),
    on('allow-credentials:case', allowed({ 'Access-Control-Allow-Credentials': 'TRUE' })),
  ]),
  ...[onXhr, onXhrPut].map(on => on('allow-origin-missing:xhr', {})),
  onXhrWithCookies('allow-origin-wildcard:xhr', origin('*')),
  onXhrWithCookies('allow-credentials:xhr', allowed()),
  onXhrPutWithCookies('allow-origin-wildcard:xhr', origin('*')),
  onXhrPut('method-not-allowed:xhr', allowed()),
  onGet('allow-origin-missing:404', { status: 404 }),
  onGet('allow-origin-missing:500', { status: 500 }),
  onPut('allow-origin-missing:401', { status: 401 }),
  onPut('preflight-status:401', allowed({}, 401)),
  onPut('preflight-status:404', allowed({}, 404)),
  onPut('preflight-redirect', to('$B/c/$KEY/', 301)),
  onPut('allow-methods-invalid', allowed({ 'Access-Control-Allow-Methods': 'GET; PUT' })),
  onPut(
    'allow-methods-invalid:later',
    allowed({ 'Access-Control-Allow-Methods': 'PUT, GET POST' }),
  ),
  onHeader('allow-headers-invalid', allowed({ 'Access-Control-Allow-Headers': 'X-A; X-Tenant' })),
  onPut('method-not-allowed', allowed()),
  onPut('method-not-allowed:listed', allowed({ 'Access-Control-Allow-Methods': 'GET, PATCH' })),
  onPutWithCookies(
    'method-not-allowed:wildcard',
    allowed({ 'Access-Control-Allow-Methods': '*', ...WITH_COOKIES }),
  ),
  onHeader('header-not-allowed', allowed()),
  onHeader('header-not-allowed:listed', allowed({ 'Access-Control-Allow-Headers': 'X-Other' })),
  onHeaderWithCookies(
    'header-not-allowed:wildcard',
    allowed({ 'Access-Control-Allow-Headers': '*', ...WITH_COOKIES }),
  ),
  redirecting('allow-origin-missing:redirected', to('$C/c/$KEY/x')),
  redirecting('allow-origin-missing:own', to('$C/c/$KEY/x'), { by: 'A' }),
  redirecting('allow-origin-mismatch:redirected', to('$C/c/$KEY/x'), { last: allowed() }),
  redirecting('redirect-userinfo', { redirectTo: { to: 'C', path: '/x', userinfo: 'u:p' } }),
  redirecting(
    'redirect-userinfo:own',
    { redirectTo: { to: 'C', path: '/x', userinfo: 'u:p' } },
    { by: 'A' },
  ),
  redirecting('redirect-scheme:xhr', to('ftp://files.example/x'), { source: "await xhr('GET')" }),
  ...(['A', 'B'] as const).flatMap(by => {
    const own = by === 'A' ? ':own' : ''
    return [
      ...Object.entries({
        ftp: 'ftp://files.example/x',
        data: 'data:text/plain,x',
        mailto: 'mailto:x@files.example',
        file: 'file:///x',
        custom: 'web+x:y',
      }).map(([word, url]) =>
        redirecting(`redirect-scheme:${word}${own.replace(':', '-')}`, to(url), { by }),
      ),
      redirecting(`redirect-location${own}`, to('http://['), { by }),
      redirecting(`redirect-limit${own}`, to(`$${by}/c/$KEY/x`), { by }),
      redirecting(`redirect-error${own}`, to(`$${by}/c/$KEY/y`), {
        by,
        source: "await fetch(url, { redirect: 'error' })",
      }),
    ]
  }),
  {
    ...redirecting('redirect-no-cors', {}),
    server: {},
    source: "await fetch(url, { mode: 'no-cors', redirect: 'error' })",
  },
  onGet('network', { drop: true }),
  onPut('network', { drop: true }),
  onXhr('network:xhr', { drop: true }),
  at('actual', 'A', 'await fetch(url)')('network:own', { drop: true }),
  ...(['A', 'B'] as const).map(to =>
    at(
      'actual',
      to,
      `await fetch(url, { integrity: '${HASH}' })`,
    )(to === 'A' ? 'integrity:own' : 'integrity', { ...allowed(), body: 'x' }),
  ),
  refused('disallowed-by-mode', "await fetch(url, { mode: 'same-origin' })"),
  ...Object.entries({
    ftp: 'ftp://files.example/x',
    file: 'file:///x',
    mailto: 'mailto:x@files.example',
    custom: 'web+x:y',
  }).flatMap(([word, url]) => [
    { ...refused('scheme', `await fetch('${url}')`), id: `scheme:${word}` },
    { ...refused('scheme', `url = '${url}'; await xhr('GET')`), id: `scheme:${word}-xhr` },
  ]),
  refused('bad-port', "await fetch('http://127.0.0.1:6000/x')"),
  {
    ...refused(
      'header-refused',
      "await fetch(url, { headers: { 'Available-Dictionary': ':cGFnZQ==:' } })",
    ),
    engines: ['chromium'],
  },
  {
    ...refused(
      'stream-refused',
      "await fetch(url, { method: 'POST', body: new Blob(['x']).stream(), duplex: 'half' })",
    ),
    engines: ['webkit'],
  },
  ...(['fetch', 'xhr'] as const).map(
    (api): MessageCase => ({
      ...refused(
        'mixed-content',
        `url = 'http://insecure.example/x'; await ${api === 'xhr' ? "xhr('GET')" : 'fetch(url)'}`,
      ),
      id: `mixed-content:${api}`,
      page: 'over HTTPS',
    }),
  ),
  ...(
    [
      ['local-network-denied', 'from the Internet', ''],
      ['local-network-mismatch', 'from the Internet', "{ targetAddressSpace: 'local' }"],
      ['local-network-insecure', 'from the Internet, not trustworthy', ''],
    ] as const
  ).map(
    ([code, page, init]): MessageCase => ({
      ...onGet(code, allowed()),
      source: `await fetch(url, ${init})`,
      page,
      engines: ['chromium'],
    }),
  ),
]
