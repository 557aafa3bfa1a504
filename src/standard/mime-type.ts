import parseMimeType from 'whatwg-mimetype/lib/parser.js'
import serializeMimeType from 'whatwg-mimetype/lib/serializer.js'

const SAFELISTED = new Set([
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'text/plain',
])

/** Type and subtype of a MIME type in lower case, or null for what is none: https://mimesniff.spec.whatwg.org/#mime-type-essence */
export function essenceOf(value: string): string | null {
  const mimeType = parseMimeType(value)
  return mimeType && `${mimeType.type}/${mimeType.subtype}`
}

/**
 * A Content-Type with its charset set to that of the text that XMLHttpRequest sends; as it is where
 * it names none, or names that one. https://xhr.spec.whatwg.org/#dom-xmlhttprequest-send
 */
export function withCharsetOfText(value: string): string {
  const mimeType = parseMimeType(value)
  const charset = mimeType?.parameters.get('charset')
  if (!mimeType || charset === undefined || charset.toUpperCase() === 'UTF-8') return value
  mimeType.parameters.set('charset', 'UTF-8')
  return serializeMimeType(mimeType)
}

/** Whether an essence is one of the three that a form can send. */
export const isSafelistedEssence = (essence: string | null): boolean =>
  essence !== null && SAFELISTED.has(essence)
