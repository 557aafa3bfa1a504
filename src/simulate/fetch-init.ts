/** The second argument of `fetch`: https://fetch.spec.whatwg.org/#requestinit */

import type { FetchHabits } from '../browsers/fetch-habits.ts'
import { oneOf } from '../request/one-of.ts'
import type { Page } from '../request/page.ts'

const REDIRECTS = ['follow', 'error', 'manual'] as const
const CACHES = [
  'default',
  'no-store',
  'reload',
  'no-cache',
  'force-cache',
  'only-if-cached',
] as const
const REFERRER_POLICIES = [
  '',
  'no-referrer',
  'no-referrer-when-downgrade',
  'same-origin',
  'origin',
  'strict-origin',
  'origin-when-cross-origin',
  'strict-origin-when-cross-origin',
  'unsafe-url',
] as const

type Init = RequestInit & { duplex?: unknown }

/** What the members say, each read once and in the order in which browsers read them. */
export function readInit(given: unknown, habits: FetchHabits, page: Page) {
  const init = dictionary(given)
  const { body, cache, credentials } = init
  const duplex = habits.readsDuplex ? init.duplex : undefined
  const { headers, integrity, keepalive, method, mode, priority, redirect } = init
  const { referrer, referrerPolicy, signal } = init
  if (habits.readsWindow && (init.window ?? null) !== null) {
    throw new TypeError('window takes null')
  }
  oneOf(['half'], 'duplex', duplex)
  oneOf(['high', 'low', 'auto'], 'priority', priority)
  if (referrer !== undefined) checkReferrer(`${referrer}`, page)
  return {
    ...{ body, credentials, headers, integrity, keepalive, method, mode },
    // Whether it is left out counts where a stream is sent.
    duplex: habits.readsDuplex ? duplex : 'half',
    cache: oneOf(CACHES, 'cache', cache),
    redirect: oneOf(REDIRECTS, 'redirect', redirect),
    referrerPolicy: oneOf(REFERRER_POLICIES, 'referrerPolicy', referrerPolicy),
    signal: checkedSignal(signal, habits),
  }
}

/** https://webidl.spec.whatwg.org/#js-dictionary */
function dictionary(given: unknown): Init {
  if (given === undefined || given === null) return {}
  if (typeof given === 'object' || typeof given === 'function') return given as Init
  throw new TypeError(`fetch takes an object as its second argument, not ${String(given)}`)
}

function checkReferrer(referrer: string, page: Page): void {
  if (referrer !== '') page.resolve(referrer)
}

/** Undefined where it is left out, null for none. */
function checkedSignal(
  signal: AbortSignal | null | undefined,
  { takesAnySignal }: FetchHabits,
): AbortSignal | null | undefined {
  if (signal === undefined || signal === null) return signal
  if (Object.prototype.toString.call(signal) === '[object AbortSignal]') return signal
  if (takesAnySignal) return null
  throw new TypeError('signal takes an AbortSignal')
}
