import { RequestHandler } from 'msw'
import type { Covers } from './coverage.ts'
import type { CorsPolicy } from './policy.ts'
import { preflightHeaders, responseHeaders } from './policy-headers.ts'
import { PreflightHandler } from './preflight-handler.ts'
import { carrySiblings } from './siblings.ts'
import { withHeaders } from './with-headers.ts'

type Run = RequestHandler['run']

/** One handler that stands for several and puts a policy on their responses. */
export class CorsHandler extends RequestHandler implements Iterable<RequestHandler> {
  readonly #covers: Covers
  readonly #policy: CorsPolicy
  readonly #preflight: PreflightHandler
  readonly #handlers: readonly RequestHandler[]

  constructor(
    urlOrOrigin: string | RegExp,
    covers: Covers,
    policy: CorsPolicy,
    handlers: readonly RequestHandler[],
  ) {
    super({ info: { header: `CORS ${urlOrOrigin}` }, resolver: () => undefined })
    this.#covers = covers
    this.#policy = policy
    this.#preflight = new PreflightHandler(
      urlOrOrigin,
      covers,
      ({ origin }) =>
        new Response(null, {
          status: policy.preflightStatus ?? 204,
          headers: preflightHeaders(policy, origin),
        }),
    )
    this.#handlers = [this.#preflight, ...handlers]
    carrySiblings(this, handlers)
  }

  /** Itself, so that it can be given to MSW spread or not. */
  *[Symbol.iterator](): Iterator<RequestHandler> {
    yield this
  }

  /** Asks the handlers in turn, as MSW does with its own. */
  override async run(args: Parameters<Run>[0]): ReturnType<Run> {
    let found: Awaited<ReturnType<Run>> = null
    for (const handler of this.#handlers) {
      found = (await handler.run(args)) ?? found
      if (found?.response) break
    }
    if (!found) return null
    this.isUsed = true
    const { request, resolutionContext } = args
    let { response } = found
    if (
      response &&
      found.handler !== this.#preflight &&
      this.#covers(request.url, resolutionContext?.baseUrl)
    ) {
      response = withHeaders(response, responseHeaders(this.#policy, request.headers.get('origin')))
    }
    // The result goes along for `log`.
    return { ...found, handler: this, parsedResult: found, ...(response && { response }) }
  }

  override async predicate(args: Parameters<RequestHandler['test']>[0]): Promise<boolean> {
    for (const handler of this.#handlers) if (await handler.test(args)) return true
    return false
  }

  override log({ request, response, parsedResult }: Parameters<RequestHandler['log']>[0]): void {
    parsedResult.handler.log({ request, response, parsedResult: parsedResult.parsedResult })
  }

  override reset(): void {
    for (const handler of this.#handlers) handler.reset()
  }

  override restore(): void {
    for (const handler of this.#handlers) handler.restore()
  }

  /** MSW waits for a promise, and goes on at once where there is none. */
  override dispose(): void | Promise<void> {
    // MSW 2 has no such method.
    const pending = this.#handlers.map(handler => handler.dispose?.()).filter(Boolean)
    if (pending.length > 0) return Promise.all(pending).then(() => {})
  }
}
