/**
 * What pages see of `fetch` in each engine, beside CORS. Names of probes (`test/truth/xhr.json`) are
 * the evidence.
 */

import type { Browser } from './rules.ts'

/** What a page is told of an abort: the signal's reason, or always an `AbortError`. */
type AbortError = 'reason' | 'AbortError'

/** The habits of a browser. */
export interface FetchHabits {
  /** Whether `duplex` of a RequestInit is read and checked. */
  readonly readsDuplex: boolean
  /** Whether `window` of a RequestInit is. */
  readonly readsWindow: boolean
  /** Whether `signal` takes anything, and heeds only signals. */
  readonly takesAnySignal: boolean
  /** What `fetch` rejects with when the page aborts while it waits. */
  readonly abortWhileWaiting: AbortError
  /** What reading a body fails with when the page aborts meanwhile. */
  readonly abortWhileReading: AbortError
  /** What reading a body fails with from then on; null where it fails as any that was used. */
  readonly abortBeforeReading: { readonly unused: AbortError; readonly used: AbortError | null }
  /** Whether responses to HEAD have a body, of no bytes. */
  readonly headHasBody: boolean
  /** Whether redirects that were not followed have one. */
  readonly hiddenRedirectHasBody: boolean
  /** The type of a Blob: the Content-Type as sent, parsed and written anew, or without parameters. */
  readonly blobType: 'as sent' | 'parsed' | 'essence'
  /** The error for a stream that can't be sent. */
  readonly streamError: 'TypeError' | 'NotSupportedError'
}

const STANDARD: FetchHabits = {
  readsDuplex: true,
  readsWindow: true,
  takesAnySignal: false,
  abortWhileWaiting: 'reason',
  abortWhileReading: 'reason',
  // fetch: abort between headers and body
  abortBeforeReading: { unused: 'reason', used: null },
  headHasBody: true,
  hiddenRedirectHasBody: false,
  blobType: 'parsed',
  streamError: 'TypeError',
}

const CHROMIUM: FetchHabits = {
  ...STANDARD,
  // fetch: what is read, and when
  readsWindow: false,
  // fetch: a Blob keeps the type
  blobType: 'as sent',
}

const FIREFOX: FetchHabits = {
  ...STANDARD,
  // fetch: what is read, and when
  readsDuplex: false,
  readsWindow: false,
  // fetch: abort while the body arrives
  abortWhileReading: 'AbortError',
  // fetch: abort while the body arrives, fetch: abort after the end
  abortBeforeReading: { unused: 'reason', used: 'reason' },
  // fetch: HEAD
  headHasBody: false,
}

const WEBKIT: FetchHabits = {
  ...STANDARD,
  // fetch: what is read, and when
  readsDuplex: false,
  // fetch: arguments, signal and others
  takesAnySignal: true,
  // fetch: abort at once
  abortWhileWaiting: 'AbortError',
  // fetch: abort while the body arrives
  abortWhileReading: 'AbortError',
  abortBeforeReading: { unused: 'AbortError', used: 'AbortError' },
  // fetch: redirects
  hiddenRedirectHasBody: true,
  // fetch: a Blob keeps the type
  blobType: 'essence',
  // fetch: arguments, body
  streamError: 'NotSupportedError',
}

/** Everybody's habits. */
export const FETCH_HABITS: Readonly<Record<Browser, FetchHabits>> = {
  standard: STANDARD,
  chromium: CHROMIUM,
  firefox: FIREFOX,
  webkit: WEBKIT,
}
