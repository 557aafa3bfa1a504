/** A curl command, as the call that it stands for. */

import type { StatedCall } from '../request/stated.ts'
import { type Option, optionsOf } from './curl-arguments.ts'
import { bodyOf, notRead } from './curl-body.ts'
import { hasName, headersOf, headersOfOptions } from './curl-headers.ts'
import { queryOf, urlOf } from './curl-url.ts'
import { overTheWire } from './over-the-wire.ts'
import type { Word } from './word.ts'

/** What a failing word is told with. */
export type Fail = (reason: string, word: Word | undefined) => never

/**
 * Reads the arguments of curl.
 *
 * @param fail Throws for a word.
 */
export function curlCall(words: readonly Word[], fail: Fail): StatedCall {
  const { options, operands } = optionsOf(words, fail)
  const values = (of: string): Word[] =>
    options.flatMap(({ name, value }) => (name === of && value ? [value] : []))
  const has = (flag: string) => options.some(({ name }) => name === flag)
  const last = (name: string) => values(name).at(-1)?.value
  const data = options.flatMap(({ name, value }) =>
    DATA.includes(name) && value ? [{ name, value }] : [],
  )
  const { body, headers: ofBody, notes } = bodyOf(data, fail)
  const inUrl = has('get') && typeof body === 'string'
  const url = urlOf([...operands, ...values('url')], fail)
  const queries = [...values('url-query').map(queryOf), inUrl ? body : '']
  url.search = [url.search, ...queries].filter(Boolean).join('&')
  const lines = values('header').filter(({ value }) => !value.startsWith('@'))
  const headers = headersOf(lines, [...headersOfOptions(last), ...(inUrl ? [] : ofBody)], fail)
  const method =
    last('request') ??
    (has('head') ? 'HEAD' : has('upload-file') ? 'PUT' : body === null || inUrl ? 'GET' : 'POST')
  const wire = overTheWire({
    url: url.href,
    method,
    headers,
    // Of two, curl takes the header.
    cookie: hasName(headers, 'cookie') ? null : cookieOf(values('cookie')),
  })
  return {
    ...wire,
    body: inUrl ? null : body,
    notes: [...notes, ...wire.notes, ...unheeded(options)],
  }
}

const DATA = [
  'data',
  'data-ascii',
  'data-binary',
  'data-raw',
  'data-urlencode',
  'json',
  'form',
  'form-string',
]

/** What has no `=` is the name of a file. */
function cookieOf(values: readonly Word[]): string | null {
  const cookies = values.flatMap(({ value }) => (value.includes('=') ? [value] : []))
  return cookies.length > 0 ? cookies.join('; ') : null
}

const unheeded = (options: readonly Option[]): string[] =>
  options.flatMap(({ name, value: { value = '' } = {} }) => {
    if (name === 'insecure') return ['--insecure is not heeded: a browser looks at certificates']
    if (name === 'config') return [notRead(value, 'what it says is left out')]
    if (name === 'upload-file') return [notRead(value, 'the body is left out')]
    if (name === 'cookie' && !value.includes('=')) {
      return [notRead(value, 'its cookies are left out')]
    }
    if (name === 'header' && value.startsWith('@')) {
      return [notRead(value.slice(1), 'its headers are left out')]
    }
    return []
  })
