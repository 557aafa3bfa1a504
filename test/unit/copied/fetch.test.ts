import { describe, expect, test } from 'vitest'
import { CopiedError, parseCopied } from '../../../src/copied/index.ts'

const URL_ = 'https://api.example.com/a'

describe('a call of fetch', () => {
  test.each([
    [`fetch('${URL_}')`, { method: 'GET', body: null, credentials: 'omit' }],
    [`await fetch("${URL_}", { method: 'PUT' });`, { method: 'PUT' }],
    [
      `const r = await window.fetch(\`${URL_}\`, { credentials: 'include' })`,
      { credentials: 'include' },
    ],
    [
      `fetch('${URL_}', { body: JSON.stringify({ a: [1, 'b'] }), method: 'POST' })`,
      { body: '{"a":[1,"b"]}' },
    ],
    [`fetch('${URL_}' + '?b=' + 1).then(r => r.json())`, { url: `${URL_}?b=1` }],
    [`fetch('${URL_}', { headers: new Headers({ 'X-A': '1' }) })`, { headers: [['x-a', '1']] }],
    [`fetch('${URL_}', { headers: [['X-A', '1']] })`, { headers: [['X-A', '1']] }],
    [
      `fetch(new Request('${URL_}', { method: 'PUT' }), { mode: 'no-cors' })`,
      { method: 'PUT', mode: 'no-cors' },
    ],
    [
      `fetch('${URL_}', { method: 'POST', body: new URLSearchParams({ a: '1 2' }) })`,
      { body: 'a=1+2' },
    ],
    [
      `fetch('${URL_}', { referrer: 'https://app.example.com/shop', body: null })`,
      { origin: 'https://app.example.com' },
    ],
    [`async () => { /* c */ return fetch('${URL_}', { "method": "HEAD" }) }`, { method: 'HEAD' }],
  ])('%s', (text, expected) => {
    expect(parseCopied(text)).toMatchObject(expected)
  })

  test.each([
    ['fetch()', 0, /needs a URL/],
    ['fetch(url)', 6, /url .*can't be known/],
    ["fetch('/a')", 6, /absolute/],
    ["fetch('https://a.example/', 1)", 28, /object/],
    ["fetch('https://a.example/', { body: make(1) })", 36, /make\(1\)/],
    ["fetch('https://a.example/', { ...rest })", 30, /rest/],
    ["fetch('https://a.example/', {", 29, /Unexpected token/],
    ["fetch('https://' + host)", 19, /host/],
  ])('that can’t be known says where: %s', (text, position, reason) => {
    try {
      parseCopied(text)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(CopiedError)
      expect(error).toMatchObject({ position, reason: expect.stringMatching(reason) })
    }
  })
})
