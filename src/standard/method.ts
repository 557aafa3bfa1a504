/** Methods, as the Fetch Standard treats them: https://fetch.spec.whatwg.org/#methods */

import { isToken } from './token.ts'

const SAFELISTED = new Set(['GET', 'HEAD', 'POST'])
const NORMALIZED = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'])
const FORBIDDEN = new Set(['CONNECT', 'TRACE', 'TRACK'])

/** Whether a method never needs a preflight: https://fetch.spec.whatwg.org/#cors-safelisted-method */
export const isCorsSafelistedMethod = (method: string): boolean => SAFELISTED.has(method)

/** Whether a script may not use a method: https://fetch.spec.whatwg.org/#forbidden-method */
export const isForbiddenMethod = (method: string): boolean => FORBIDDEN.has(method.toUpperCase())

/**
 * A method as it will be sent: upper case for the six names the standard knows, as given otherwise,
 * so `patch` stays `patch`. https://fetch.spec.whatwg.org/#concept-method-normalize
 *
 * @throws TypeError for what is no method, or one that no script may use.
 */
export function normalizeMethod(method: string): string {
  if (NORMALIZED.has(method)) return method
  if (!isToken(method)) throw new TypeError(`method ${JSON.stringify(method)} is not an HTTP token`)
  if (isForbiddenMethod(method)) throw new TypeError(`method ${method} is forbidden to scripts`)
  const upper = method.toUpperCase()
  return NORMALIZED.has(upper) ? upper : method
}
