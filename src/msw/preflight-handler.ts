import { HttpHandler } from 'msw'
import { tokenList } from '../standard/token-list.ts'
import type { Covers } from './coverage.ts'

/** What a preflight asks: https://fetch.spec.whatwg.org/#cors-preflight-fetch */
export interface PreflightInfo {
  /** The preflight as it came. */
  readonly request: Request
  /** From `Access-Control-Request-Method`. */
  readonly requestMethod: string
  /** From `Access-Control-Request-Headers`, in the order sent. */
  readonly requestHeaders: readonly string[]
  /** The origin that asks; null where the request names none, as no browser does. */
  readonly origin: string | null
}

/** Answers a preflight, or leaves it to the next handler. */
export type PreflightResolver = (
  info: PreflightInfo,
) => Response | undefined | Promise<Response | undefined>

/** A handler of preflights alone. */
export class PreflightHandler extends HttpHandler {
  readonly #covers: Covers

  constructor(urlOrOrigin: string | RegExp, covers: Covers, resolver: PreflightResolver) {
    super('OPTIONS', urlOrOrigin, ({ request }: { request: Request }) =>
      resolver({
        request,
        requestMethod: requestMethod(request) ?? '',
        requestHeaders: tokenList(request.headers.get('access-control-request-headers')) ?? [],
        origin: request.headers.get('origin'),
      }),
    )
    this.#covers = covers
  }

  /** The method is compared by MSW. */
  override async parse({ request, resolutionContext }: Parameters<HttpHandler['parse']>[0]) {
    const matches =
      requestMethod(request) !== null && this.#covers(request.url, resolutionContext?.baseUrl)
    return { match: { matches, params: {} }, cookies: {} }
  }
}

const requestMethod = ({ headers }: Request): string | null =>
  headers.get('access-control-request-method')
