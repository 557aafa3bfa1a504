/** What Vitest and Jest give a matcher, and what they take from it. */

import type { Subject } from './subject.ts'

/** The `this` of a matcher. */
export interface MatcherContext {
  /** Default: a simulated browser. */
  readonly subject?: Subject
  /** Whether the assertion is negated. */
  readonly isNot?: boolean
  /** `resolves` or `rejects` where the assertion has one of them. */
  readonly promise?: string
  /** Puts an assertion into words. */
  readonly utils: {
    /** The assertion as it was written. */
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
  /** Whether what was asked for is so. */
  pass: boolean
  /** What is said where the assertion fails. */
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
