/** What Vitest and Jest give a matcher, and what they take from it. */

import type { Subject } from './subject.ts'

/** The `this` of a matcher. */
export interface MatcherContext {
  /** Default: a simulated browser. */
  readonly subject?: Subject
  readonly isNot?: boolean
  readonly promise?: string
  readonly utils: {
    matcherHint(
      name: string,
      received?: string,
      expected?: string,
      options?: { isNot?: boolean; promise?: string },
    ): string
  }
}

/** The result of a matcher. */
export interface MatcherResult {
  pass: boolean
  message: () => string
}

/** A failure message: the assertion as it was written, and lines that explain. */
export function messageOf(
  { isNot = false, promise = '', utils }: MatcherContext,
  [name, received, expected]: readonly [name: string, received: string, expected: string],
  lines: readonly string[],
): string {
  return [utils.matcherHint(name, received, expected, { isNot, promise }), '', ...lines].join('\n')
}
