/** What the probes' server answers, as one table by path: `/POLICY/CONTENT`. */

import type { Pair } from '../cases.ts'

/** What is looked at of a request. */
export interface Asked {
  readonly method: string
  readonly url: URL
  readonly header: (name: string) => string | undefined
  readonly bodyLength: number
}

/** An answer, for a server or for a network function to give. */
export interface Answer {
  readonly status: number
  readonly statusText: string
  readonly headers: Pair[]
  /** Latin-1: one character is one byte. Each piece but the first comes `pauseMs` after the last. */
  readonly pieces: readonly string[]
  /** Before anything is answered. */
  readonly waitMs: number
  /** Whether the connection breaks `pauseMs` after the last piece. */
  readonly breaks: boolean
  readonly pauseMs: number
  /** Whether the body is compressed on the wire. */
  readonly gzip: boolean
}

/** Longer than browsers hold back progress events. */
const PAUSE_MS = 200

interface Content extends Partial<Omit<Answer, 'headers' | 'pieces'>> {
  readonly headers?: readonly Pair[]
  readonly type?: string | null
  readonly body?: string | readonly string[]
  /** Whether the wire does not tell the length beforehand. */
  readonly chunked?: boolean
}

/** Text as the bytes of an encoding, one character a byte. */
const bytes = (text: string, encoding: BufferEncoding): string =>
  Buffer.from(text, encoding).toString('latin1')
const utf8 = (text: string) => bytes(text, 'utf8')
const utf16 = (text: string) => bytes(text, 'utf16le')
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('latin1')

const BOM = '\uFEFF'
const GREEK = 'ä€α'

const text = (body: string, type: string | null = 'text/plain'): Content => ({ body, type })
const json = (body: string, type = 'application/json'): Content => ({ body, type })
const xml = (body: string, type = 'application/xml'): Content => ({ body, type })
const html = (body: string, type = 'text/html'): Content => ({ body, type })

/** Chromium waits for more of a text that might be something else. */
const NO_SNIFFING: readonly Pair[] = [['X-Content-Type-Options', 'nosniff']]

const CONTENTS: Record<string, Content> = {
  text: text('hello'),
  empty: text(''),
  one: text('x'),
  large: text('0123456789'.repeat(10_000)),
  pieces: { body: ['one', ' two', ' three'], headers: NO_SNIFFING },
  quick: { body: ['one', ' two', ' three'], headers: NO_SNIFFING, pauseMs: 12 },
  chunked: { body: ['one', ' two'], chunked: true, headers: NO_SNIFFING },
  sniffed: { body: ['one', ' two'] },
  split: {
    body: ['a\xC3', '\xA4'],
    type: 'text/plain;charset=utf-8',
    headers: NO_SNIFFING,
  },
  gzip: { body: 'hello '.repeat(10), gzip: true },
  'gzip-small': { body: 'hi', gzip: true },
  slow: { body: 'slow', waitMs: 400 },
  'slow-body': { body: ['one', '', '', ' two'], headers: NO_SNIFFING },
  broken: { body: ['one', ' two'], breaks: true, headers: NO_SNIFFING },
  'broken-at-once': { body: [''], breaks: true, headers: NO_SNIFFING },
  'no-content': { status: 204, type: null },
  'reset-content': { status: 205, type: null, headers: [['Content-Length', '0']] },
  'not-modified': { status: 304, type: null },
  missing: { ...text('nothing here'), status: 404, statusText: 'Not Found' },
  failing: { ...text('out of order'), status: 500, statusText: 'Server Error' },
  odd: { ...text('odd'), status: 299, statusText: 'Some W\xE9ird  Words' },
  wordless: { ...text('no words'), statusText: '' },
  types: text(utf8(GREEK), 'text/plain;charset=utf-8'),
  untyped: text(utf8(GREEK), null),
  mistyped: text(utf8(GREEK), 'nonsense'),
  emptily: text(utf8(GREEK), ''),
  typeless: text(utf8(GREEK), 'text/plain'),
  quoted: text(bytes('ä', 'latin1'), 'text/plain; charset="iso-8859-1"'),
  latin1: text(bytes('ä\x80', 'latin1'), 'text/plain;charset=iso-8859-1'),
  unknown: text(utf8(GREEK), 'text/plain;charset=klingon'),
  invalid: text('a\xFFb\xE2\x82', 'text/plain;charset=utf-8'),
  bom: text(utf8(`${BOM}${GREEK}`)),
  'bom-latin1': text(utf8(`${BOM}${GREEK}`), 'text/plain;charset=iso-8859-1'),
  utf16: text(utf16(GREEK), 'text/plain;charset=utf-16le'),
  'bom-utf16': text(utf16(`${BOM}${GREEK}`)),
  'bom-utf16be': text(utf16be(`${BOM}${GREEK}`), 'text/plain;charset=utf-8'),
  twice: text(bytes('ä', 'latin1'), 'text/plain;charset=iso-8859-1;charset=utf-8'),
  json: json('{"a":[1,null,"b"]}'),
  'json-text': json('{"a":1}', 'text/plain'),
  'json-bad': json('{"a":'),
  'json-empty': json(''),
  'json-null': json('null'),
  'json-bom': json(utf8(`${BOM}{"a":"ä"}`)),
  'json-utf16': json(utf16(`${BOM}{"a":1}`), 'application/json;charset=utf-16le'),
  'json-latin1': json('{"a":"\xE4"}', 'application/json;charset=iso-8859-1'),
  xml: xml(utf8('<a b="1"><c>ä</c></a>')),
  'xml-text': xml('<a/>', 'text/xml;charset=utf-8'),
  'xml-plain': xml('<a/>', 'text/plain'),
  'xml-untyped': { body: '<a/>', type: null },
  'xml-svg': xml('<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'),
  'xml-xhtml': xml('<html xmlns="http://www.w3.org/1999/xhtml"/>', 'application/xhtml+xml'),
  'xml-bad': xml('<a><b></a>'),
  'xml-empty': xml(''),
  'xml-latin1': xml('<a>\xE4</a>', 'application/xml;charset=iso-8859-1'),
  'xml-declared': xml('<?xml version="1.0" encoding="iso-8859-1"?><a>\xE4</a>'),
  html: html(utf8('<!doctype html><title>ä</title><p>one')),
  'html-latin1': html('<p>\xE4', 'text/html;charset=iso-8859-1'),
  'html-meta': html('<meta charset="iso-8859-1"><p>\xE4'),
  'html-empty': html(''),
  headers: {
    ...text('headers'),
    headers: [
      ['X-Zebra', 'z'],
      ['x-alpha', 'one'],
      ['X-Alpha', 'two'],
      ['X-Empty', ''],
      ['X-Spaced', '  a  b  '],
      ['Set-Cookie', 'a=1; Path=/never'],
      ['Set-Cookie2', 'b=2'],
      ['Content-Language', 'de'],
      ['Age', '7'],
      ['WWW-Authenticate', 'Custom'],
    ],
  },
  'latin-header': { ...text('latin'), headers: [['X-Latin', '\xE4']] },
  exposed: {
    ...text('exposed'),
    headers: [
      ['X-One', '1'],
      ['X-Two', '2'],
      ['Pragma', 'p'],
      ['Content-Language', 'de'],
      ['Access-Control-Expose-Headers', 'x-one, X-Missing'],
    ],
  },
  'exposed-all': {
    ...text('exposed'),
    headers: [
      ['X-One', '1'],
      ['Access-Control-Expose-Headers', '*'],
    ],
  },
}

type Policy = (asked: Asked, asksFirst: boolean) => { refuses?: boolean; headers: Pair[] }

const open: Policy = ({ header }, asksFirst) => ({
  headers: [
    ['Access-Control-Allow-Origin', header('origin') ?? '*'],
    ['Access-Control-Allow-Credentials', 'true'],
    ...(asksFirst
      ? ([
          // Nothing is kept: probes are not to depend on each other.
          ['Access-Control-Max-Age', '0'],
          ['Access-Control-Allow-Methods', 'PUT, DELETE'],
          ['Access-Control-Allow-Headers', 'x-a, x-b, content-type'],
        ] satisfies Pair[])
      : []),
  ],
})
const closed: Policy = () => ({ headers: [] })

const POLICIES: Record<string, Policy> = {
  open,
  closed,
  public: (_, asksFirst) => ({
    headers: [
      ['Access-Control-Allow-Origin', '*'],
      ...(asksFirst ? ([['Access-Control-Allow-Headers', '*']] satisfies Pair[]) : []),
    ],
  }),
  // Allows what it is asked, and not the request itself.
  halfway: (asked, asksFirst) => (asksFirst ? open(asked, true) : closed(asked, false)),
  // Refuses what it is asked.
  unasked: (asked, asksFirst) =>
    asksFirst ? { refuses: true, headers: [] } : open(asked, asksFirst),
}

/** The answer to a request; undefined where the connection drops without one. */
export function answerTo(asked: Asked): Answer | undefined {
  const [, policyName = '', name = ''] = asked.url.pathname.split('/')
  const asksFirst =
    asked.method === 'OPTIONS' && asked.header('access-control-request-method') !== undefined
  const { refuses, headers: cors } = (POLICIES[policyName] ?? closed)(asked, asksFirst)
  const slow = asked.url.searchParams.has('slow-preflight')
  if (asksFirst) {
    return answer({ status: refuses ? 403 : 204, type: null, waitMs: slow ? 400 : 0 }, cors)
  }
  const content = contentOf(name, asked)
  return content && answer(content, cors)
}

function contentOf(name: string, { method, url, header, bodyLength }: Asked): Content | undefined {
  switch (name) {
    case 'dropped':
      return undefined
    case 'redirect': {
      const status = Number(url.searchParams.get('status') ?? 302)
      return { status, type: null, headers: [['Location', url.searchParams.get('to') ?? '']] }
    }
    case 'nowhere':
      return { ...text('nowhere'), status: 302 }
    case 'loop':
      return { status: 302, type: null, headers: [['Location', url.href]] }
    case 'echo':
      return json(
        JSON.stringify([
          method,
          header('content-type')?.replace(/boundary=.*/, 'boundary=*') ?? null,
          /^multipart/.test(header('content-type') ?? '') ? bodyLength > 0 : bodyLength,
          header('accept') ?? null,
          header('x-a') ?? null,
        ]),
      )
    default:
      return CONTENTS[name] ?? CONTENTS.missing
  }
}

function answer(content: Content, cors: Pair[]): Answer {
  const { status = 200, statusText = 'Fine', type = 'text/plain', body = '' } = content
  const { chunked = false, gzip = false, waitMs = 0, breaks = false, pauseMs = PAUSE_MS } = content
  const pieces = typeof body === 'string' ? [body] : body
  const length = pieces.join('').length
  const bodiless = status === 204 || status === 205 || status === 304
  const headers: Pair[] = [
    ['Cache-Control', 'no-store'],
    ...(type === null ? [] : ([['Content-Type', type]] satisfies Pair[])),
    ...(content.headers ?? []),
    ...cors,
  ]
  if (!chunked && !bodiless) headers.push(['Content-Length', `${breaks ? length + 10 : length}`])
  return {
    status,
    statusText,
    headers,
    pieces: bodiless ? [] : pieces,
    waitMs,
    breaks,
    pauseMs,
    gzip,
  }
}
