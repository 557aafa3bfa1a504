import type { Header, Place } from './header.ts'

/** Who makes a call, as Resource Timing names them: https://w3c.github.io/resource-timing/#dom-performanceresourcetiming-initiatortype */
export type Initiator = 'fetch' | 'xmlhttprequest' | 'beacon' | 'eventsource'

/** Whether and how CORS is used: https://fetch.spec.whatwg.org/#concept-request-mode */
export type RequestMode = 'cors' | 'no-cors' | 'same-origin' | 'navigate'

/** Whether cookies and the like go along: https://fetch.spec.whatwg.org/#concept-request-credentials-mode */
export type CredentialsMode = 'omit' | 'same-origin' | 'include'

/** What a body is, and the Content-Type it brings: https://fetch.spec.whatwg.org/#concept-bodyinit-extract */
export interface Body {
  readonly kind: BodyKind
  /** Null where the body brings none. */
  readonly contentType: string | null
  /** Whether a stream came with `duplex: 'half'`; browsers that send streams demand it. */
  readonly halfDuplex?: boolean
  /** Whether it is the stream of a cloned Request. */
  readonly cloned?: boolean
}

/** The types a body can have. */
export type BodyKind =
  | 'string'
  | 'blob'
  | 'buffer'
  | 'formdata'
  | 'urlsearchparams'
  | 'document'
  | 'stream'

/** What a decision needs of a parsed URL; a `URL` has it. */
export type UrlParts = Pick<
  URL,
  'href' | 'origin' | 'protocol' | 'hostname' | 'port' | 'username' | 'password'
>

/** Everything about a call that a browser looks at to decide whether it needs a preflight. */
export interface Description {
  readonly initiator: Initiator
  /** The origin of the page that makes the call; `null` as text where it is opaque. */
  readonly origin: string
  readonly url: UrlParts
  readonly method: string
  readonly mode: RequestMode
  readonly credentials: CredentialsMode
  /** What the page set and the browser takes over, in order; without what the body brings. */
  readonly headers: readonly Header[]
  readonly body: Body | null
  /** Whether the call may outlive the page: https://fetch.spec.whatwg.org/#request-keepalive-flag */
  readonly keepalive?: boolean
  /** Whether the page waits for the answer, as XMLHttpRequest can. */
  readonly sync?: boolean
  /** Event types with a listener on `XMLHttpRequest.upload` when `send()` is called. */
  readonly uploadListeners: readonly UploadListener[]
  /** Where the page's code made the call, and where it chose the method, if that is known. */
  readonly madeAt?: Place | undefined
  readonly methodSetAt?: Place | undefined
}

/** An event type with a listener on an upload, and where it was added, if that is known. */
export interface UploadListener {
  readonly type: string
  readonly setAt?: Place | undefined
}
