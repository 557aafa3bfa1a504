/** How the dev server may reach a host for a page, if at all. */

import { isIP, type LookupFunction } from 'node:net'
import { guardedLookup, mayConnect } from './addresses.ts'
import type { CheckedPluginOptions } from './options.ts'

/** A way to a host. */
export interface Reach {
  /** Undefined where any address is allowed. */
  readonly lookup: LookupFunction | undefined
  /** Whether an address was found meanwhile that may not be connected to. */
  isRefused: boolean
}

/** Finds the way; null where a host may not be asked. */
export function reachOf(
  { hostname }: URL,
  { allows, denies }: Pick<CheckedPluginOptions, 'allows' | 'denies'>,
  isFromHere: boolean,
): Reach | null {
  const bare = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (denies(bare)) return null
  if (allows) return allows(bare) ? { lookup: undefined, isRefused: false } : null
  // An address is connected to without being looked up.
  if (isIP(bare) && !mayConnect(bare, isFromHere)) return null
  const reach: Reach = {
    isRefused: false,
    lookup: guardedLookup(isFromHere, () => {
      reach.isRefused = true
    }),
  }
  return reach
}
