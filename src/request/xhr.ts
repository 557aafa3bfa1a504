/** A call of XMLHttpRequest, described: https://xhr.spec.whatwg.org/#dom-xmlhttprequest-send */

import { describeBody } from '../standard/body.ts'
import type { BodyKind, Description, UploadListener, UrlParts } from '../standard/description.ts'
import { combine, type Header, type Place } from '../standard/header.ts'

/** The state of an XMLHttpRequest when `send()` is called. */
export interface XhrState {
  readonly origin: string
  readonly url: UrlParts
  /** Normalised. */
  readonly method: string
  /** What the browser took over of what `setRequestHeader` was given. */
  readonly headers: readonly Header[]
  readonly withCredentials: boolean
  readonly sync: boolean
  readonly body: unknown
  readonly uploadListeners: readonly UploadListener[]
  /** Where `open()` and `send()` were called, if that is known. */
  readonly openedAt?: Place | undefined
  readonly sentAt?: Place | undefined
}

const BODIES: readonly BodyKind[] = ['blob', 'buffer', 'formdata', 'urlsearchparams', 'document']

/** Describes a call of XMLHttpRequest. */
export function describeXhr(state: XhrState): Description {
  const { origin, url, method, sync, uploadListeners } = state
  const bodiless = method === 'GET' || method === 'HEAD'
  return {
    initiator: 'xmlhttprequest',
    origin,
    url,
    method,
    mode: 'cors',
    credentials: state.withCredentials ? 'include' : 'same-origin',
    headers: combine(state.headers),
    body: bodiless ? null : describeBody(state.body, BODIES),
    sync,
    uploadListeners,
    madeAt: state.sentAt,
    methodSetAt: state.openedAt,
  }
}
