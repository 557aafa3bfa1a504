/** A curl command, as the call that it stands for. */

import type { StatedCall } from '../request/stated.ts'
import { type Option, optionsOf } from './curl-arguments.ts'
import { bodyOf, type Data } from './curl-body.ts'
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
  const named = (...names: string[]) => options.filter(({ name }) => names.includes(name))
  const last = (...names: string[]) => named(...names).at(-1)
  const data = named(...DATA).map(({ name, value }): Data => ({ name, value: value!.value }))
  const { body, headers: implied, notes } = bodyOf(data)
  const asGet = last('get') !== undefined
  const url = urlOf([...operands, ...named('url').map(({ value }) => value!)], fail)
  if (asGet && typeof body === 'string') {
    url.search = url.search === '' ? body : `${url.search}&${body}`
  }
  const given = headersOf(options, fail)
  const method =
    last('request')?.value?.value ??
    (last('head') ? 'HEAD' : body !== null && !asGet ? 'POST' : 'GET')
  const wire = overTheWire({
    url: url.href,
    method,
    headers: [...given, ...(asGet ? [] : implied).filter(([name]) => !hasName(given, name))],
    cookie: cookieOf(options),
  })
  const removed = removedBy(options)
  return {
    ...wire,
    headers: wire.headers.filter(([name]) => !removed.has(name.toLowerCase())),
    body: asGet ? null : body,
    notes: [...notes, ...wire.notes, ...unheeded(options)],
  }
}

type Pair = readonly [name: string, value: string]

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

const hasName = (pairs: readonly Pair[], name: string): boolean =>
  pairs.some(([each]) => each.toLowerCase() === name)

/** Brackets and braces have a meaning of their own in a URL, so copies escape them: https://curl.se/docs/manpage.html#URL */
const unglobbed = (url: string): string => url.replace(/\\([[\]{}])/g, '$1')

function urlOf(words: readonly Word[], fail: Fail): URL {
  const [word, second] = words
  if (!word) return fail('curl needs a URL', undefined)
  if (second) return fail('one call has one URL; this is another', second)
  // As curl guesses.
  const text = /^[a-z][\w+.-]*:\/\//i.test(word.value)
    ? unglobbed(word.value)
    : `http://${unglobbed(word.value)}`
  if (!/^https?:\/\/[^/]/i.test(text) || !URL.canParse(text)) {
    return fail('a call needs an http or https URL', word)
  }
  return new URL(text)
}

const LINE = /^([!#$%&'*+.^`|~\w-]+)\s*(?::(.*)|;)$/s

function headersOf(options: readonly Option[], fail: Fail): Pair[] {
  return options.flatMap(({ name, value }): Pair[] => {
    if (name === 'user-agent') return [['User-Agent', value!.value]]
    if (name === 'referer') return [['Referer', value!.value]]
    if (name === 'user') return [['Authorization', `Basic ${base64(value!.value)}`]]
    if (name === 'oauth2-bearer') return [['Authorization', `Bearer ${value!.value}`]]
    if (name === 'range') return [['Range', `bytes=${value!.value}`]]
    if (name !== 'header') return []
    const [line, header, text] = LINE.exec(value!.value) ?? []
    if (line === undefined) return fail('a header needs a name and a colon', value)
    // "Name:" takes a header away, "Name;" sends it empty. Firefox and Safari copy that as "Name: ".
    return text === '' ? [] : [[header!, (text ?? '').trim()]]
  })
}

const removedBy = (options: readonly Option[]): ReadonlySet<string> =>
  new Set(
    options.flatMap(({ name, value }) =>
      name === 'header' && /^[^:]+:$/.test(value!.value)
        ? [value!.value.slice(0, -1).trim().toLowerCase()]
        : [],
    ),
  )

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64')

/** What has no `=` is the name of a file. */
function cookieOf(options: readonly Option[]): string | null {
  const cookies = options.filter(
    ({ name, value }) => name === 'cookie' && value!.value.includes('='),
  )
  return cookies.length > 0 ? cookies.map(({ value }) => value!.value).join('; ') : null
}

const unheeded = (options: readonly Option[]): string[] => [
  ...(options.some(({ name }) => name === 'insecure')
    ? ['--insecure is not heeded: a browser looks at certificates']
    : []),
  ...(options.some(({ name, value }) => name === 'cookie' && !value!.value.includes('='))
    ? ['--cookie names a file, which is not read']
    : []),
]
