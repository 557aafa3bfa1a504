/** What a test did not expect of its calls. */

import { counted } from '../explain/quantities.ts'
import type { SimulatedCall } from '../simulate/calls.ts'
import type { Finished } from '../simulate/finished.ts'
import { isBlockExpected, isPreflightExpected } from './accounted.ts'
import { preflightsOf } from './causes.ts'
import { changeLines, endLines, listed } from './words.ts'

/** What a test is asked to be without. */
export interface Banned {
  preflights: boolean
  blocks: boolean
}

/** What is to be said against a test that has made these calls; empty where nothing is. */
export function complaint(made: readonly Finished[], banned: Banned): string {
  const preflighted = made
    .filter(({ call, expected }) => !expected && preflightsOf(call).length > 0)
    .map(({ call }) => call)
    .filter(call => banned.preflights && !isPreflightExpected(call))
  const blocked = made
    .map(({ call }) => call)
    .filter(call => banned.blocks && call.failure && !isBlockExpected(call))
  return [
    ...(preflighted.length > 0 ? [preflightPart(preflighted)] : []),
    ...(blocked.length > 0 ? [blockPart(blocked)] : []),
  ]
    .map(lines => lines.join('\n'))
    .join('\n\n')
}

const preflightPart = (calls: readonly SimulatedCall[]): string[] => [
  `${counted(calls.length, 'call')} of this test sent a preflight that is not expected.`,
  '',
  ...listed(calls, changeLines),
  '',
  'Where it is meant to be so: expect(browser).toHavePreflighted(…) in the test, or the option',
  'expected of the simulated browser.',
]

const blockPart = (calls: readonly SimulatedCall[]): string[] => [
  `${counted(calls.length, 'call')} of this test ${calls.length === 1 ? 'was' : 'were'} blocked.`,
  '',
  ...listed(calls, endLines),
  '',
  'Where it is meant to be so: expect(browser).toHaveBeenBlocked(…) in the test.',
]
