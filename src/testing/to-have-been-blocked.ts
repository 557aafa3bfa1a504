import { accountForBlocks } from './accounted.ts'
import { failureCauses } from './causes.ts'
import { type MatcherContext, type MatcherResult, messageOf } from './context.ts'
import { type BlockedFilter, checkBlockedFilter } from './filter.ts'
import { browserFrom } from './received.ts'
import { SIMULATED } from './subject.ts'
import { endLines, listed } from './words.ts'

const NAME = 'toHaveBeenBlocked'

/**
 * Passes if a call that the filter is about was refused by the browser.
 *
 * @param received A simulated browser.
 * @param filter Which calls count. Default: all.
 * @throws TypeError for a bad filter, and for anything else received.
 */
export function toHaveBeenBlocked(
  this: MatcherContext,
  received: unknown,
  filter?: BlockedFilter,
): MatcherResult {
  const { subject = SIMULATED } = this
  const { calls } = browserFrom(received, NAME, subject)
  const { isAbout, because, shown } = checkBlockedFilter(filter)
  const found = calls.filter(call => {
    if (!isAbout(call) || !call.failure) return false
    const causes = failureCauses(call)
    return because.every(code => causes.has(code))
  })
  const pass = found.length > 0
  if (pass && !this.isNot) accountForBlocks(found)
  const lines = (): string[] => {
    if (pass) {
      return [
        `Expected no blocked call${shown}, but found ${found.length}.`,
        '',
        ...listed(found, endLines),
      ]
    }
    if (calls.length === 0) return [`Expected a blocked call${shown}.`, ...subject.noCalls]
    return [
      `Expected a blocked call${shown}, but there is none. Calls recorded: ${calls.length}`,
      '',
      ...listed(calls, endLines),
    ]
  }
  return {
    pass,
    message: () =>
      messageOf(this, [NAME, subject.name, filter === undefined ? '' : 'filter'], lines()),
  }
}
