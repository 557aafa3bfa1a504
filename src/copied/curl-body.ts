/** What curl sends as the body: https://curl.se/docs/manpage.html#-d */

/** One of the options that add to it. */
export interface Data {
  readonly name: string
  readonly value: string
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

/** Puts it together. */
export function bodyOf(data: readonly Data[]): CurlBody {
  if (data.length === 0) return { body: null, headers: [], notes: [] }
  const form = data.filter(({ name }) => name.startsWith('form'))
  if (form.length > 0) return formOf(form)
  const notes = new Set<string>()
  const parts = data.map(({ name, value }) => {
    const isFile = name !== 'data-raw' && value.startsWith('@')
    if (isFile)
      notes.add(`the file ${value.slice(1)} is not read; its part of the body is left out`)
    return isFile ? '' : name === 'data-urlencode' ? urlencoded(value) : value
  })
  const isJson = data.some(({ name }) => name === 'json')
  return {
    body: parts.join(isJson ? '' : '&'),
    headers: isJson ? JSON_HEADERS : URLENCODED,
    notes: [...notes],
  }
}

/** `name=content`, `=content` or `content`. */
function urlencoded(value: string): string {
  const at = value.indexOf('=')
  if (at < 0) return encodeURIComponent(value)
  const content = encodeURIComponent(value.slice(at + 1))
  return at === 0 ? content : `${value.slice(0, at)}=${content}`
}

/** https://curl.se/docs/manpage.html#-F */
function formOf(data: readonly Data[]): CurlBody {
  const form = new FormData()
  const notes: string[] = []
  for (const { name: option, value } of data) {
    const at = value.indexOf('=')
    const name = value.slice(0, at)
    const content = value.slice(at + 1)
    if (option === 'form-string' || !/^[@<]/.test(content)) {
      form.append(name, option === 'form-string' ? content : content.replace(/;type=.*$/s, ''))
      continue
    }
    const [path = '', ...more] = content.slice(1).split(';')
    const detail = (key: string) =>
      more.find(each => each.startsWith(`${key}=`))?.slice(key.length + 1)
    const type = detail('type')
    const fileName = detail('filename') ?? path.replace(/^.*[/\\]/s, '')
    form.append(name, new File([], fileName.replace(/^"|"$/g, ''), type ? { type } : {}))
    notes.push(`the file ${path} is not read; an empty one stands for it`)
  }
  return { body: form, headers: [], notes }
}
