/** What a page may see of a response: https://fetch.spec.whatwg.org/#concept-filtered-response */

import { exposedHeaders, isForbiddenToRead } from '../standard/exposed-headers.ts'
import type { FilteredResponse } from './load.ts'
import type { NetworkResponse } from './network-request.ts'
import type { RequestOnItsWay } from './request-on-its-way.ts'

const OPAQUE: FilteredResponse = {
  status: 0,
  statusText: '',
  headers: [],
  body: null,
  url: '',
  redirected: false,
  type: 'opaque',
}

/** A redirect that the page asked not to follow, still without its URL. */
export const HIDDEN: FilteredResponse = { ...OPAQUE, type: 'opaqueredirect' }

/** https://fetch.spec.whatwg.org/#null-body-status */
const WITHOUT_BODY = new Set([204, 205, 304])

/** Filters a response by the tainting of its request. */
export function filtered(response: NetworkResponse, request: RequestOnItsWay): FilteredResponse {
  const { tainting, hop, enforcement } = request
  const { credentials, url, method, initiator } = request.now
  if (tainting === 'opaque') {
    response.body?.cancel().catch(() => {})
    return OPAQUE
  }
  const starSurvives = enforcement.starSurvives && initiator === 'fetch'
  const isVisible =
    tainting === 'cors'
      ? exposedHeaders(response.headers, credentials, starSurvives)
      : (name: string) => !isForbiddenToRead(name)
  const { status, statusText, body } = response
  return {
    status,
    statusText,
    headers: lowerCase(response.headers).filter(([name]) => isVisible(name)),
    body: method === 'HEAD' || WITHOUT_BODY.has(status) ? null : body,
    url: url.href.split('#', 1)[0]!,
    redirected: hop > 0,
    type: tainting,
    source: response,
  }
}

/** As browsers name them; happy-dom keeps the case they came in. */
const lowerCase = (headers: Headers): [name: string, value: string][] =>
  [...headers].map(([name, value]) => [name.toLowerCase(), value])
