import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CopiedError, parseCopied } from '../../../src/copied/index.ts'
import type { StatedCall } from '../../../src/request/stated.ts'

interface Expected extends Partial<Omit<StatedCall, 'notes'>> {
  readonly notes?: readonly RegExp[]
}

const LEAVES = [`'a'`, '1', '1n', 'null', 'true', '/r/', 'x', '{}', '[,]', '() => 1', '{ a() {} }']
const KEYS = ['headers', 'body', 'method', 'mode', 'credentials', 'referrer', 'toString', `'a b'`]
const CALLS = [
  'JSON.stringify',
  'new Headers',
  'new URL',
  'new URLSearchParams',
  'new FormData',
  'f',
]
const { expressions } = fc.letrec<{ expressions: string }>(tie => {
  const inner = tie('expressions')
  return {
    expressions: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(...LEAVES),
      fc.array(inner, { maxLength: 2 }).map(each => `[${each}]`),
      fc.tuple(inner, inner).map(([one, other]) => `(${one} + ${other})`),
      inner.map(each => `\`a\${${each}}\``),
      fc.tuple(fc.constantFrom(...CALLS), inner).map(([name, each]) => `${name}(${each})`),
      fc
        .array(fc.tuple(fc.constantFrom(...KEYS), inner), { maxLength: 4 })
        .map(pairs => `{ ${pairs.map(([key, value]) => `${key}: ${value}`)} }`),
    ),
  }
})

const URL_ = 'https://api.example.com/a'

describe('a call of fetch', () => {
  test.each<[string, Expected]>([
    [`fetch('${URL_}')`, { method: 'GET', body: null, credentials: 'same-origin' }],
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
      {
        body: 'a=1+2',
        headers: [['content-type', 'application/x-www-form-urlencoded;charset=UTF-8']],
      },
    ],
    [`fetch('${URL_}', { body: JSON.stringify([!0, 1 + 2, void 0]) })`, { body: '[true,3,null]' }],
    [`fetch('${URL_}', { referrer: 'about:client' })`, { origin: null }],
    [
      `fetch('${URL_}', { headers: { Cookie: 'a=1', Referer: 'https://app.example.com/' } })`,
      { cookie: 'a=1', credentials: 'include', origin: 'https://app.example.com' },
    ],
    [
      `fetch('${URL_}', { credentials: 'omit', headers: { cookie: 'a=1' } })`,
      { credentials: 'omit' },
    ],
    [`fetch('${URL_}').then(() => fetch('https://b.example/'))`, { url: URL_, notes: [/first/] }],
    [`fetch('${URL_}', { headers: { 'Sec-Fetch-Mode': 'navigate' } })`, { notes: [/navigation/] }],
    [
      `fetch('${URL_}', { headers: { 'Sec-Fetch-Site': 'same-origin' } })`,
      { origin: 'https://api.example.com' },
    ],
    [
      `fetch('${URL_}', { referrer: 'https://app.example.com/shop', body: null })`,
      { origin: 'https://app.example.com' },
    ],
    [`async () => { /* c */ return fetch('${URL_}', { "method": "HEAD" }) }`, { method: 'HEAD' }],
  ])('%s', (text, { notes, ...expected }) => {
    const call = parseCopied(text)
    expect(call).toMatchObject(expected)
    expect(call.notes).toEqual(notes?.map(note => expect.stringMatching(note)) ?? expect.anything())
  })

  test('is what its literals say', () => {
    const text = fc.string({ unit: 'binary' }).map(each => each.toWellFormed())
    fc.assert(
      fc.property(text, text, (body, value) => {
        fc.pre(/^[\x21-\x7e]*$/.test(value))
        const init = JSON.stringify({ method: 'POST', headers: { 'X-A': value }, body }, null, 2)
        expect(parseCopied(`fetch("${URL_}", ${init});`)).toMatchObject({
          ...{ body, headers: [['X-A', value]] },
        })
      }),
    )
  })

  test('has a position in the text, whatever is wrong', () => {
    fc.assert(
      fc.property(expressions, expression => {
        const text = `fetch('${URL_}', ${expression})`
        try {
          parseCopied(text)
        } catch (error) {
          expect(error).toBeInstanceOf(CopiedError)
          expect((error as CopiedError).position).toBeGreaterThanOrEqual(0)
          expect((error as CopiedError).position).toBeLessThanOrEqual(text.length)
        }
      }),
      { numRuns: 2000 },
    )
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
    ["fetch('https://a.example/', { headers: { 'a b': '1' } })", 28, /a b/],
    ["fetch('https://a.example/', { headers: new Headers({ 'a b': '1' }) })", 39, /a b/],
    ["fetch('https://a.example/', { headers: 'x' })", 28, /headers takes/],
    ["fetch('https://a.example/', { mode: 'navigate' })", 28, /mode takes cors/],
    ["fetch('https://a.example/', { credentials: 'yes' })", 28, /credentials takes omit/],
    ["fetch('https://a.example/', { body: JSON.stringify(1n) })", 36, /BigInt/],
    ['fetch({})', 6, /absolute/],
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
