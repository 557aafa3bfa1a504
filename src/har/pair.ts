/** Which preflight belongs to which call. */

import type { RecordedCall, RecordedPreflight } from './call.ts'

/** A preflight and the call that it was sent for, or one of them alone. */
export type Exchange =
  | { readonly preflight: RecordedPreflight; readonly call: RecordedCall | null }
  | { readonly preflight: null; readonly call: RecordedCall }

/** Milliseconds after its end that a preflight's call, and a call's preflight, may begin. */
const PATIENCE = { preflight: 10_000, call: 100 } as const

/** Taken out of HARs that are to hold no secrets. */
const SECRET = /^(authorization|cookie)$/

/**
 * Finds pairs among what comes in order of time. In Chrome a call begins before its preflight does,
 * which ends before the call; elsewhere it begins after its preflight has ended.
 */
export class Pairing {
  #open: (RecordedPreflight | RecordedCall)[] = []

  /** Takes the next one; gives back what is settled by then. */
  take(one: RecordedPreflight | RecordedCall): Exchange[] {
    const isOver = (other: RecordedPreflight | RecordedCall) =>
      other.began + other.ms + PATIENCE[other.kind] < one.began
    const settled = this.#open.filter(isOver).map(alone)
    this.#open = this.#open.filter(other => !isOver(other))
    // Calls that Chrome begins together have their preflights in the same order.
    const at =
      one.kind === 'preflight'
        ? this.#open.findIndex(other => other.kind === 'call' && belong(one, other))
        : this.#open.findLastIndex(other => other.kind === 'preflight' && belong(other, one))
    const [other] = at < 0 ? [] : this.#open.splice(at, 1)
    if (!other) this.#open.push(one)
    else settled.push(pairOf(one, other))
    return settled
  }

  /** Gives back the rest. */
  end(): Exchange[] {
    return this.#open.splice(0).map(alone)
  }
}

const alone = (one: RecordedPreflight | RecordedCall): Exchange =>
  one.kind === 'call' ? { preflight: null, call: one } : { preflight: one, call: null }

const pairOf = (...both: (RecordedPreflight | RecordedCall)[]): Exchange => ({
  preflight: both.find(one => one.kind === 'preflight')!,
  call: both.find(one => one.kind === 'call')!,
})

/** Whether a preflight asks for what a call is. */
function belong(preflight: RecordedPreflight, call: RecordedCall): boolean {
  return (
    preflight.method === call.method &&
    preflight.url.href === call.url.href &&
    preflight.origin === call.origin &&
    preflight.headers.every(
      name => !call.sent || call.headers.get(name) !== null || SECRET.test(name),
    )
  )
}
