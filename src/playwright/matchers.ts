/** The matchers for Playwright's `expect`: those of Vitest and Jest, with patience. */

import type { ExpectMatcherState, MatcherReturnType } from '@playwright/test'
import type { MatcherContext, MatcherResult } from '../testing/context.ts'
import type { BlockedFilter, PreflightFilter } from '../testing/filter.ts'
import * as matchers from '../testing/matchers.ts'
import type { Subject } from '../testing/subject.ts'
import { type Preflights, recordOf } from './preflights.ts'

const PREFLIGHTS: Subject = {
  name: 'preflights',
  takes: 'the fixture of why-preflight/playwright: expect(preflights)',
  noCalls: [
    'No calls were recorded. Only those of the test’s own context are, and of its pages and workers;',
    'navigations, images and what a test asks for itself, as by request.get(), are none.',
  ],
}

const DEFAULT_TIMEOUT_MS = 5000

type Matcher<A extends unknown[]> = (
  this: MatcherContext,
  received: unknown,
  ...args: A
) => MatcherResult

/**
 * A matcher that asks again as calls come in, until it has what it waits for.
 *
 * @param isFinal Whether what passes once can't fail any more.
 */
const patient = <A extends unknown[]>(matcher: Matcher<A>, isFinal: boolean) =>
  async function (
    this: ExpectMatcherState,
    received: Preflights,
    ...args: A
  ): Promise<MatcherReturnType> {
    const { isNot, promise, utils, timeout = DEFAULT_TIMEOUT_MS } = this
    const context: MatcherContext = { isNot, promise, utils, subject: PREFLIGHTS }
    const until = performance.now() + (timeout || Number.POSITIVE_INFINITY)
    for (;;) {
      const result = matcher.call(context, received, ...args)
      const record = recordOf(received)
      const left = until - performance.now()
      if (!record || left <= 0 || (isFinal && result.pass)) return result
      if (record.isSettled && result.pass !== isNot) return result
      await record.change(left)
    }
  }

/** All matchers, for `expect.extend`. */
export const preflightMatchers = {
  /**
   * Passes as soon as a call has sent a preflight; with `not`, if none has when all calls have been
   * answered. Without a filter, all calls count.
   *
   * @throws TypeError for a bad filter, or if `expect` was given something else.
   */
  toHavePreflighted: patient<[filter?: PreflightFilter]>(matchers.toHavePreflighted, true),
  /**
   * Passes as soon as the browser has refused a call, or the page its response; with `not`, if it has
   * refused none when all calls have been answered. Without a filter, all calls count.
   *
   * @throws TypeError for a bad filter, or if `expect` was given something else.
   */
  toHaveBeenBlocked: patient<[filter?: BlockedFilter]>(matchers.toHaveBeenBlocked, true),
  /**
   * Passes if exactly this many preflights, from 0, went over the network when all calls have been
   * answered.
   *
   * @throws TypeError for another number, or if `expect` was given something else.
   */
  toHaveSentPreflights: patient<[expected: number]>(matchers.toHaveSentPreflights, false),
  /**
   * Passes if a call, or the verdict on it, needs a preflight: given codes, because of all of these.
   *
   * @param reasons The code of a reason, or several. Default: any.
   * @throws TypeError for what is no code, or if `expect` was given something else.
   */
  toNeedPreflight: matchers.toNeedPreflight,
}
