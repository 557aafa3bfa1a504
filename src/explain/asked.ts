/** What a dev server found out about a call that failed, in words. */

import type { Call } from '../browsers/call.ts'
import type { Failure } from '../standard/failure.ts'
import { failureLines } from './failures.ts'
import { preflightLines, type Remedy, responseLines } from './remedy.ts'

/** An answer to a preflight that was repeated. */
export interface Asked {
  /** What keeps it from allowing the call; null for nothing. */
  readonly failure: Failure | null
  readonly remedy: Remedy
  /** Whether the browser had sent one. */
  readonly preflighted: boolean
}

/** What a dev server says to a question about a call that failed. */
export interface Answered {
  readonly lines: readonly string[]
  /** What the server answered to OPTIONS: its status, null for no answer, and what its headers say of CORS. */
  readonly answer: {
    readonly status: number | null
    readonly headers: Record<string, string>
  } | null
}

/** Asks about a call that failed; null where there is no answer. Never rejects. */
export type Ask = (call: Call) => Promise<Answered | null>

/** Explains a call that failed. */
export function askedLines({ failure, remedy, preflighted }: Asked): string[] {
  const own = responseLines(remedy).map(text)
  if (!failure) {
    return [
      `The server allows the call when asked by OPTIONS, so its response is refused or never comes: it needs`,
      ...own,
    ]
  }
  const hasAnswer = failure.code !== 'network'
  return [
    ...(preflighted ? [] : ['The browser sent no preflight. Asked by OPTIONS, the server says:']),
    ...failureLines(failure),
    ...(hasAnswer && preflighted
      ? ['Server: answer the OPTIONS with status 204 and', ...preflightLines(remedy).map(text)]
      : []),
    ...(hasAnswer ? ['Server: send the response itself with', ...own] : []),
  ]
}

const text = ([name, value]: readonly [string, string]): string => `  ${name}: ${value}`
