/** A call as the browser makes it: https://fetch.spec.whatwg.org/#main-fetch */

import type { Browser } from '../browsers/rules.ts'
import type { Description } from '../standard/description.ts'
import type { Failure } from '../standard/failure.ts'
import type { PreflightCache } from '../standard/preflight-cache.ts'
import type { Cookies } from './cookies.ts'
import type { Exchange } from './exchange.ts'
import { failed } from './failed.ts'
import { httpFetch } from './http-fetch.ts'
import { loadNatively } from './natively.ts'
import type { Network } from './network-request.ts'
import { PassThrough } from './pass-through.ts'
import { preflightFetch } from './preflight-fetch.ts'
import { RequestOnItsWay } from './request-on-its-way.ts'

/** A body that can be sent again after a redirect, unless it is a stream. */
export interface SendableBody {
  readonly content: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>
  /** What it really brings, where the description could only guess: a form's boundary. */
  readonly contentType: string | null
}

/** A call that is to be made. */
export interface Load {
  readonly description: Description
  readonly body: SendableBody | null
  readonly redirect: RequestRedirect
  readonly cache: RequestCache
  readonly referrerPolicy: string
  /** https://w3c.github.io/webappsec-subresource-integrity/#the-integrity-attribute */
  readonly integrity: string
  readonly signal?: AbortSignal | undefined
  /** Told of each exchange as it begins. */
  readonly onExchange: (exchange: Exchange) => void
}

/** A response, filtered as the page may see it. */
export interface FilteredResponse {
  readonly status: number
  readonly statusText: string
  readonly headers: [name: string, value: string][]
  readonly body: ReadableStream<Uint8Array> | null
  readonly url: string
  readonly redirected: boolean
  readonly type: ResponseType
  /** Kept along: Node cancels the body of a fetched response that nobody holds. */
  readonly source?: unknown
}

/** How a call ended: with a response, or with a failure. */
export type Loaded =
  | { readonly failure: null; readonly response: FilteredResponse }
  | { readonly failure: Failure; readonly response: null }

/** What belongs to a browser, not to a single call. */
export interface Loader {
  readonly browser: Browser
  readonly network: Network
  /** The environment's own `fetch`, for what needs no network, or only a real one. */
  readonly native: typeof fetch
  readonly cache: PreflightCache
  readonly cookies: Cookies
}

/** Makes a call, and follows its redirects. */
export async function load(loader: Loader, call: Load): Promise<Loaded> {
  const { protocol } = call.description.url
  if (/^(data|blob|about):$/.test(protocol)) return loadNatively(call, loader.native)
  try {
    return await hopByHop(loader, call)
  } catch (error) {
    if (error instanceof PassThrough) return loadNatively(call, loader.native)
    throw error
  }
}

async function hopByHop(loader: Loader, call: Load): Promise<Loaded> {
  const request = new RequestOnItsWay(loader.browser, call)
  for (;;) {
    const refusal = request.begin()
    if (refusal) return failed([refusal])
    const ended =
      (await preflightFetch(loader, call, request)) ??
      request.pending ??
      (await httpFetch(loader, call, request))
    if (ended) return ended
  }
}
