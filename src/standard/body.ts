/** What a body is and which Content-Type it brings: https://fetch.spec.whatwg.org/#concept-bodyinit-extract */

import type { Body, BodyKind } from './description.ts'

const KINDS: Readonly<Record<string, BodyKind>> = {
  Blob: 'blob',
  File: 'blob',
  ArrayBuffer: 'buffer',
  SharedArrayBuffer: 'buffer',
  FormData: 'formdata',
  URLSearchParams: 'urlsearchparams',
  ReadableStream: 'stream',
  Document: 'document',
  HTMLDocument: 'document',
  XMLDocument: 'document',
}

/** What a string body brings. */
export const TEXT_CONTENT_TYPE = 'text/plain;charset=UTF-8'

const CONTENT_TYPES: Readonly<Record<BodyKind, string | null>> = {
  string: TEXT_CONTENT_TYPE,
  // As long as Chromium's and WebKit's.
  formdata: `multipart/form-data; boundary=${'-'.repeat(38)}`,
  urlsearchparams: 'application/x-www-form-urlencoded;charset=UTF-8',
  document: 'application/xml;charset=UTF-8',
  blob: null,
  buffer: null,
  stream: null,
}

/**
 * Describes a body without reading it; null for none.
 *
 * @param accepts The kinds that this way of sending knows; anything else it sends as text.
 */
export function describeBody(body: unknown, accepts: readonly BodyKind[]): Body | null {
  if (body === null || body === undefined) return null
  const kind = kindOf(body)
  if (!accepts.includes(kind)) return { kind: 'string', contentType: TEXT_CONTENT_TYPE }
  if (kind === 'blob') return { kind, contentType: (body as Blob).type || null }
  if (kind === 'document') {
    const html = (body as Document).contentType === 'text/html'
    return { kind, contentType: html ? 'text/html;charset=UTF-8' : CONTENT_TYPES.document }
  }
  return { kind, contentType: CONTENT_TYPES[kind] }
}

/** What a body is; anything that is none of these is sent as the text it converts to. */
export function kindOf(body: unknown): BodyKind {
  if (typeof body !== 'object' || body === null) return 'string'
  if (ArrayBuffer.isView(body)) return 'buffer'
  const tag = Object.prototype.toString.call(body).slice(8, -1)
  // happy-dom's Blob and FormData have no tag.
  const untagged = tag === 'Object' && ('arrayBuffer' in body || 'getAll' in body)
  return KINDS[untagged ? body.constructor.name : tag] ?? 'string'
}
