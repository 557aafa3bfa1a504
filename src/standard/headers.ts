/** Which of the headers that a script sets a request takes over: https://fetch.spec.whatwg.org/#headers-validate */

import type { RequestMode } from './description.ts'
import { combine, type Header, isForbiddenRequestHeader } from './header.ts'
import { STANDARD_SAFELIST, unsafeReason } from './safelist.ts'

/** Without forbidden names, and in `no-cors` mode without all that is not safelisted. */
export function takenOver(headers: readonly Header[], mode: RequestMode): Header[] {
  const allowed = headers.filter(
    ({ name, value }) => !isForbiddenRequestHeader(name.toLowerCase(), value),
  )
  return mode === 'no-cors' ? allowed.reduce(appendNoCors, []) : allowed
}

/** https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header */
function appendNoCors(kept: Header[], header: Header): Header[] {
  const name = header.name.toLowerCase()
  const same = kept.filter(other => other.name.toLowerCase() === name)
  const [joined] = combine([...same, header])
  const safe = name !== 'range' && joined && !unsafeReason(joined, STANDARD_SAFELIST)
  return safe ? [...kept, header] : kept
}
