/** What goes between a page and the test that watches it. */

import type { Call } from '../browsers/call.ts'
import type { Engine } from '../browsers/rules.ts'
import type { Verdict } from '../browsers/verdict.ts'
import type { UrlPart } from '../plugin/options.ts'

/** What the script in the page is given. */
export interface PageConfig {
  /** The name under which the way to the test stands, until the script has taken it. */
  readonly binding: string
  readonly watch: Readonly<Record<'include' | 'exclude', readonly UrlPart[] | undefined>>
}

/** What a page says: of a call, when it is made and when it has ended; or of the watcher. */
export type PageMessage = CallMessage | FindingMessage | WrappedMessage | FaultMessage

/** What goes over the wire: also when the page began, which tells the documents of a frame apart. */
export type SentMessage = PageMessage & { readonly began: number }

export interface CallMessage {
  readonly call: Call
  /** The page's. */
  readonly origin: string
}

/** What each engine makes of a call. */
export interface FindingMessage {
  readonly found: number
  readonly verdicts: Readonly<Record<Engine, Verdict>>
}

export interface WrappedMessage {
  readonly wrapped: readonly string[]
}

export interface FaultMessage {
  readonly fault: string
}
