/**
 * Matchers for Vitest and Jest, to be registered by hand.
 *
 * @example
 * import { expect } from 'vitest'
 * import * as matchers from 'why-preflight/matchers'
 * expect.extend(matchers)
 *
 * @module
 */

export type { MatcherContext, MatcherResult } from './testing/context.ts'
export type { BlockedFilter, PreflightFilter, ReasonOrHeader } from './testing/filter.ts'
export {
  type PreflightMatchers,
  toHaveBeenBlocked,
  toHavePreflighted,
  toHaveSentPreflights,
  toNeedPreflight,
} from './testing/matchers.ts'
export type { Subject } from './testing/subject.ts'
