/** All matchers, and their types. */

import type { ReasonCode } from '../standard/reason.ts'
import type { BlockedFilter, PreflightFilter } from './filter.ts'

export { toHaveBeenBlocked } from './to-have-been-blocked.ts'
export { toHavePreflighted } from './to-have-preflighted.ts'
export { toHaveSentPreflights } from './to-have-sent-preflights.ts'
export { toNeedPreflight } from './to-need-preflight.ts'

/** The matchers as `expect` has them. */
export interface PreflightMatchers<R> {
  /**
   * Passes if a call of a simulated browser has sent a preflight.
   *
   * @param filter Which calls count. Default: all.
   * @throws TypeError for a bad filter, or if `expect` was given something else.
   * @example
   * expect(browser).toHavePreflighted({ url: '/orders', because: 'x-trace-id' })
   */
  toHavePreflighted(filter?: PreflightFilter): R
  /**
   * Passes if a simulated browser has refused a call, or the page its response.
   *
   * @param filter Which calls count. Default: all.
   * @throws TypeError for a bad filter, or if `expect` was given something else.
   * @example
   * expect(browser).toHaveBeenBlocked({ because: 'allow-origin-missing' })
   */
  toHaveBeenBlocked(filter?: BlockedFilter): R
  /**
   * Passes if exactly this many preflights of a simulated browser went over the network.
   *
   * @param expected From 0.
   * @throws TypeError for another number, or if `expect` was given something else.
   * @example
   * expect(browser).toHaveSentPreflights(1)
   */
  toHaveSentPreflights(expected: number): R
  /**
   * Passes if a call, or the verdict on it, needs a preflight: given codes, because of all of
   * these, whatever else is a reason.
   *
   * @param reasons The code of a reason, or several. Default: any.
   * @throws TypeError for what is no code, or if `expect` was given something else.
   * @example
   * expect(explain(url, { method: 'PUT' })).toNeedPreflight('method')
   */
  toNeedPreflight(reasons?: ReasonCode | readonly ReasonCode[]): R
}
