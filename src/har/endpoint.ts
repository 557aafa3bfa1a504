/** What calls to one URL have in common. */

import { ENGINES, type Engine } from '../browsers/rules.ts'
import type { Verdict } from '../browsers/verdict.ts'
import { publicUrl } from '../explain/call.ts'
import { isCorsSafelistedMethod } from '../standard/method.ts'
import type { Reason } from '../standard/reason.ts'
import type { RecordedPreflight } from './call.ts'
import { type Figures, noFigures } from './figures.ts'

/** Figures on one method and URL, in which numbers and the like in the path count as one. */
export interface EndpointAudit extends Figures {
  readonly method: string
  readonly url: string
  /** Why there are preflights, as far as calls tell; of those alike one. */
  reasons: Reason[]
  /** What preflights asked for beyond the safelists: methods, and names of headers. */
  asked: string[]
  /** By browser, calls that it would preflight, though here they need none. */
  readonly elsewhere: Record<Engine, number>
  /** By browser, calls that it would not preflight, though here they need it. */
  readonly notElsewhere: Record<Engine, number>
}

/** An endpoint that nothing is known of. */
export const newEndpoint = (method: string, url: string): EndpointAudit => ({
  ...{ method, url, ...noFigures(), reasons: [], asked: [] },
  elsewhere: { chromium: 0, firefox: 0, webkit: 0 },
  notElsewhere: { chromium: 0, firefox: 0, webkit: 0 },
})

/** Notes what a preflight asked for. */
export function noteAsked(endpoint: EndpointAudit, { method, headers }: RecordedPreflight): void {
  const methods = isCorsSafelistedMethod(method) ? [] : [method]
  endpoint.asked = [...new Set([...endpoint.asked, ...methods, ...headers])]
}

/** Notes why a call needs a preflight, and where it is otherwise. */
export function noteVerdict(endpoint: EndpointAudit, verdict: Verdict): void {
  const { preflight, reasons, browsers } = verdict
  for (const reason of reasons) {
    if (!endpoint.reasons.some(known => isAlike(known, reason))) endpoint.reasons.push(reason)
  }
  for (const engine of ENGINES) {
    if (browsers[engine] && !preflight) endpoint.elsewhere[engine]++
    if (!browsers[engine] && preflight) endpoint.notElsewhere[engine]++
  }
}

const isAlike = (one: Reason, other: Reason): boolean =>
  one.code === other.code && nameOf(one) === nameOf(other)

const nameOf = (reason: Reason): string =>
  'name' in reason ? reason.name : 'method' in reason ? reason.method : ''

/** What in a path is likely to be an identifier. */
const ID = /^(\d+|[\da-f]{8}-[\da-f]{4}-[\da-f-]{22}|[\da-f]{16,})$/i

/** A URL without its query, and with `:id` for what in its path is likely to be an identifier. */
export const endpointUrl = ({ origin, pathname }: URL): string =>
  publicUrl(
    origin +
      pathname
        .split('/')
        .map(part => (ID.test(part) ? ':id' : part))
        .join('/'),
  )
