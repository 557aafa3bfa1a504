/** Bytes that become text: https://encoding.spec.whatwg.org/#decode */

/** The encoding that a byte order mark tells of, which counts before any other. */
function encodingOfMark([first, second, third]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return first === 0xff && second === 0xfe ? 'utf-16le' : null
}

/** How to decode. */
interface DecodeOptions {
  /** Whether more bytes are to come; a character may be there in part. */
  readonly stream?: boolean
  /** Whether bytes that are not of the encoding are an error. */
  readonly fatal?: boolean
}

/**
 * Decodes bytes; UTF-8 counts where the label is none that browsers know.
 *
 * @throws TypeError where bytes that are not of the encoding are an error.
 */
export function decode(
  bytes: Uint8Array,
  label: string | null,
  { stream = false, fatal = false }: DecodeOptions = {},
): string {
  const encoding = encodingOfMark(bytes) ?? label ?? 'utf-8'
  // Node does not know this one, which pages use to get at bytes.
  if (/^\s*x-user-defined\s*$/i.test(encoding)) return userDefined(bytes)
  return decoder(encoding, fatal).decode(bytes, { stream })
}

function decoder(label: string, fatal: boolean): TextDecoder {
  try {
    return new TextDecoder(label, { fatal })
  } catch {
    return new TextDecoder('utf-8', { fatal })
  }
}

/** https://encoding.spec.whatwg.org/#x-user-defined-decoder */
const userDefined = (bytes: Uint8Array): string =>
  Array.from(bytes, byte => String.fromCharCode(byte < 0x80 ? byte : 0xf700 + byte)).join('')

/** Latin-1, so that one character is one byte; both declarations stand in the first kilobyte. */
const start = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, 1024))

/** The encoding that an XML declaration names: https://www.w3.org/TR/xml/#sec-guessing */
export const encodingOfXml = (bytes: Uint8Array): string | null =>
  /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"']+)["']/.exec(start(bytes))?.[1] ?? null

/** The encoding that a `meta` names, roughly: https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding */
export const encodingOfHtml = (bytes: Uint8Array): string | null =>
  /<meta\s[^>]*?\bcharset\s*=\s*["']?([^\s"'>;/]+)/i.exec(start(bytes))?.[1] ?? null
