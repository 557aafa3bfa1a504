import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseCopied } from '../../../src/copied/index.ts'
import type { StatedCall } from '../../../src/request/stated.ts'
import { copiedCalls } from '../../engines/copied/calls.ts'
import type { Copy } from '../../engines/copied/record.ts'

const copies: Copy[] = JSON.parse(
  readFileSync(new URL('../../truth/copied.json', import.meta.url), 'utf8'),
)

/** What a call says, whichever way it was copied. */
const said = ({ url, method, headers, body, origin, credentials, mode }: StatedCall) => ({
  ...{ url, method, body, origin, mode },
  headers: headers.map(([name, value]) => [name.toLowerCase(), value]).sort(),
  withCredentials: credentials === 'include',
})

/** What the formats for Windows make of a body: they have one kind of line break, Chrome's no more than ASCII. */
function written(body: string | null, { engine, format }: Copy): string | null {
  if (!/cmd|Windows/.test(format)) return body
  const lines = body?.replace(/\r\n/g, '\n') ?? null
  return engine === 'chromium' ? (lines?.replace(/[^ -~\n]/g, ' ') ?? null) : lines
}

describe.each(copiedCalls.map(call => [call.name, call] as const))('%s', (name, call) => {
  const own = copies.filter(copy => copy.call === name)

  test.each(own.map(copy => [`${copy.engine}, ${copy.format}`, copy] as const))(
    'copied in %s',
    (_, copy) => {
      const { url, method, headers, body, cookie } = call
      expect(said(parseCopied(copy.text))).toEqual({
        url: new URL(url).href,
        method,
        headers: [...headers, ['accept', '*/*']].map(pair => [...pair]).sort(),
        body: written(body, copy),
        mode: 'cors',
        origin: 'https://app.example.com',
        withCredentials: cookie !== null,
      })
    },
  )
})
