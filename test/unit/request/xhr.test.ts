import { describe, expect, test } from 'vitest'
import { describeXhr, type XhrState } from '../../../src/request/xhr.ts'

const url = new URL('https://api.example.com/x')

const described = (changes: Partial<XhrState> = {}) =>
  describeXhr({
    origin: 'https://app.example.com',
    url,
    method: 'POST',
    headers: [],
    withCredentials: false,
    sync: false,
    body: null,
    uploadListeners: [],
    ...changes,
  })

test('a bare call', () => {
  expect(described()).toEqual({
    initiator: 'xmlhttprequest',
    origin: 'https://app.example.com',
    url,
    method: 'POST',
    mode: 'cors',
    credentials: 'same-origin',
    headers: [],
    body: null,
    sync: false,
    uploadListeners: [],
  })
})

test('withCredentials, sync, listeners and places', () => {
  const uploadListeners = [{ type: 'load' }]
  const [openedAt, sentAt] = [{ line: 'open.js:1' }, { line: 'send.js:1' }]
  expect(
    described({ withCredentials: true, sync: true, uploadListeners, openedAt, sentAt }),
  ).toMatchObject({
    credentials: 'include',
    sync: true,
    uploadListeners,
    methodSetAt: openedAt,
    madeAt: sentAt,
  })
})

test('headers of one name are one line, in the order they were set', () => {
  const headers = [
    { name: 'x-b', value: '1' },
    { name: 'x-a', value: '2' },
    { name: 'x-b', value: '3' },
  ]
  expect(described({ headers }).headers.map(({ name, value }) => [name, value])).toEqual([
    ['x-b', '1, 3'],
    ['x-a', '2'],
  ])
})

describe('a body', () => {
  test.each<[string, unknown, string, string | null]>([
    ['text', 'x', 'string', 'text/plain;charset=UTF-8'],
    ['a typed Blob', new Blob([], { type: 'application/json' }), 'blob', 'application/json'],
    ['a Blob', new Blob([]), 'blob', null],
    ['bytes', new ArrayBuffer(1), 'buffer', null],
    [
      'parameters',
      new URLSearchParams(),
      'urlsearchparams',
      'application/x-www-form-urlencoded;charset=UTF-8',
    ],
    [
      'a document of XML',
      { [Symbol.toStringTag]: 'XMLDocument', contentType: 'text/xml' },
      'document',
      'application/xml;charset=UTF-8',
    ],
    [
      'a document of HTML',
      { [Symbol.toStringTag]: 'HTMLDocument', contentType: 'text/html' },
      'document',
      'text/html;charset=UTF-8',
    ],
    [
      'a stream, which XMLHttpRequest knows as text only',
      new ReadableStream(),
      'string',
      'text/plain;charset=UTF-8',
    ],
  ])('%s', (_, body, kind, contentType) => {
    expect(described({ body }).body).toEqual({ kind, contentType })
  })

  test('that is a form', () => {
    expect(described({ body: new FormData() }).body?.kind).toBe('formdata')
  })

  test.each([
    ['GET', false],
    ['HEAD', false],
    ['POST', true],
    ['PUT', true],
    ['DELETE', true],
    ['get', true],
  ])('is sent with %s: %s', (method, sent) => {
    expect(described({ method, body: 'x' }).body !== null).toBe(sent)
  })
})
