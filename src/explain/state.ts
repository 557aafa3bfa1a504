/** How a call fared, in words. */

import type { Call } from '../browsers/call.ts'
import { preflightingBrowsers } from './call.ts'
import { milliseconds } from './quantities.ts'

/** What is told of a call first: whether it was preflighted, what that cost, whether it failed. */
export function stateOf({ verdict, cost, outcome }: Call): string {
  if (verdict.blocked) return 'blocked before anything was sent'
  if (!verdict.preflight) {
    const elsewhere = preflightingBrowsers(verdict)
    return elsewhere ? `needs no preflight here, but does in ${elsewhere}` : 'needs no preflight'
  }
  const failed = outcome === 'error' ? ', then failed' : ''
  if (cost.preflightSent === 'yes')
    return `preflighted, waited ${milliseconds(cost.preflightMs)}${failed}`
  const cached = cost.preflightSent === 'no (cached)' ? ', from the preflight cache' : ''
  return `preflighted${cached}${failed}`
}
