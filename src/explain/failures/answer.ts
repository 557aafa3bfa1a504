/** What words on failures have in common. */

import type { At } from '../../standard/failure.ts'

/** A failure in words, still without what browsers print. */
export interface Words {
  /** What happened: what was received, and what was expected. */
  what: string
  /** What to change, with the header line where there is one. */
  fix: string
  /** Who has to change it. */
  where: 'server' | 'client'
}

/** Which exchange failed. */
export function answerOf({ request, hop }: At): string {
  const answer = request === 'preflight' ? "the preflight's answer" : 'the response'
  if (hop === 0) return answer
  return `${answer} after ${hop === 1 ? 'a redirect' : `${hop} redirects`}`
}

/** Advice on header lines that both answers need. */
export const sendBoth = ({ request }: At, lines: string): string =>
  request === 'preflight'
    ? `answer the OPTIONS, and then the call itself, with ${lines}`
    : `send the response with ${lines}`

/** Advice on a header line that only a preflight's answer needs. */
export const answerWith = (line: string): string => `answer the OPTIONS with ${line}`

/** A call without cookies, in the words of fetch and XMLHttpRequest. */
export const WITHOUT_CREDENTIALS =
  "leave out credentials: 'include' (or withCredentials) if no cookies are needed"
