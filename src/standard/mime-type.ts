import parseMimeType from 'whatwg-mimetype/lib/parser.js'

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

/** Whether an essence is one of the three that a form can send. */
export const isSafelistedEssence = (essence: string | null): boolean =>
  essence !== null && SAFELISTED.has(essence)
