import type { RequestHandler } from 'msw'
import { show } from '../show.ts'
import { coverage } from './coverage.ts'
import { PreflightHandler, type PreflightResolver } from './preflight-handler.ts'

/**
 * Answers preflights by hand, for what a policy wouldn't say; nothing else of the URL is touched.
 * MSW takes the first handler that responds, so it stands before a `cors` of the same URL or goes
 * to `server.use`. https://fetch.spec.whatwg.org/#cors-preflight-fetch
 *
 * @param urlOrOrigin Whose preflights: those of all paths of an origin, which is written without a
 *   slash at its end, or of what MSW matches with a URL, a path or a RegExp.
 * @param responseOrResolver What answers each time, or a function that is given what is asked and
 *   returns it; without a response the next handler is asked.
 * @throws TypeError for anything else.
 * @example
 * import { preflight } from 'why-preflight/msw'
 * server.use(preflight('https://api.example.com', new Response(null, { status: 401 })))
 */
export function preflight(
  urlOrOrigin: string | RegExp,
  responseOrResolver: Response | PreflightResolver,
): RequestHandler {
  const covers = coverage('preflight', urlOrOrigin)
  if (typeof responseOrResolver === 'function') {
    return new PreflightHandler(urlOrOrigin, covers, responseOrResolver)
  }
  if (!(responseOrResolver instanceof Response)) {
    throw new TypeError(`preflight takes a Response or a function, not ${show(responseOrResolver)}`)
  }
  return new PreflightHandler(urlOrOrigin, covers, () => responseOrResolver.clone())
}
