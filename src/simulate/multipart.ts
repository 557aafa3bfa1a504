/** Forms as they are sent: https://html.spec.whatwg.org/#multipart-form-data */

/** Writes a form; its length is known before it is read. */
export function multipart(form: FormData): { blob: Blob; contentType: string } {
  const boundary = `----WebKitFormBoundary${randomText()}`
  const parts: BlobPart[] = []
  for (const [name, value] of form as unknown as Iterable<[string, FormDataEntryValue]>) {
    const file = typeof value === 'string' ? null : value
    const filename = file ? `; filename="${escaped(file.name)}"` : ''
    const type = file ? `Content-Type: ${file.type || 'application/octet-stream'}\r\n` : ''
    const field = `form-data; name="${escaped(breaks(name))}"${filename}`
    parts.push(`--${boundary}\r\nContent-Disposition: ${field}\r\n${type}\r\n`)
    parts.push(typeof value === 'string' ? breaks(value) : value, '\r\n')
  }
  parts.push(`--${boundary}--\r\n`)
  return { blob: new Blob(parts), contentType: `multipart/form-data; boundary=${boundary}` }
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

const randomText = (): string =>
  Array.from({ length: 16 }, () => LETTERS[Math.floor(Math.random() * LETTERS.length)]).join('')

const breaks = (text: string): string => text.replace(/\r\n?|\n/g, '\r\n')

const escaped = (name: string): string =>
  name.replace(/\n/g, '%0A').replace(/\r/g, '%0D').replace(/"/g, '%22')
