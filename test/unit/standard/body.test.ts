import { expect, test } from 'vitest'
import { describeBody } from '../../../src/standard/body.ts'
import type { BodyKind } from '../../../src/standard/description.ts'

const ALL: readonly BodyKind[] = [
  'string',
  'blob',
  'buffer',
  'formdata',
  'urlsearchparams',
  'document',
  'stream',
]

const TEXT = 'text/plain;charset=UTF-8'

const documentOf = (tag: string, contentType: string) => ({
  [Symbol.toStringTag]: tag,
  contentType,
})

const BODIES: readonly (readonly [string, unknown, BodyKind, string | null])[] = [
  ['a string', 'x', 'string', TEXT],
  ['an empty string', '', 'string', TEXT],
  ['a number', 5, 'string', TEXT],
  ['zero', 0, 'string', TEXT],
  ['false', false, 'string', TEXT],
  ['an object', { a: 1 }, 'string', TEXT],
  ['an array', [1, 2], 'string', TEXT],
  ['a function', () => {}, 'string', TEXT],
  ['a Date', new Date(0), 'string', TEXT],
  ['a Blob without a type', new Blob(['x']), 'blob', null],
  ['a Blob with a type', new Blob(['x'], { type: 'image/png' }), 'blob', 'image/png'],
  ['a File with a type', new File(['x'], 'f', { type: 'text/csv' }), 'blob', 'text/csv'],
  ['an ArrayBuffer', new ArrayBuffer(1), 'buffer', null],
  ['a Uint8Array', new Uint8Array(1), 'buffer', null],
  ['a Float64Array', new Float64Array(1), 'buffer', null],
  ['a DataView', new DataView(new ArrayBuffer(1)), 'buffer', null],
  [
    'URLSearchParams',
    new URLSearchParams('a=b'),
    'urlsearchparams',
    'application/x-www-form-urlencoded;charset=UTF-8',
  ],
  ['a ReadableStream', new ReadableStream(), 'stream', null],
  [
    'a document of XML',
    documentOf('XMLDocument', 'application/xml'),
    'document',
    'application/xml;charset=UTF-8',
  ],
  [
    'a document of SVG',
    documentOf('XMLDocument', 'image/svg+xml'),
    'document',
    'application/xml;charset=UTF-8',
  ],
  [
    'a document of HTML',
    documentOf('HTMLDocument', 'text/html'),
    'document',
    'text/html;charset=UTF-8',
  ],
  ['a plain Document', documentOf('Document', 'text/html'), 'document', 'text/html;charset=UTF-8'],
]

test.each(BODIES)('%s', (_, body, kind, contentType) => {
  expect(describeBody(body, ALL)).toEqual({ kind, contentType })
})

test.each(BODIES)('%s, to who does not know its kind, is text', (_, body, kind) => {
  const others = ALL.filter(other => other !== kind)
  expect(describeBody(body, others)).toEqual({ kind: 'string', contentType: TEXT })
})

test('FormData brings a type with a boundary', () => {
  const body = describeBody(new FormData(), ALL)
  expect(body?.kind).toBe('formdata')
  expect(body?.contentType).toMatch(/^multipart\/form-data; boundary=./)
})

test.each([[null], [undefined]])('%s is no body', body => {
  expect(describeBody(body, ALL)).toBe(null)
  expect(describeBody(body, [])).toBe(null)
})

test('no body is read', async () => {
  const stream = new Blob(['x']).stream()
  const blob = new Blob(['y'])
  describeBody(stream, ALL)
  describeBody(blob, ALL)
  expect(stream.locked).toBe(false)
  expect(await new Response(stream).text()).toBe('x')
  expect(await blob.text()).toBe('y')
})
