/** Headers of a request in `no-cors` mode: https://fetch.spec.whatwg.org/#headers-validate */

import { combine, type Header } from './header.ts'
import { STANDARD_SAFELIST, unsafeReason } from './safelist.ts'

/** Drops what is not safelisted, each header seen together with those of its name before it. */
export function safelistedOnly(headers: readonly Header[]): readonly Header[] {
  const kept: Header[] = []
  for (const header of headers) {
    const same = kept.filter(({ name }) => name === header.name)
    const [joined] = combine([...same, header])
    const safe = header.name !== 'range' && !unsafeReason(joined!, STANDARD_SAFELIST)
    if (safe) kept.push(header)
  }
  return kept
}
