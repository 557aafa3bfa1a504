import { isToken } from './token.ts'

/**
 * The tokens of a header that lists some; undefined where it has anything else among them.
 * https://fetch.spec.whatwg.org/#extract-header-list-values
 */
export function tokenList(value: string | null): string[] | undefined {
  const tokens = listItems(value ?? '')
  return tokens.every(isToken) ? tokens : undefined
}

/** What a header lists, tokens or not. */
export const listItems = (value: string): string[] =>
  value
    .split(',')
    .map(item => item.replace(/^[\t ]+|[\t ]+$/g, ''))
    .filter(item => item !== '')
