/** What curl sends as the body: https://curl.se/docs/manpage.html#-d */

import type { Fail } from './curl.ts'
import type { Word } from './word.ts'

/** One of the options that add to it. */
export interface Data {
  readonly name: string
  readonly value: Word
}

/** A body, the headers that it brings, and what could not be known. */
export interface CurlBody {
  readonly body: string | FormData | null
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly notes: readonly string[]
}

const JSON_HEADERS = [
  ['content-type', 'application/json'],
  ['accept', 'application/json'],
] as const
const URLENCODED = [['content-type', 'application/x-www-form-urlencoded']] as const

/** The note on a file that a command names. */
export const notRead = (path: string, so: string): string => `the file ${path} is not read; ${so}`

/**
 * Puts it together.
 *
 * @param fail Throws for a word.
 */
export function bodyOf(data: readonly Data[], fail: Fail): CurlBody {
  if (data.length === 0) return { body: null, headers: [], notes: [] }
  const form = data.filter(({ name }) => name.startsWith('form'))
  if (form.length > 0) return formOf(form, fail)
  const notes = new Set<string>()
  const parts = data.map(({ name, value: { value } }, at) => {
    // JSON goes on where it stopped.
    const sign = at === 0 || name === 'json' ? '' : '&'
    const [, before = '', path] = FILE[name]?.exec(value) ?? []
    if (path === undefined) return `${sign}${name === 'data-urlencode' ? urlencoded(value) : value}`
    notes.add(notRead(path, 'its part of the body is left out'))
    return `${sign}${before && `${before}=`}`
  })
  return {
    body: parts.join(''),
    headers: data.some(({ name }) => name === 'json') ? JSON_HEADERS : URLENCODED,
    notes: [...notes],
  }
}

/** Which values name a file. */
const AT_FIRST = /^()@(.*)$/s
const FILE: Readonly<Record<string, RegExp>> = {
  ...{ data: AT_FIRST, 'data-ascii': AT_FIRST, 'data-binary': AT_FIRST, json: AT_FIRST },
  'data-urlencode': /^([^=@]*)@(.*)$/s,
}

/** `name=content`, `=content` or `content`. */
export function urlencoded(value: string): string {
  const [, name = '', content = ''] = /^(?:([^=]*)=)?(.*)$/s.exec(value)!
  return `${name && `${name}=`}${encoded(content)}`
}

/** More than `encodeURIComponent` does, and spaces as forms have them. */
const encoded = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')

/** https://curl.se/docs/manpage.html#-F */
function formOf(data: readonly Data[], fail: Fail): CurlBody {
  const form = new FormData()
  const notes: string[] = []
  for (const { name: option, value: word } of data) {
    const at = word.value.indexOf('=')
    if (at < 0) return fail(`--${option} takes name=content`, word)
    const name = word.value.slice(0, at)
    const content = word.value.slice(at + 1)
    const [sign = ''] = option === 'form' ? (/^[@<]/.exec(content) ?? []) : []
    const [text = '', ...details] = content.slice(sign.length).split(';')
    const detail = (key: string) =>
      details.find(each => each.startsWith(`${key}=`))?.slice(key.length + 1)
    if (option === 'form-string') form.append(name, content)
    else if (sign === '') form.append(name, content.replace(/;(type|filename)=.*$/s, ''))
    else if (sign === '<') form.append(name, '')
    else
      form.append(
        name,
        emptyFile(detail('filename') ?? text.replace(/^.*[/\\]/s, ''), detail('type')),
      )
    if (sign !== '') notes.push(notRead(text, 'an empty one stands for it'))
  }
  return { body: form, headers: [], notes }
}

const emptyFile = (name: string, type: string | undefined): File =>
  new File([], name.replace(/^"|"$/g, ''), type ? { type } : {})
