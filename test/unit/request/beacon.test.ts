import { expect, test } from 'vitest'
import { describeBeacon } from '../../../src/request/beacon.ts'
import type { Page } from '../../../src/request/page.ts'

const page: Page = {
  origin: 'https://app.example.com',
  base: () => 'https://app.example.com/a/',
  resolve: url => new URL(url, 'https://app.example.com/a/'),
}

test('a beacon is a POST with credentials that may outlive the page', () => {
  const { url, ...others } = describeBeacon('b', undefined, page)
  expect(url.href).toBe('https://app.example.com/a/b')
  expect(others).toEqual({
    initiator: 'beacon',
    origin: page.origin,
    method: 'POST',
    mode: 'no-cors',
    credentials: 'include',
    headers: [],
    keepalive: true,
    body: null,
    uploadListeners: [],
  })
})

test.each<[string, unknown, string, string | null]>([
  ['text', 'x', 'string', 'text/plain;charset=UTF-8'],
  ['empty text', '', 'string', 'text/plain;charset=UTF-8'],
  ['a typed Blob', new Blob([], { type: 'application/json' }), 'blob', 'application/json'],
  ['a Blob', new Blob([]), 'blob', null],
  ['bytes', new DataView(new ArrayBuffer(1)), 'buffer', null],
  [
    'parameters',
    new URLSearchParams(),
    'urlsearchparams',
    'application/x-www-form-urlencoded;charset=UTF-8',
  ],
  ['a stream', new ReadableStream(), 'stream', null],
  [
    'a document, which beacons know as text only',
    { [Symbol.toStringTag]: 'XMLDocument', contentType: 'text/xml' },
    'string',
    'text/plain;charset=UTF-8',
  ],
])('a body: %s', (_, data, kind, contentType) => {
  expect(describeBeacon('b', data, page).body).toEqual({ kind, contentType })
})

test('a body: a form', () => {
  expect(describeBeacon('b', new FormData(), page).body?.kind).toBe('formdata')
})

test.each([[null], [undefined]])('no body: %s', data => {
  expect(describeBeacon('b', data, page).body).toBe(null)
})

test('a URL that is none is refused', () => {
  expect(() => describeBeacon('https://', '', page)).toThrow(TypeError)
})
