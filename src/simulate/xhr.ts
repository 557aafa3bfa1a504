/** `XMLHttpRequest` of a simulated browser: https://xhr.spec.whatwg.org/ */

import { XHR_HABITS } from '../browsers/xhr-habits.ts'
import { describeXhr } from '../request/xhr.ts'
import type { Failure } from '../standard/failure.ts'
import { Amounts, Arrival } from './arrival.ts'
import { takeBody } from './body.ts'
import { type Core, noteFailure } from './core.ts'
import {
  defineHandlers,
  eventTargetClass,
  likeWebIdl,
  progressEventClass,
  typesListenedTo,
} from './event-targets.ts'
import type { FilteredResponse, Loaded } from './load.ts'
import { type Tell, Upload } from './upload.ts'
import { byteString, checkHeader, checkOpen, mustHave, type Opened } from './xhr-arguments.ts'
import { makeXhrCall, nextPiece, type Sending } from './xhr-call.ts'
import { invalidState, STATES, XhrResponse } from './xhr-response.ts'

const { UNSENT, OPENED, HEADERS_RECEIVED, LOADING, DONE } = STATES

/** As long as a timer can be; longer ones would not wait at all. */
const LONGEST_MS = 2 ** 31 - 1

/** Makes the class `XMLHttpRequest` of a simulated browser. */
export function simulatedXMLHttpRequest(core: Core): (typeof globalThis)['XMLHttpRequest'] {
  const habits = XHR_HABITS[core.browser]
  const Target = eventTargetClass()
  const ProgressEvent = progressEventClass(habits.progressEvent)
  const ours = Symbol('only an XMLHttpRequest makes one')

  class XMLHttpRequestUpload extends Target {
    constructor(token?: unknown) {
      super()
      if (token !== ours) throw new TypeError('Illegal constructor')
    }
  }

  class XMLHttpRequest extends Target {
    readonly #upload = new XMLHttpRequestUpload(ours)
    readonly #response = new XhrResponse(habits)
    readonly #amounts = new Amounts(habits.length)
    readonly #arrival = new Arrival(
      habits.arrival,
      () => this.#changed(),
      () => this.#tell('progress', ...this.#amounts.told),
    )
    #opened: Opened | undefined
    #sending: Sending | undefined
    #withCredentials = false
    #timeout = 0
    #timer: ReturnType<typeof setTimeout> | undefined
    #abortsAhead = false

    get readyState(): number {
      return this.#response.state
    }

    get upload(): EventTarget {
      return this.#upload
    }

    get withCredentials(): boolean {
      return this.#withCredentials
    }

    set withCredentials(given: boolean) {
      if (this.#response.state > OPENED || this.#sending) {
        throw invalidState('withCredentials must be set before send()')
      }
      this.#withCredentials = !!given
    }

    get timeout(): number {
      return this.#timeout
    }

    set timeout(given: number) {
      this.#timeout = Number(given) >>> 0
      if (this.#sending && (this.#timer || habits.timeoutMayComeLate)) this.#startTimer()
    }

    get responseType(): XMLHttpRequestResponseType {
      return this.#response.type
    }

    set responseType(given: XMLHttpRequestResponseType) {
      this.#response.type = given
    }

    get responseURL(): string {
      return this.#response.url
    }

    get status(): number {
      return this.#response.status
    }

    get statusText(): string {
      return this.#response.statusText
    }

    get responseText(): string {
      return this.#response.text
    }

    get responseXML(): Document | null {
      return this.#response.document
    }

    get response(): unknown {
      return this.#response.value
    }

    open(method: string, url: string, ...more: [async?: boolean, user?: string, pass?: string]) {
      // biome-ignore lint/complexity/noArguments: undefined is a URL, and none is not
      mustHave(2, arguments, 'open')
      const openedAt = core.places.take(methods.open)
      const opened = { ...checkOpen([method, url, ...more], core.page), openedAt }
      const { open, openWhenDone } = habits.remembers
      this.#amounts.forgetBut(this.#end() ? open : openWhenDone)
      this.#opened = opened
      this.#abortsAhead = false
      this.#response.clear()
      if (this.#response.state !== OPENED) this.#become(OPENED)
    }

    setRequestHeader(name: string, value: string): void {
      // biome-ignore lint/complexity/noArguments: see above
      mustHave(2, arguments, 'setRequestHeader')
      const { headers } = this.#mustBeOpened('setRequestHeader')
      const header = checkHeader(name, value, core.places.take(methods.setRequestHeader))
      if (header) headers.push(header)
    }

    overrideMimeType(mime: string): void {
      // biome-ignore lint/complexity/noArguments: see above
      mustHave(1, arguments, 'overrideMimeType')
      this.#response.override(`${mime}`)
    }

    send(body: unknown = null): void {
      const { method, url, headers, openedAt } = this.#mustBeOpened('send')
      const sentAt = core.places.take(methods.send)
      const heard = typesListenedTo(this.#upload)
      const description = describeXhr({
        origin: core.page.origin,
        url,
        method,
        headers,
        withCredentials: this.#withCredentials,
        sync: false,
        body,
        uploadListeners: heard.map(type => ({ type })),
        openedAt,
        sentAt,
      })
      const taken = description.body === null ? null : takeBody(body)
      const upload = new Upload(habits.upload, this.#tellOfUpload, taken, {
        heard: heard.length > 0,
        sameOrigin: url.origin === core.page.origin,
      })
      const controller = new AbortController()
      const sending: Sending = { upload, controller, startedAt: performance.now() }
      this.#sending = sending
      this.#amounts.forgetBut('nothing')
      this.#tell('loadstart', 0, 0)
      if (this.#sending === sending) upload.begins()
      if (this.#sending !== sending) return
      this.#startTimer()
      makeXhrCall(core, sending, description, taken).then(
        loaded => this.#receive(sending, loaded),
        () => undefined,
      )
    }

    abort(): void {
      const ended = this.#end()
      if (ended) {
        this.#amounts.forgetBut(habits.remembers.abort)
        this.#fail('abort', ended.upload)
      } else if (this.#response.state === OPENED) {
        this.#abortsAhead = habits.abortsAhead
      }
      if (this.#response.state !== DONE) return
      this.#response.state = UNSENT
      if (ended) return
      this.#amounts.forgetBut(habits.remembers.abortWhenDone)
      this.#response.leave()
    }

    getResponseHeader(name: string): string | null {
      // biome-ignore lint/complexity/noArguments: see above
      mustHave(1, arguments, 'getResponseHeader')
      return this.#response.header(byteString(name))
    }

    getAllResponseHeaders(): string {
      return this.#response.allHeaders
    }

    #mustBeOpened(name: string): Opened {
      if (this.#response.state === OPENED && !this.#sending && this.#opened) return this.#opened
      throw invalidState(`${name} must come after open() and before send()`)
    }

    /** Ends what is under way, without an event. */
    #end(): Sending | undefined {
      const sending = this.#sending
      if (!sending) return undefined
      this.#sending = undefined
      this.#stopTimer()
      this.#arrival.breaks()
      sending.upload.ends()
      sending.controller.abort()
      sending.reader?.cancel().catch(() => undefined)
      return sending
    }

    #startTimer(): void {
      this.#stopTimer()
      if (this.#timeout === 0 || !this.#sending) return
      const left = this.#sending.startedAt + this.#timeout - performance.now()
      const end = () => {
        const ended = this.#end()
        if (ended) this.#fail('timeout', ended.upload)
      }
      this.#timer = setTimeout(end, Math.min(Math.max(0, left), LONGEST_MS))
    }

    #stopTimer(): void {
      clearTimeout(this.#timer)
      this.#timer = undefined
    }

    #become(state: number): void {
      this.#response.state = state
      this.#changed()
    }

    #changed(): void {
      this.dispatchEvent(new Event('readystatechange'))
    }

    #tell(type: string, loaded: number, total: number): void {
      const lengthComputable = total > 0
      this.dispatchEvent(new ProgressEvent(type, { lengthComputable, loaded, total }))
    }

    readonly #tellOfUpload: Tell = (type, loaded, total, lengthComputable = total > 0) => {
      this.#upload.dispatchEvent(new ProgressEvent(type, { lengthComputable, loaded, total }))
    }

    async #receive(sending: Sending, { failure, response }: Loaded): Promise<void> {
      if (this.#sending !== sending) return
      if (failure) {
        this.#break(sending, failure)
        return
      }
      try {
        sending.reader = response.body?.getReader()
        let piece = await nextPiece(sending)
        if (this.#sending === sending) this.#answer(sending, response, piece?.length)
        while (this.#sending === sending && piece) {
          this.#arrive(piece)
          if (this.#sending === sending) piece = await nextPiece(sending)
        }
      } catch {
        if (this.#sending === sending) this.#break(sending, null, response.url)
        return
      }
      if (this.#sending === sending) this.#complete(sending)
    }

    /** All that was there before the first piece is told of only now, as everybody does. */
    #answer({ upload }: Sending, response: FilteredResponse, size = 0): void {
      if (this.#abortsAhead) {
        this.#abortLate(upload, response)
        return
      }
      upload.answered()
      if (!this.#sending) return
      this.#response.begin(response)
      this.#amounts.begin(response, size)
      this.#become(HEADERS_RECEIVED)
    }

    #abortLate(upload: Upload, response: FilteredResponse): void {
      this.#end()
      this.#fail('abort', upload, () => this.#response.begin(response))
      this.#response.clear()
      this.#response.state = UNSENT
    }

    #arrive(piece: Uint8Array): void {
      this.#response.add(piece)
      this.#amounts.add(piece.length)
      if (this.#response.state === LOADING) {
        this.#arrival.more()
      } else {
        this.#become(LOADING)
        this.#arrival.first()
      }
    }

    /** https://xhr.spec.whatwg.org/#handle-response-end-of-body */
    #complete(sending: Sending): void {
      const { toldWhenEmpty, lastComesIn } = habits.arrival
      const isEmpty = this.#response.state === HEADERS_RECEIVED
      if (isEmpty && toldWhenEmpty) this.#tell('progress', 0, 0)
      if (lastComesIn === 3) this.#arrival.last()
      if (this.#sending !== sending) return
      const before = this.#amounts.told
      this.#sending = undefined
      this.#stopTimer()
      sending.upload.ends()
      this.#response.state = DONE
      if (lastComesIn === 4) this.#arrival.last()
      this.#changed()
      if (habits.endMayBeLeft && this.#response.state !== DONE) return
      const after = habits.endTells === 'before' ? before : this.#amounts.told
      this.#tell('load', ...after)
      this.#tell('loadend', ...(habits.endTells === 'own' ? this.#amounts.told : after))
    }

    /** No response, or not all of it. */
    #break(sending: Sending, failure: Failure | null, url = ''): void {
      if (failure && !('request' in failure)) sending.upload.refused()
      else sending.upload.unanswered()
      if (this.#sending !== sending) return
      this.#end()
      if (failure) noteFailure(this, failure)
      this.#amounts.forgetBut('nothing')
      const tried = failure?.code === 'network' ? failure.url : url
      this.#fail('error', sending.upload, () => {
        if (habits.failedHasUrl) this.#response.clear(tried.replace(/#.*/s, ''))
      })
    }

    /** https://xhr.spec.whatwg.org/#request-error-steps */
    #fail(type: 'error' | 'abort' | 'timeout', upload: Upload, before?: () => void): void {
      this.#response.clear()
      before?.()
      this.#become(DONE)
      upload.fails(type)
      this.#tell(type, 0, 0)
      this.#tell('loadend', 0, 0)
    }
  }

  const { open, setRequestHeader, send } = XMLHttpRequest.prototype
  const methods = { open, setRequestHeader, send }
  defineHandlers(XMLHttpRequest, ['readystatechange'])
  for (const target of [XMLHttpRequest, XMLHttpRequest.prototype]) {
    for (const [name, value] of Object.entries(STATES)) {
      Object.defineProperty(target, name, { value, enumerable: true })
    }
  }
  likeWebIdl(XMLHttpRequestUpload, 'XMLHttpRequestUpload')
  return likeWebIdl(
    XMLHttpRequest,
    'XMLHttpRequest',
  ) as unknown as (typeof globalThis)['XMLHttpRequest']
}
