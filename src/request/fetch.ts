/** A call of `fetch`, described: https://fetch.spec.whatwg.org/#dom-request */

import { describeBody } from '../standard/body.ts'
import type {
  BodyKind,
  CredentialsMode,
  Description,
  RequestMode,
} from '../standard/description.ts'
import { type Header, type Place, toHeader } from '../standard/header.ts'
import { takenOver } from '../standard/headers.ts'
import { isCorsSafelistedMethod, normalizeMethod } from '../standard/method.ts'
import type { Page } from './page.ts'
import type { Pair } from './read-headers.ts'

/** The arguments of `fetch`, each read once. */
export interface FetchArguments {
  readonly input: Request | string
  readonly init: FetchInit | undefined
  /** The pairs of `init.headers`, if there are any. */
  readonly headers: readonly Pair[] | undefined
  /** Where the page's code set a header, and where it made the call. */
  readonly placeOf?: (name: string) => Place | undefined
  readonly madeAt?: Place | undefined
}

/** The members of a RequestInit that a decision looks at. */
export interface FetchInit {
  readonly method?: unknown
  readonly mode?: unknown
  readonly credentials?: unknown
  readonly cache?: unknown
  readonly body?: unknown
}

const MODES = ['cors', 'no-cors', 'same-origin'] as const
const CREDENTIALS = ['omit', 'same-origin', 'include'] as const
const BODIES: readonly BodyKind[] = ['blob', 'buffer', 'formdata', 'urlsearchparams', 'stream']

/**
 * Describes a call of `fetch`.
 *
 * @throws TypeError where a browser would: for a URL, method, header or combination that no request
 * can have.
 */
export function describeFetch(call: FetchArguments, page: Page): Description {
  const { input, init } = call
  const request = typeof input === 'string' ? undefined : input
  const url = page.resolve(request ? request.url : (input as string))
  if (url.username || url.password) {
    throw new TypeError(`the URL holds a user name or password: ${url.href}`)
  }
  const method = normalizeMethod(text(init?.method) ?? request?.method ?? 'GET')
  const mode = oneOf(MODES, 'mode', init?.mode) ?? ownMode(request) ?? 'cors'
  const body = describeBody(init?.body, BODIES)
  if (body && (method === 'GET' || method === 'HEAD')) {
    throw new TypeError(`a ${method} request can't have a body`)
  }
  if (mode === 'no-cors' && !isCorsSafelistedMethod(method)) {
    throw new TypeError(`method ${method} can't be used in no-cors mode`)
  }
  if (init?.cache === 'only-if-cached' && mode !== 'same-origin') {
    throw new TypeError("cache 'only-if-cached' needs mode 'same-origin'")
  }
  return {
    initiator: 'fetch',
    origin: page.origin,
    url,
    method,
    mode,
    credentials:
      oneOf(CREDENTIALS, 'credentials', init?.credentials) ??
      (request?.credentials as CredentialsMode | undefined) ??
      'same-origin',
    headers: headersOf(call, request, mode),
    body,
    uploadListeners: [],
    madeAt: call.madeAt,
    methodSetAt: init?.method === undefined ? undefined : call.madeAt,
  }
}

function headersOf(
  call: FetchArguments,
  request: Request | undefined,
  mode: RequestMode,
): Header[] {
  const pairs: readonly Pair[] = call.headers ?? (request ? [...request.headers] : [])
  const headers = pairs.map(([name, value]) =>
    toHeader(`${name}`, `${value}`, call.placeOf?.(`${name}`)),
  )
  const made = request && !call.headers ? takenOver(headers, request.mode) : headers
  return takenOver(made, mode)
}

/** A navigation's Request can be fetched again only as `same-origin`. */
const ownMode = (request: Request | undefined): RequestMode | undefined =>
  request?.mode === 'navigate' ? 'same-origin' : (request?.mode as RequestMode | undefined)

const text = (value: unknown): string | undefined => (value === undefined ? undefined : `${value}`)

function oneOf<T extends string>(
  values: readonly T[],
  name: string,
  value: unknown,
): T | undefined {
  if (value === undefined) return undefined
  const found = values.find(candidate => candidate === `${value}`)
  if (!found) throw new TypeError(`${name} takes ${values.join(', ')}, not ${value}`)
  return found
}
