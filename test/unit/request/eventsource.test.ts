import { expect, test } from 'vitest'
import { verdictOn } from '../../../src/browsers/verdict.ts'
import { describeEventSource } from '../../../src/request/eventsource.ts'
import type { Page } from '../../../src/request/page.ts'

const page: Page = {
  origin: 'https://app.example.com',
  base: () => 'https://app.example.com/a/',
  resolve: url => new URL(url, 'https://app.example.com/a/'),
}

test.each([
  [true, 'include'],
  [false, 'same-origin'],
])(
  'an EventSource is a GET; withCredentials %s is credentials %s',
  (withCredentials, credentials) => {
    const { url, ...others } = describeEventSource('b', withCredentials, page)
    expect(url.href).toBe('https://app.example.com/a/b')
    expect(others).toEqual({
      initiator: 'eventsource',
      origin: page.origin,
      method: 'GET',
      mode: 'cors',
      credentials,
      headers: [],
      body: null,
      uploadListeners: [],
    })
  },
)

test('it needs no preflight of anybody', () => {
  const description = describeEventSource('https://api.example.com/', true, page)
  for (const browser of ['standard', 'chromium', 'firefox', 'webkit'] as const) {
    expect(verdictOn(description, browser)).toMatchObject({ crossOrigin: true, preflight: false })
  }
})

test('a URL that is none is refused', () => {
  expect(() => describeEventSource('https://', false, page)).toThrow(TypeError)
})
