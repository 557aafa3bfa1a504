import type { HeaderValues } from './cors-check.ts'
import type { CredentialsMode } from './description.ts'
import { isToken } from './token.ts'
import { listItems, tokenList } from './token-list.ts'

/** https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name */
const SAFELISTED = new Set([
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
])

/** Whether no script ever sees a response header: https://fetch.spec.whatwg.org/#forbidden-response-header-name */
export const isForbiddenToRead = (name: string): boolean => /^set-cookie2?$/.test(name)

/**
 * Which headers of a response of another origin a page may read, by names in lower case.
 * https://fetch.spec.whatwg.org/#concept-filtered-response-cors
 *
 * @param starSurvives Whether `*` counts where something that is no token follows it.
 */
export function exposedHeaders(
  headers: HeaderValues,
  credentials: CredentialsMode,
  starSurvives: boolean,
): (name: string) => boolean {
  const value = headers.get('access-control-expose-headers') ?? ''
  const listed = tokenList(value)
  const names = new Set(listed?.map(name => name.toLowerCase()))
  const stars = listed ?? (starSurvives ? validStart(value) : [])
  const all = stars.includes('*') && credentials !== 'include'
  return name => !isForbiddenToRead(name) && (all || SAFELISTED.has(name) || names.has(name))
}

/** What a list has before the first item that is no token. */
function validStart(value: string): string[] {
  const items = listItems(value)
  const end = items.findIndex(item => !isToken(item))
  return items.slice(0, end)
}
