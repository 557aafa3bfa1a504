import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bashWords } from '../../../src/copied/bash-words.ts'
import { cmdWords, isForCmd } from '../../../src/copied/cmd-words.ts'
import { parseCopied } from '../../../src/copied/index.ts'

const valuesOf = ({ words }: ReturnType<typeof bashWords>) => words.map(({ value }) => value)

describe('words for bash', () => {
  // Each compared once with what bash itself makes of it.
  test.each([
    [String.raw`"a\$b\`c\\d\q\"e"`, ['a$b`c\\d\\q"e']],
    [String.raw`$'\u0021\x41\041\t\'\\'`, ["!A!\t'\\"]],
    [String.raw`$'caf\xe9 \ud83d\ude00'`, ['café 😀']],
    [`'\\n'"'"'\\n'`, ["\\n'\\n"]],
    [String.raw`'a\\b'"c"$'\\'`, ['a\\\\bc\\']],
    ['"a\\\nb" c\\\nd', ['ab', 'cd']],
    ['a \\\r\n  b', ['a', 'b']],
    ["a # it's a comment\nb", ['a', 'b']],
    ['a#b \\#c', ['a#b', '#c']],
    ["'' \"\" $''", ['', '', '']],
    ['a;', ['a']],
    ['a|b', ['a']],
    ['a 2>/dev/null', ['a']],
    ['a2>/dev/null', ['a2']],
    ['a 12', ['a', '12']],
    ["'a;b|c' a\\;b", ['a;b|c', 'a;b']],
    ['a \\', ['a']],
  ])('%j', (text, expected) => {
    expect(valuesOf(bashWords(text))).toEqual(expected)
  })

  test.each([
    ['a | b', []],
    ['a > b', []],
    ['a &> b', []],
    ['a ;', []],
    ['a ; b', [/after ; /]],
    ['a&b', [/after & /]],
    ['a && b', [/after && /]],
    ['"Bearer $TOKEN" $TOKEN', [/\$TOKEN/]],
    ['"$(cat a)" `pwd`', [/\$\(cat a\)/, /`pwd`/]],
    [`a\${A}`, [/\$\{A\}/]],
    [String.raw`'$A' "\$A" \$A $'$A' "$" $`, []],
  ])('leave out, and say so: %j', (text, expected) => {
    expect(bashWords(text).notes).toEqual(expected.map(note => expect.stringMatching(note)))
  })
})

describe('words for Windows', () => {
  test.each([
    [`^"a^\\^"b^"`, ['a"b']],
    ['"{""a"":1}"', ['{"a":1}']],
    [String.raw`"{\"a\":\"C:\\b\"}"`, ['{"a":"C:\\b"}']],
    ['a ^\r\n  b ^\n c', ['a', 'b', 'c']],
    ['^"100^%^25^"', ['100%25']],
    ['"a&b" & c', ['a&b']],
    ['a^&b', ['a&b']],
    ['a>b', ['a']],
  ])('%j', (text, expected) => {
    expect(valuesOf(cmdWords(text))).toEqual(expected)
  })

  test('leave out another command, and say so', () => {
    const { notes } = parseCopied('curl ^"https://a.example/^" &\r\ncurl ^"https://b.example/^"')
    expect(notes).toEqual([expect.stringMatching(/after & /)])
  })

  test.each([
    ['^"a^"', true],
    ['"a" ^\r\n -H "b"', true],
    [`"it's" ^\n -H "b"`, true],
    ['-d "{""a"":1}"', true],
    [`-d '^"a'`, false],
    ["-d 'a^\n'", false],
    [`-d $'\\'^"'`, false],
    ['-d "a^"', false],
    ['-d "" "b"', false],
    [`-d '{"a": "" ""}'`, false],
    [String.raw`-d "\"\""`, false],
  ])('are known by what no bash needs: %j', (text, expected) => {
    expect(isForCmd(text)).toBe(expected)
  })
})

const single = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
const ansi = (text: string) =>
  `$'${[...text].map(char => (/[\w -]/.test(char) ? char : escaped(char))).join('')}'`
const escaped = (char: string) =>
  char
    .split('')
    .map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')
const double = (text: string) => `"${text.replace(/[\\"$`]/g, '\\$&')}"`
const careted = (text: string) =>
  `^"${text
    .replace(/[\\"]/g, '\\$&')
    .replace(/[^\w\s]/gu, '^$&')
    .replace(/\n/g, '^\n\n')}^"`

test.each(Object.entries({ single, ansi, double, careted }))(
  'any text comes back from its quotes: %s',
  (_, quote) => {
    const text = fc.string({ unit: fc.constantFrom(...`ab1 '"\\\n^%!&|<>;$\`()[]{}#~é☕👋`) })
    fc.assert(
      fc.property(text, text, (body, value) => {
        const line = `X-A: ${value.replaceAll('\n', '')}`
        const words = ['https://api.example.com/', '-H', line, '--data-raw', body]
        const call = parseCopied(`curl ${words.map(quote).join(' ')}`)
        expect(call.body).toBe(body)
        // curl takes a header without a value away.
        expect(call.headers[0]).toEqual(['X-A', line.slice(4).trim()])
      }),
      { numRuns: 1000 },
    )
  },
)
