/**
 * What pages see of an XMLHttpRequest in each engine, beside CORS: its events and what its responses
 * are. Names of probes (`test/truth/xhr.json`) are the evidence.
 */

import type { Browser } from './rules.ts'

/** How an upload is told of: https://xhr.spec.whatwg.org/#the-send()-method */
export interface UploadHabits {
  /**
   * When `progress`, `load` and `loadend` come: once the body has been sent; so many milliseconds
   * after that, or when the exchange ends before; or `progress` after those and the others only with
   * the response.
   */
  readonly told: 'sent' | { readonly all: number } | { readonly progress: number }
  /** What comes for a body of no bytes: `progress` and the end, the end, or nothing more. */
  readonly whenEmpty: 'all' | 'end' | 'nothing'
  /** Whether that length counts as computable. */
  readonly emptyIsComputable: boolean
  /** Whether an upload fails too where there is none: `error`, `abort`, `timeout`, and `loadend`. */
  readonly failsWithoutBody: boolean
  /** Whether the events of a failure say how much has been sent. */
  readonly failureSaysHowMuch: boolean
  /** Whether, in the page's own origin, `load` and `loadend` come although nobody listened at first. */
  readonly toldToLateListeners: boolean
  /** Whether a body that is sent again after a redirect is counted again. */
  readonly countsAgain: boolean
}

/** How the arrival of a response is told of: https://xhr.spec.whatwg.org/#handle-response-end-of-body */
export interface ArrivalHabits {
  /** What `readystatechange` in state 3 goes with. */
  readonly stateGoesWith: 'each piece' | 'progress'
  /** Whether `progress` comes at once where none has come for 50 ms, or always 50 ms later. */
  readonly atOnce: boolean
  /** What is still to be told comes in this state. */
  readonly lastComesIn: 3 | 4
  /** Whether those 50 ms end with the response. */
  readonly forgotten: boolean
  /** Whether a response of no bytes has a `progress`. */
  readonly toldWhenEmpty: boolean
}

/** What is known of a response's length, for `total`. */
export interface LengthHabits {
  /** Whether a response without a body, as to HEAD, has the length that its headers tell. */
  readonly ofNoBody: boolean
  /** What a compressed response's Content-Length is: the length, unknown, or both length and loaded. */
  readonly ofCompressed: 'total' | 'unknown' | 'all'
  /** Whether a length that has been passed is unknown from then on. */
  readonly mayBePassed: boolean
}

/** What an XMLHttpRequest remembers of a response's amounts: nothing, its length, or what came too. */
export type Remembers = 'nothing' | 'total' | 'amounts'

/** The habits of a browser. */
export interface XhrHabits {
  readonly upload: UploadHabits
  readonly arrival: ArrivalHabits
  readonly length: LengthHabits
  /** What `load` and `loadend` tell: the amounts before `readystatechange`, after it, or their own. */
  readonly endTells: 'before' | 'after' | 'own'
  /** Whether `load` does not come where the page aborted or opened in `readystatechange`. */
  readonly endMayBeLeft: boolean
  /** What is left of the amounts after `abort()` and `open()`, while the response comes and once it is done. */
  readonly remembers: {
    readonly abort: Remembers
    readonly open: Remembers
    readonly abortWhenDone: Remembers
    readonly openWhenDone: Remembers
  }
  /** Whether `abort()` between `open()` and `send()` aborts what is sent, when it is answered. */
  readonly abortsAhead: boolean
  /** What can still be read when a call that is done is aborted. */
  readonly keptWhenDone: readonly ('text' | 'header' | 'url')[]
  /** Whether a call that got no response, or only a part of it, keeps its URL. */
  readonly failedHasUrl: boolean
  /** Whether a `timeout` set after `send()` counts although there was none. */
  readonly timeoutMayComeLate: boolean
  /** So few bytes are shown only when all have come: they could be a byte order mark. */
  readonly bytesHeldBack: number
  /** Whether each look at a JSON response gives another object. */
  readonly jsonIsAnew: boolean
  /** Whether JSON is read in the encoding that the response names. */
  readonly jsonHasCharset: boolean
  /** Which Content-Type a Blob has. */
  readonly blobType: 'essence' | 'essence unless overridden' | 'whole'
  /** Whether an ArrayBuffer is there where the call failed. */
  readonly emptyBufferOnFailure: boolean
  /** Whether an empty HTML document is one. */
  readonly emptyIsHtml: boolean
  /** Whether XML must be valid in its encoding. */
  readonly xmlIsStrict: boolean
  /** The class of progress events. */
  readonly progressEvent: string
}

const STANDARD: XhrHabits = {
  upload: {
    told: 'sent',
    whenEmpty: 'all',
    emptyIsComputable: false,
    failsWithoutBody: false,
    failureSaysHowMuch: false,
    toldToLateListeners: false,
    countsAgain: false,
  },
  arrival: {
    stateGoesWith: 'progress',
    atOnce: true,
    lastComesIn: 3,
    forgotten: true,
    toldWhenEmpty: false,
  },
  length: { ofNoBody: true, ofCompressed: 'total', mayBePassed: true },
  endTells: 'before',
  endMayBeLeft: false,
  remembers: {
    abort: 'nothing',
    open: 'nothing',
    abortWhenDone: 'nothing',
    openWhenDone: 'nothing',
  },
  abortsAhead: false,
  keptWhenDone: [],
  failedHasUrl: false,
  timeoutMayComeLate: true,
  bytesHeldBack: 0,
  jsonIsAnew: false,
  jsonHasCharset: false,
  blobType: 'whole',
  emptyBufferOnFailure: false,
  emptyIsHtml: true,
  xmlIsStrict: false,
  progressEvent: 'ProgressEvent',
}

const CHROMIUM: XhrHabits = {
  ...STANDARD,
  upload: {
    ...STANDARD.upload,
    // abort: soon, abort: while waiting, POST: no answer
    told: { all: 100 },
    // POST: empty text
    whenEmpty: 'nothing',
    emptyIsComputable: true,
    // GET: no answer
    failsWithoutBody: true,
    // abort: POST, in upload.progress
    failureSaysHowMuch: true,
  },
  // GET: in pieces that come quickly
  arrival: { ...STANDARD.arrival, lastComesIn: 4 },
  // GET: compressed to more, GET: compressed
  length: { ofNoBody: true, ofCompressed: 'unknown', mayBePassed: false },
  // abort: in load
  endTells: 'own',
  // abort: in readystatechange 4
  endMayBeLeft: true,
  // GET: one byte
  bytesHeldBack: 2,
  // response: the same object again
  jsonIsAnew: true,
  // overrideMimeType: the type of a Blob
  blobType: 'essence',
}

const FIREFOX: XhrHabits = {
  ...STANDARD,
  upload: {
    ...STANDARD.upload,
    // abort: while waiting, POST: no answer
    told: { progress: 50 },
    // POST: empty text
    whenEmpty: 'end',
    emptyIsComputable: true,
    // listeners: added late, listeners: added late, other origin
    toldToLateListeners: true,
  },
  arrival: {
    ...STANDARD.arrival,
    // GET: in three pieces
    atOnce: false,
    // GET: empty
    toldWhenEmpty: true,
  },
  // HEAD, GET: compressed
  length: { ofNoBody: false, ofCompressed: 'all', mayBePassed: true },
  // open again: in readystatechange 4
  endTells: 'after',
  // abort: in readystatechange 3 and 4, open again: in readystatechange 3 and 4
  remembers: {
    abort: 'total',
    open: 'total',
    abortWhenDone: 'amounts',
    openWhenDone: 'total',
  },
  // abort: in readystatechange 1
  abortsAhead: true,
  // abort: done, and what is left
  keptWhenDone: ['text', 'header'],
  // responseType '': failed
  failedHasUrl: true,
  // overrideMimeType: the type of a Blob
  blobType: 'essence unless overridden',
  // responseType 'arraybuffer': failed
  emptyBufferOnFailure: true,
  // responseType 'document'
  emptyIsHtml: false,
  // overrideMimeType: documents
  xmlIsStrict: true,
}

const WEBKIT: XhrHabits = {
  ...STANDARD,
  upload: {
    ...STANDARD.upload,
    // POST: empty text
    whenEmpty: 'nothing',
    // redirect: POST stays
    countsAgain: true,
  },
  arrival: {
    ...STANDARD.arrival,
    // GET: in pieces that come quickly
    stateGoesWith: 'each piece',
    lastComesIn: 4,
    // the same object twice
    forgotten: false,
  },
  // HEAD, GET: compressed
  length: { ofNoBody: false, ofCompressed: 'total', mayBePassed: false },
  // open and send again: in readystatechange 4
  endTells: 'own',
  // abort: in readystatechange 3 and 4, open again: in readystatechange 3 and 4
  remembers: {
    abort: 'total',
    open: 'nothing',
    abortWhenDone: 'amounts',
    openWhenDone: 'amounts',
  },
  // abort: done, and what is left
  keptWhenDone: ['url'],
  // timeout: set after send
  timeoutMayComeLate: false,
  // responseType 'json'
  jsonHasCharset: true,
  // listeners: what an event is
  progressEvent: 'XMLHttpRequestProgressEvent',
}

/** Everybody's habits. */
export const XHR_HABITS: Readonly<Record<Browser, XhrHabits>> = {
  standard: STANDARD,
  chromium: CHROMIUM,
  firefox: FIREFOX,
  webkit: WEBKIT,
}
