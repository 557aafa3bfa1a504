/** What a page sees of the response of an XMLHttpRequest: https://xhr.spec.whatwg.org/#response */

import type { XhrHabits } from '../browsers/xhr-habits.ts'
import type { FilteredResponse } from './load.ts'
import { overriding, Received } from './received.ts'

/** https://xhr.spec.whatwg.org/#states */
export const STATES = { UNSENT: 0, OPENED: 1, HEADERS_RECEIVED: 2, LOADING: 3, DONE: 4 } as const
const { UNSENT, LOADING, DONE } = STATES

const RESPONSE_TYPES = ['', 'arraybuffer', 'blob', 'document', 'json', 'text']

/** The state of an XMLHttpRequest, and what there is of a response in it. */
export class XhrResponse {
  state: number = UNSENT
  readonly #habits: XhrHabits
  readonly #received: Received
  #response: FilteredResponse | undefined
  #type: XMLHttpRequestResponseType = ''
  #failedUrl = ''

  constructor(habits: XhrHabits) {
    this.#habits = habits
    this.#received = new Received(habits)
  }

  /** The headers are here. */
  begin(response: FilteredResponse): void {
    this.#response = response
    this.#received.contentType = headerOf(response, 'content-type') ?? null
  }

  add(piece: Uint8Array): void {
    this.#received.add(piece)
  }

  /** There is none, whatever came before. */
  clear(failedUrl = ''): void {
    this.#response = undefined
    this.#failedUrl = failedUrl
    this.#received.clear()
  }

  /** `abort()` for a call that is done, of which some engines leave something. */
  leave(): void {
    const { keptWhenDone } = this.#habits
    if (keptWhenDone.length === 0) this.#response = undefined
    if (!keptWhenDone.includes('text')) this.#received.clear()
  }

  get type(): XMLHttpRequestResponseType {
    return this.#type
  }

  set type(given: XMLHttpRequestResponseType) {
    const type = `${given}` as XMLHttpRequestResponseType
    if (!RESPONSE_TYPES.includes(type)) return
    this.#mustBeEarly('responseType')
    this.#type = type
  }

  /** https://xhr.spec.whatwg.org/#the-overridemimetype()-method */
  override(mime: string): void {
    this.#mustBeEarly('overrideMimeType')
    this.#received.overridden = overriding(mime)
  }

  get url(): string {
    return this.#left('url')?.url ?? this.#failedUrl
  }

  get status(): number {
    return this.#shown?.status ?? 0
  }

  get statusText(): string {
    return this.#shown?.statusText ?? ''
  }

  header(name: string): string | null {
    const response = this.#left('header')
    return (response && headerOf(response, name.toLowerCase())) ?? null
  }

  /** https://xhr.spec.whatwg.org/#the-getallresponseheaders()-method */
  get allHeaders(): string {
    const headers = [...(this.#shown?.headers ?? [])]
    headers.sort(([a], [b]) => (a.toUpperCase() < b.toUpperCase() ? -1 : 1))
    return headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  }

  /** https://xhr.spec.whatwg.org/#the-responsetext-attribute */
  get text(): string {
    this.#mustBeOfType('responseText', 'text')
    const { length } = this.#received
    const stream = this.state === LOADING
    if (length === 0 || (stream && length <= this.#habits.bytesHeldBack)) return ''
    return this.#received.text({ xmlNamesItself: this.#type === '', stream })
  }

  /** https://xhr.spec.whatwg.org/#the-responsexml-attribute */
  get document(): Document | null {
    this.#mustBeOfType('responseXML', 'document')
    if (this.state !== DONE || !this.#response?.body) return null
    return this.#received.as(this.#type) as Document | null
  }

  /** https://xhr.spec.whatwg.org/#the-response-attribute */
  get value(): unknown {
    if (this.#type === '' || this.#type === 'text') return this.state === UNSENT ? '' : this.text
    if (this.#type === 'document') return this.document
    if (this.state !== DONE) return null
    if (this.#response) return this.#received.as(this.#type)
    const hasBuffer = this.#type === 'arraybuffer' && this.#habits.emptyBufferOnFailure
    return hasBuffer ? new ArrayBuffer(0) : null
  }

  get #shown(): FilteredResponse | undefined {
    return this.state === UNSENT ? undefined : this.#response
  }

  #left(what: 'header' | 'url'): FilteredResponse | undefined {
    return this.#habits.keptWhenDone.includes(what) ? this.#response : this.#shown
  }

  #mustBeEarly(name: string): void {
    if (this.state >= LOADING) throw invalidState(`${name} comes too late: the response is here`)
  }

  #mustBeOfType(name: string, type: XMLHttpRequestResponseType): void {
    if (this.#type === '' || this.#type === type) return
    throw invalidState(`${name} can't be read where responseType is ${this.#type}`)
  }
}

const headerOf = ({ headers }: FilteredResponse, name: string): string | undefined =>
  headers.find(([own]) => own === name)?.[1]

/** The error for what can't be done in this state. */
export const invalidState = (message: string): DOMException =>
  new DOMException(message, 'InvalidStateError')
