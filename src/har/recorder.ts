/** Which engine recorded a HAR. */

import type { Engine } from '../browsers/rules.ts'

/** By the name that a program gives itself in a HAR; null for none of the three. */
export function engineNamed(name: string): Engine | null {
  if (/^WebInspector$|chrom|edge/i.test(name)) return 'chromium'
  if (/firefox/i.test(name)) return 'firefox'
  return /webkit|safari/i.test(name) ? 'webkit' : null
}

/** By the User-Agent of a request, which is what tells behind a proxy. */
export function engineOfAgent(agent: string): Engine | null {
  if (/\bFirefox\//.test(agent)) return 'firefox'
  if (/\b(Headless)?Chrom(e|ium)\//.test(agent)) return 'chromium'
  return /\bAppleWebKit\//.test(agent) ? 'webkit' : null
}
