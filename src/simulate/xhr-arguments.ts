/** What the methods of XMLHttpRequest take. */

import type { Page } from '../request/page.ts'
import { type Header, normalizeValue, type Place, toHeader } from '../standard/header.ts'
import { isForbiddenMethod, normalizeMethod } from '../standard/method.ts'
import { isToken } from '../standard/token.ts'

/** What `open()` was given. */
export interface Opened {
  readonly method: string
  readonly url: URL
  readonly headers: Header[]
  readonly openedAt?: Place | undefined
}

type OpenArguments = [method: string, url: string, async?: boolean, user?: string, pass?: string]

/** https://xhr.spec.whatwg.org/#the-open()-method */
export function checkOpen(args: OpenArguments, page: Page): Opened {
  const [givenMethod, givenUrl, async = true, user, password] = args
  const method = `${givenMethod}`
  if (!isToken(method)) throw new DOMException(`${method} is no method`, 'SyntaxError')
  if (isForbiddenMethod(method)) {
    throw new DOMException(`${method} is forbidden to scripts`, 'SecurityError')
  }
  const url = parse(`${givenUrl}`, page)
  if (!async && args.length > 2) {
    throw new DOMException(
      'synchronous XMLHttpRequest can’t be simulated: pass true as the third argument',
      'NotSupportedError',
    )
  }
  if (user !== undefined && user !== null) url.username = `${user}`
  if (password !== undefined && password !== null) url.password = `${password}`
  return { method: normalizeMethod(method), url, headers: [] }
}

function parse(url: string, page: Page): URL {
  try {
    return new URL(page.resolve(url).href)
  } catch {
    throw new DOMException(`the URL can't be parsed: ${url}`, 'SyntaxError')
  }
}

/** https://xhr.spec.whatwg.org/#the-setrequestheader()-method; null for one that no script may set. */
export function checkHeader(
  givenName: string,
  givenValue: string,
  setAt: Place | undefined,
): Header | null {
  const [name, value] = [byteString(givenName), byteString(givenValue)]
  if (!isToken(name) || /[\0\r\n]/.test(normalizeValue(value))) {
    throw new DOMException(`not a header: ${name}: ${value}`, 'SyntaxError')
  }
  return toHeader(name, value, setAt)
}

/** https://webidl.spec.whatwg.org/#js-to-ByteString */
export function byteString(given: string): string {
  const text = `${given}`
  if (/[^\0-\xff]/.test(text)) throw new TypeError(`a character is above 0xFF: ${text}`)
  return text
}

/** @throws TypeError for a method that is called without an argument that it needs. */
export function mustHave(count: number, given: { readonly length: number }, name: string): void {
  if (given.length >= count) return
  throw new TypeError(`${name} takes ${count} arguments, not ${given.length}`)
}
