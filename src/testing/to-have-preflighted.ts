import { counted } from '../explain/quantities.ts'
import { accountForPreflights } from './accounted.ts'
import { preflightCauses, preflightsOf } from './causes.ts'
import { type MatcherContext, type MatcherResult, messageOf } from './context.ts'
import { checkPreflightFilter, type PreflightFilter } from './filter.ts'
import { browserFrom } from './received.ts'
import { SIMULATED } from './subject.ts'
import { changeLines, listed, preflightLines } from './words.ts'

const NAME = 'toHavePreflighted'

/**
 * Passes if a call that the filter is about has sent a preflight.
 *
 * @param received A simulated browser.
 * @param filter Which calls count. Default: all.
 * @throws TypeError for a bad filter, and for anything else received.
 */
export function toHavePreflighted(
  this: MatcherContext,
  received: unknown,
  filter?: PreflightFilter,
): MatcherResult {
  const { subject = SIMULATED } = this
  const { calls } = browserFrom(received, NAME, subject)
  const { isAbout, because, shown } = checkPreflightFilter(filter)
  const found = calls.filter(call => {
    if (!isAbout(call) || preflightsOf(call).length === 0) return false
    const causes = preflightCauses(call)
    // Codes have no upper case, and of headers it means nothing.
    return because.every(cause => causes.has(cause.toLowerCase()))
  })
  const pass = found.length > 0
  if (pass && !this.isNot) accountForPreflights(found)
  const asked = shown && ` for a call${shown}`
  const lines = (): string[] => {
    if (pass) {
      return [
        `Expected no preflight${asked}, but ${counted(found.length, 'call')} sent one.`,
        '',
        ...listed(found, changeLines),
      ]
    }
    if (calls.length === 0) return [`Expected a preflight${asked}.`, ...subject.noCalls]
    return [
      `Expected a preflight${asked}, but no such call sent one. Calls recorded: ${calls.length}`,
      '',
      ...listed(calls, preflightLines),
    ]
  }
  return {
    pass,
    message: () =>
      messageOf(this, [NAME, subject.name, filter === undefined ? '' : 'filter'], lines()),
  }
}
