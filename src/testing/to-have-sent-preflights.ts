import { counted } from '../explain/quantities.ts'
import { show } from '../show.ts'
import { accountForPreflights } from './accounted.ts'
import { preflightsOf } from './causes.ts'
import { type MatcherContext, type MatcherResult, messageOf } from './context.ts'
import { browserFrom } from './received.ts'
import { SIMULATED } from './subject.ts'
import { listed, sentLines } from './words.ts'

const NAME = 'toHaveSentPreflights'

/**
 * Passes if this many preflights went over the network.
 *
 * @param received A simulated browser.
 * @param expected From 0.
 * @throws TypeError for another number, and for anything else received.
 */
export function toHaveSentPreflights(
  this: MatcherContext,
  received: unknown,
  expected: number,
): MatcherResult {
  const { subject = SIMULATED } = this
  const { calls, preflights } = browserFrom(received, NAME, subject)
  if (!Number.isInteger(expected) || expected < 0) {
    throw new TypeError(`${NAME} takes a whole number from 0, not ${show(expected)}`)
  }
  const sent = preflights.length
  const pass = sent === expected
  const senders = calls.filter(call => preflightsOf(call).length > 0)
  if (pass && !this.isNot) accountForPreflights(senders)
  const lines = (): string[] => {
    if (calls.length === 0)
      return [`Expected ${counted(expected, 'preflight')}.`, ...subject.noCalls]
    return [
      pass
        ? `Expected another number of preflights than ${expected}.`
        : `Expected ${counted(expected, 'preflight')}, but ${sent} went over the network.`,
      ...(senders.length > 0 ? ['', ...listed(senders, sentLines)] : []),
    ]
  }
  return { pass, message: () => messageOf(this, [NAME, subject.name, `${expected}`], lines()) }
}
