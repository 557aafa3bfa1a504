/** What an XMLHttpRequest makes of the bytes it received: https://xhr.spec.whatwg.org/#response-body */

import parseMimeType from 'whatwg-mimetype/lib/parser.js'
import serializeMimeType from 'whatwg-mimetype/lib/serializer.js'
import type { XhrHabits } from '../browsers/xhr-habits.ts'
import { decode, encodingOfHtml, encodingOfXml } from './encodings.ts'

type MimeType = NonNullable<ReturnType<typeof parseMimeType>>

const parse = (text: string): MimeType => parseMimeType(text)!
const essenceOf = ({ type, subtype }: MimeType): string => `${type}/${subtype}`

const isXml = (essence: string): boolean => /^(text|application)\/xml$|\+xml$/.test(essence)

/** What the page overrides a Content-Type with: https://xhr.spec.whatwg.org/#the-overridemimetype()-method */
export const overriding = (mime: string): MimeType =>
  parseMimeType(mime) ?? parse('application/octet-stream')

/** Bytes that arrive in pieces, and how they are to be read. */
export class Received {
  readonly #habits: XhrHabits
  #pieces: Uint8Array[] = []
  length = 0
  /** The response's Content-Type, if it has one. */
  contentType: string | null = null
  overridden: MimeType | null = null
  #parsed: { readonly type: string; readonly value: unknown } | null = null

  constructor(habits: XhrHabits) {
    this.#habits = habits
  }

  add(piece: Uint8Array): void {
    this.#pieces.push(piece)
    this.length += piece.length
  }

  clear(): void {
    this.#pieces = []
    this.length = 0
    this.#parsed = null
  }

  /** https://xhr.spec.whatwg.org/#text-response */
  text({ xmlNamesItself, stream }: { xmlNamesItself: boolean; stream: boolean }): string {
    const xml = xmlNamesItself && isXml(essenceOf(this.#mimeType))
    const encoding = this.#charset ?? (xml ? encodingOfXml(this.#bytes) : null)
    return decode(this.#bytes, encoding, { stream })
  }

  /** The response as the page asked for it; the same object each time. */
  as(type: XMLHttpRequestResponseType): unknown {
    if (type === 'json' && this.#habits.jsonIsAnew) return this.#read(type)
    if (this.#parsed?.type !== type) this.#parsed = { type, value: this.#read(type) }
    return this.#parsed.value
  }

  #read(type: XMLHttpRequestResponseType): unknown {
    switch (type) {
      case 'arraybuffer':
        return this.#bytes.slice().buffer
      case 'blob':
        return new Blob([this.#bytes], { type: this.#blobType })
      case 'json':
        return this.#json()
      default:
        // Only who asks for a document gets one of HTML.
        return this.#document(type === 'document')
    }
  }

  get #bytes(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.length)
    let at = 0
    for (const piece of this.#pieces) {
      all.set(piece, at)
      at += piece.length
    }
    this.#pieces = [all]
    return all
  }

  get #responseType(): MimeType {
    return parseMimeType(this.contentType ?? '') ?? parse('text/xml')
  }

  /** https://xhr.spec.whatwg.org/#final-mime-type */
  get #mimeType(): MimeType {
    return this.overridden ?? this.#responseType
  }

  /** https://xhr.spec.whatwg.org/#final-charset */
  get #charset(): string | null {
    const label = this.overridden?.parameters.get('charset')
    return label ?? this.#responseType.parameters.get('charset') ?? null
  }

  get #blobType(): string {
    const { blobType } = this.#habits
    const whole =
      blobType === 'whole' || (blobType === 'essence unless overridden' && this.overridden)
    return whole ? serializeMimeType(this.#mimeType) : essenceOf(this.#mimeType)
  }

  #json(): unknown {
    const charset = this.#habits.jsonHasCharset ? this.#charset : null
    try {
      const text = charset ? decode(this.#bytes, charset) : new TextDecoder().decode(this.#bytes)
      return JSON.parse(text)
    } catch {
      return null
    }
  }

  /** https://xhr.spec.whatwg.org/#document-response */
  #document(htmlCounts: boolean): Document | null {
    const essence = essenceOf(this.#mimeType)
    if (typeof DOMParser !== 'function') return null
    if (essence === 'text/html' && htmlCounts) return this.#html()
    return isXml(essence) ? this.#xml(essence) : null
  }

  #html(): Document | null {
    if (this.length === 0 && !this.#habits.emptyIsHtml) return null
    const text = decode(this.#bytes, this.#charset ?? encodingOfHtml(this.#bytes))
    return new DOMParser().parseFromString(text, 'text/html')
  }

  #xml(essence: string): Document | null {
    const encoding = this.#charset ?? encodingOfXml(this.#bytes)
    let document: Document
    try {
      const text = decode(this.#bytes, encoding, { fatal: this.#habits.xmlIsStrict })
      document = new DOMParser().parseFromString(text, 'application/xml')
    } catch {
      return null
    }
    if (!document.documentElement || document.querySelector('parsererror')) return null
    if (document.contentType !== essence) {
      Object.defineProperty(document, 'contentType', { value: essence, configurable: true })
    }
    return document
  }
}
