/** What browsers print on their consoles, a line each. */

import { ENGINES, type Engine } from '../../../src/browsers/rules.ts'
import { NAMES } from '../../../src/explain/call.ts'
import { failureWords } from '../../../src/explain/failures.ts'
import { explained } from '../explained.ts'
import { simulated } from '../simulated.ts'
import type { Snippet } from '../snippet.ts'

/** A line that a browser prints; null where that is nothing of its own. */
export const printed = ([engine, message]: readonly [Engine, string | null]): string =>
  `${NAMES[engine]}: ${message ?? '(nothing)'}`

/** What they print for a snippet's call; those that send it where others refuse it are left out. */
export async function printedFor(snippet: Snippet, answers: readonly string[]): Promise<string[]> {
  const lines = await Promise.all(
    ENGINES.map(async (engine): Promise<[Engine, string | null][]> => {
      if (snippet.verb === 'explain') {
        const { url, verdict, initiator } = await explained({ ...snippet, browser: engine })
        if (!verdict.blocked) return []
        const call = { origin: snippet.origin, url, initiator }
        return [[engine, failureWords(verdict.blocked, call).browsers[engine]]]
      }
      const call = await simulated(snippet, answers, engine)
      return [[engine, call.failure && failureWords(call.failure, call).browsers[engine]]]
    }),
  )
  return lines.flat().map(printed)
}
