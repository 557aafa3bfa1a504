/** A call of `fetch`, described: https://fetch.spec.whatwg.org/#dom-request */

import { describeBody } from '../standard/body.ts'
import type {
  Body,
  BodyKind,
  CredentialsMode,
  Description,
  RequestMode,
} from '../standard/description.ts'
import { type Header, normalizeValue, type Place, toHeader } from '../standard/header.ts'
import { isCorsSafelistedMethod, normalizeMethod } from '../standard/method.ts'
import { safelistedOnly } from '../standard/no-cors-headers.ts'
import { hasUserinfo } from '../standard/userinfo.ts'
import { oneOf } from './one-of.ts'
import type { Page } from './page.ts'
import type { Pair } from './read-headers.ts'

/** The arguments of `fetch`, each read once. */
export interface FetchArguments {
  readonly input: Request | string
  readonly init?: FetchInit | undefined
  /** The pairs of `init.headers`, if there are any. */
  readonly headers?: readonly Pair[] | undefined
}

/** What can be known of a call beyond its arguments. */
export interface FetchOrigin {
  readonly madeAt?: Place | undefined
  /** Where headers were set that were not set at the call itself, by name in lower case. */
  readonly places?: ReadonlyMap<string, Place> | undefined
  /** The pairs that a Request in `input` was made of, where names repeat: Firefox keeps them apart. */
  readonly madeOf?: readonly Pair[] | undefined
  /** The body of a Request in `input`, where it is known to be a stream. */
  readonly stream?: Body | undefined
}

/** The members of a RequestInit that a decision looks at. */
export interface FetchInit {
  readonly method?: unknown
  readonly mode?: unknown
  readonly credentials?: unknown
  readonly cache?: unknown
  readonly body?: unknown
  readonly keepalive?: unknown
  readonly duplex?: unknown
}

/** Modes that a script may ask for. */
export const MODES = ['cors', 'no-cors', 'same-origin'] as const
/** All credentials modes. */
export const CREDENTIALS = ['omit', 'same-origin', 'include'] as const
const BODIES: readonly BodyKind[] = ['blob', 'buffer', 'formdata', 'urlsearchparams', 'stream']

/**
 * Describes a call of `fetch`.
 *
 * @throws TypeError where a browser would: for a URL, method, header or combination that no request
 * can have.
 */
export function describeFetch(
  call: FetchArguments,
  page: Page,
  origin: FetchOrigin = {},
): Description {
  const { input } = call
  const {
    method: givenMethod,
    mode: givenMode,
    credentials,
    cache,
    body: given,
    keepalive,
  } = call.init ?? {}
  const { madeAt, stream } = origin
  const request = typeof input === 'string' ? undefined : input
  const url = page.resolve(request ? request.url : (input as string))
  if (hasUserinfo(url)) {
    throw new TypeError(`the URL holds a user name or password: ${url.href}`)
  }
  const method = normalizeMethod(text(givenMethod) ?? request?.method ?? 'GET')
  const mode = oneOf(MODES, 'mode', givenMode) ?? ownMode(request) ?? 'cors'
  const own = describeBody(given, BODIES)
  const halfDuplex = call.init?.duplex === 'half'
  const body = own?.kind === 'stream' ? { ...own, halfDuplex } : (own ?? stream ?? null)
  if (body && (method === 'GET' || method === 'HEAD')) {
    throw new TypeError(`a ${method} request can't have a body`)
  }
  if (mode === 'no-cors' && !isCorsSafelistedMethod(method)) {
    throw new TypeError(`method ${method} can't be used in no-cors mode`)
  }
  if (cache === 'only-if-cached' && mode !== 'same-origin') {
    throw new TypeError("cache 'only-if-cached' needs mode 'same-origin'")
  }
  return {
    initiator: 'fetch',
    origin: page.origin,
    url,
    method,
    mode,
    credentials:
      oneOf(CREDENTIALS, 'credentials', credentials) ??
      (request?.credentials as CredentialsMode | undefined) ??
      'same-origin',
    headers: headersOf(call, request, mode, origin),
    body,
    keepalive: !!(keepalive ?? request?.keepalive),
    uploadListeners: [],
    madeAt,
    methodSetAt: madeAt,
  }
}

const NONE: readonly Header[] = []

function headersOf(
  { headers: given }: FetchArguments,
  request: Request | undefined,
  mode: RequestMode,
  { madeAt, places, madeOf }: FetchOrigin,
): readonly Header[] {
  if (!given && !request) return NONE
  const pairs: readonly Pair[] = given ?? apart([...request!.headers], madeOf)
  const placeHere = given ? madeAt : undefined
  const headers: Header[] = []
  for (const [name, value] of pairs) {
    const header = toHeader(
      `${name}`,
      `${value}`,
      places ? places.get(`${name}`.toLowerCase()) : placeHere,
    )
    if (header) headers.push(header)
  }
  const madeNoCors = !given && request?.mode === 'no-cors'
  return mode === 'no-cors' || madeNoCors ? safelistedOnly(headers) : headers
}

/** Headers joined by name, taken apart again where it is known of what they were joined. */
const apart = (joined: readonly Pair[], madeOf: readonly Pair[] | undefined): readonly Pair[] =>
  madeOf
    ? joined.flatMap(pair => {
        const parts = madeOf.filter(([name]) => `${name}`.toLowerCase() === pair[0])
        const same = parts.map(([, value]) => normalizeValue(`${value}`)).join(', ') === pair[1]
        return same ? parts : [pair]
      })
    : joined

/** A navigation's Request can be fetched again only as `same-origin`. */
const ownMode = (request: Request | undefined): RequestMode | undefined =>
  request?.mode === 'navigate' ? 'same-origin' : (request?.mode as RequestMode | undefined)

const text = (value: unknown): string | undefined => (value === undefined ? undefined : `${value}`)
