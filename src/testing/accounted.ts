/** Calls that a test has asserted on: nobody has to be told of them. */

import type { SimulatedCall } from '../simulate/calls.ts'

const preflighted = new WeakSet<SimulatedCall>()
const blocked = new WeakSet<SimulatedCall>()

/** Notes that a test expects the preflights of these calls. */
export const accountForPreflights = (calls: readonly SimulatedCall[]): void => {
  for (const call of calls) preflighted.add(call)
}

/** Notes that a test expects these calls to be blocked; what was sent for them is then no news. */
export const accountForBlocks = (calls: readonly SimulatedCall[]): void => {
  for (const call of calls) {
    blocked.add(call)
    preflighted.add(call)
  }
}

export const isPreflightExpected = (call: SimulatedCall): boolean => preflighted.has(call)

export const isBlockExpected = (call: SimulatedCall): boolean => blocked.has(call)
