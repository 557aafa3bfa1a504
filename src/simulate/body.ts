/** What a call sends: https://fetch.spec.whatwg.org/#concept-bodyinit-extract */

import { kindOf } from '../standard/body.ts'
import type { SendableBody } from './load.ts'
import { multipart } from './multipart.ts'

/** A body as it is now; what the page does to a buffer later changes nothing. */
export interface TakenBody {
  readonly content: SendableBody | Promise<SendableBody>
  /** In bytes; 0 for a stream, of which nobody knows. */
  readonly size: number
}

/** Takes a body; null for none. */
export function takeBody(body: unknown): TakenBody | null {
  if (body === null || body === undefined) return null
  switch (kindOf(body)) {
    case 'buffer':
      return takeBytes(bytesOf(body as ArrayBuffer | ArrayBufferView))
    case 'stream':
      return { content: sendable(body as ReadableStream<Uint8Array>), size: 0 }
    case 'blob':
      return takeBlob(body as Blob, null)
    case 'formdata': {
      const { blob, contentType } = multipart(body as FormData)
      return takeBlob(blob, contentType)
    }
    case 'document':
      return takeText(serializeDocument(body as Document))
    default:
      return takeText(`${body}`)
  }
}

function bytesOf(body: ArrayBuffer | ArrayBufferView): Uint8Array<ArrayBuffer> {
  if (!ArrayBuffer.isView(body)) return new Uint8Array(body).slice()
  const { buffer, byteOffset, byteLength } = body
  return new Uint8Array(buffer, byteOffset, byteLength).slice()
}

const sendable = (
  content: SendableBody['content'],
  contentType: string | null = null,
): SendableBody => ({ content, contentType })

const encoder = new TextEncoder()

const takeText = (text: string): TakenBody => ({
  content: sendable(text),
  // Most calls have nobody who looks.
  get size() {
    return encoder.encode(text).length
  },
})

const takeBytes = (bytes: Uint8Array<ArrayBuffer>): TakenBody => ({
  content: sendable(bytes),
  size: bytes.length,
})

const takeBlob = (blob: Blob, contentType: string | null): TakenBody => ({
  content: readBlob(blob).then(bytes => sendable(bytes, contentType)),
  size: blob.size,
})

/** An older jsdom's Blob can only be read by a FileReader. */
function readBlob(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  if (typeof blob.arrayBuffer === 'function') {
    return blob.arrayBuffer().then(buffer => new Uint8Array(buffer))
  }
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(new Uint8Array(reader.result as ArrayBuffer))
    reader.onerror = () => reject(reader.error)
    reader.readAsArrayBuffer(blob)
  })
}

const serializeDocument = (document: Document): string =>
  document.contentType === 'text/html'
    ? document.documentElement.outerHTML
    : new XMLSerializer().serializeToString(document)
