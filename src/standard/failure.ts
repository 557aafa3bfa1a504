/** Why a browser refuses a call, as data; `src/explain/` has the words. */

/** `mode: 'same-origin'` for a URL of another origin. */
export interface DisallowedByMode {
  code: 'disallowed-by-mode'
  origin: string
  url: string
}

/** A URL whose scheme can't be asked across origins. */
export interface SchemeFailure {
  code: 'scheme'
  scheme: string
}

/** A port that browsers never connect to: https://fetch.spec.whatwg.org/#port-blocking */
export interface BadPort {
  code: 'bad-port'
  port: number
}

/** A plain-HTTP URL asked by a page that came over HTTPS. */
export interface MixedContent {
  code: 'mixed-content'
  url: string
}

/** A header that makes an engine drop the whole request. */
export interface HeaderRefused {
  code: 'header-refused'
  name: string
  setAt?: string | undefined
}

/** A ReadableStream body in an engine that can't send one. */
export interface StreamRefused {
  code: 'stream-refused'
}

/** One reason why a call fails; `code` tells which. */
export type Failure =
  | DisallowedByMode
  | SchemeFailure
  | BadPort
  | MixedContent
  | HeaderRefused
  | StreamRefused
