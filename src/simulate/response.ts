/** The Response that a page gets: https://fetch.spec.whatwg.org/#response-class */

import parseMimeType from 'whatwg-mimetype/lib/parser.js'
import serializeMimeType from 'whatwg-mimetype/lib/serializer.js'
import type { FetchHabits } from '../browsers/fetch-habits.ts'
import type { FilteredResponse } from './load.ts'

/** What becomes a Response. */
export interface PageResponse extends FilteredResponse {
  readonly habits: FetchHabits
  /** What breaks its body off. */
  readonly signal: AbortSignal | undefined
}

type ResponseClass = new (body: ReadableStream<Uint8Array> | null, of: PageResponse) => Response

const classes = new WeakMap<typeof Response, ResponseClass>()

/** A Response of this environment with what only a network can set. */
export function pageResponse(of: PageResponse): Response {
  let SimulatedResponse = classes.get(Response)
  if (!SimulatedResponse) {
    SimulatedResponse = simulatedResponse(Response)
    classes.set(Response, SimulatedResponse)
  }
  return new SimulatedResponse(of.body, of)
}

const READERS = ['arrayBuffer', 'blob', 'bytes', 'formData', 'json', 'text'] as const

function simulatedResponse(Base: typeof Response): ResponseClass {
  class SimulatedResponse extends Base {
    readonly #of: PageResponse
    #headers: Headers | undefined

    constructor(body: ReadableStream<Uint8Array> | null, of: PageResponse) {
      const { statusText, headers } = of
      // A status that forbids a body would be refused one, which all browsers give.
      super(body, { status: 200, statusText, headers: headers as [string, string][] })
      this.#of = of
      // happy-dom keeps these as plain properties, which hide the getters below.
      for (const name of ['status', 'ok', 'url', 'redirected', 'type'] as const) {
        if (Object.hasOwn(this, name)) delete (this as Partial<Response>)[name]
      }
      if (Object.hasOwn(this, 'headers')) immutable(this.headers)
    }

    override get status(): number {
      // Undici's constructor looks while there is nothing yet.
      return #of in this ? this.#of.status : super.status
    }

    override get ok(): boolean {
      return this.#of.status >= 200 && this.#of.status <= 299
    }

    override get url(): string {
      return this.#of.url
    }

    override get redirected(): boolean {
      return this.#of.redirected
    }

    override get type(): ResponseType {
      return this.#of.type
    }

    override get headers(): Headers {
      if (!(#of in this)) return super.headers
      this.#headers ??= immutable(super.headers)
      return this.#headers
    }

    override clone(): Response {
      const copy = super.clone()
      return new SimulatedResponse(copy.body, this.#of)
    }

    static {
      for (const name of READERS) {
        const read = Base.prototype[name] as (() => Promise<unknown>) | undefined
        if (!read) continue
        const method = {
          [name](this: SimulatedResponse): Promise<unknown> {
            const aborted = abortedBefore(this.#of, this.bodyUsed)
            if (aborted) return Promise.reject(aborted.error)
            const result = read.call(this)
            return name === 'blob' ? result.then(blob => typed(blob as Blob, this.#of)) : result
          },
        }
        Object.defineProperties(
          SimulatedResponse.prototype,
          Object.getOwnPropertyDescriptors(method),
        )
      }
    }
  }
  // A page that looks finds the class it knows.
  Object.defineProperty(SimulatedResponse.prototype, 'constructor', { value: Base })
  return SimulatedResponse
}

/** https://fetch.spec.whatwg.org/#headers-validate */
function immutable(headers: Headers): Headers {
  const refuse = (): never => {
    throw new TypeError('the headers of a response from the network can’t be changed')
  }
  for (const name of ['append', 'delete', 'set'] as const) {
    Object.defineProperty(headers, name, { value: refuse, configurable: true })
  }
  return headers
}

function abortedBefore(
  { habits, signal }: PageResponse,
  isUsed: boolean,
): { readonly error: unknown } | null {
  if (!signal?.aborted) return null
  const as = habits.abortBeforeReading[isUsed ? 'used' : 'unused']
  return as && { error: abortError(signal, as) }
}

/** What a page is told of an abort. */
export const abortError = (signal: AbortSignal, as: 'reason' | 'AbortError'): unknown =>
  as === 'reason' ? signal.reason : new DOMException('The page aborted', 'AbortError')

function typed(blob: Blob, { headers, habits }: PageResponse): Blob {
  const sent = headers.find(([name]) => name === 'content-type')?.[1] ?? ''
  const type = blobType(sent, habits.blobType).toLowerCase()
  return blob.type === type ? blob : blob.slice(0, blob.size, type)
}

/** https://fetch.spec.whatwg.org/#concept-body-mime-type */
function blobType(sent: string, as: FetchHabits['blobType']): string {
  const parsed = as === 'as sent' ? null : parseMimeType(sent)
  if (!parsed) return as === 'parsed' ? '' : sent
  return as === 'essence' ? `${parsed.type}/${parsed.subtype}` : serializeMimeType(parsed)
}
