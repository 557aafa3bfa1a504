import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CopiedError, parseCopied, parseCurlArguments } from '../../../src/copied/index.ts'

const URL_ = 'https://api.example.com/a'

describe('a curl command', () => {
  test.each([
    [`curl ${URL_}`, { method: 'GET', body: null }],
    [`$ curl ${URL_}`, { method: 'GET' }],
    [`curl.exe ${URL_}`, { method: 'GET' }],
    ['curl api.example.com/a', { url: 'http://api.example.com/a' }],
    [`curl --url ${URL_} -sSL --compressed -o out.json`, { url: URL_, method: 'GET' }],
    [`curl -XDELETE ${URL_}`, { method: 'DELETE' }],
    [`curl -I ${URL_}`, { method: 'HEAD' }],
    [`curl -d a=1 -d b=2 ${URL_}`, { method: 'POST', body: 'a=1&b=2' }],
    [
      `curl -G -d a=1 '${URL_}?b=2'`,
      { method: 'GET', url: `${URL_}?b=2&a=1`, body: null, headers: [] },
    ],
    [`curl --data-urlencode 'a=1 & 2' ${URL_}`, { body: 'a=1+%26+2' }],
    [
      `curl --json '{"a":1}' ${URL_}`,
      {
        body: '{"a":1}',
        headers: [
          ['content-type', 'application/json'],
          ['accept', 'application/json'],
        ],
      },
    ],
    [`curl -d a=1 ${URL_}`, { headers: [['content-type', 'application/x-www-form-urlencoded']] }],
    [
      `curl -d '{}' -H 'Content-Type: text/plain' ${URL_}`,
      { headers: [['Content-Type', 'text/plain']] },
    ],
    [`curl -d '{}' -H 'Content-Type:' ${URL_}`, { headers: [] }],
    [`curl -H 'X-A;' ${URL_}`, { headers: [['X-A', '']] }],
    [`curl -u me:pässword ${URL_}`, { headers: [['Authorization', 'Basic bWU6cMOkc3N3b3Jk']] }],
    [`curl --data-urlencode "=it's (é)" ${URL_}`, { body: 'it%27s+%28%C3%A9%29' }],
    [`curl --json '{"a":' --json 1} -d 2 ${URL_}`, { body: '{"a":1}&2' }],
    [
      `curl --json 1 -H 'Accept: text/x' ${URL_}`,
      {
        headers: [
          ['Accept', 'text/x'],
          ['content-type', 'application/json'],
        ],
      },
    ],
    [`curl --url-query 'a=b c' --url-query +x=%20y ${URL_}`, { url: `${URL_}?a=b+c&x=%20y` }],
    [`curl -T notes.txt ${URL_}`, { method: 'PUT', body: null }],
    [`curl --data-raw @x ${URL_}`, { body: '@x', notes: [] }],
    [`curl --oauth2-bearer t ${URL_}`, { headers: [['Authorization', 'Bearer t']] }],
    [`curl -u a:b -H 'authorization: z' ${URL_}`, { headers: [['authorization', 'z']] }],
    [`curl -A a -A b ${URL_}`, { headers: [['User-Agent', 'b']] }],
    [`curl -e https://app.example.com/ -H Referer: ${URL_}`, { origin: null }],
    [
      `curl -b a=1 -H 'Sec-Fetch-Site: same-origin' ${URL_}`,
      { credentials: 'same-origin', origin: 'https://api.example.com', notes: [] },
    ],
    [
      `curl -b a=1 -e https://app.example.com/ ${URL_}`,
      { credentials: 'include', notes: [expect.stringContaining('cookies')] },
    ],
    [`curl -b a=1 -H 'Cookie: b=2' ${URL_}`, { cookie: 'b=2' }],
    [`curl --haproxy-clientip 1.2.3.4 --proxy-tlsv1 ${URL_}`, { url: URL_ }],
    [`curl -b a=1 -b b=2 ${URL_}`, { cookie: 'a=1; b=2', credentials: 'include' }],
    [`curl -H 'Origin: https://app.example.com' ${URL_}`, { origin: 'https://app.example.com' }],
    [`curl -e https://app.example.com/shop ${URL_}`, { origin: 'https://app.example.com' }],
    [`curl ${URL_} | jq .a`, { url: URL_ }],
    [`curl ${URL_} > out.json`, { url: URL_ }],
    [`curl ${URL_} -H "X-A: $'b'"`, { headers: [['X-A', "$'b'"]] }],
    [`curl ${URL_} -H 'X-A: '"'"'\\n'"'"`, { headers: [['X-A', "'\\n'"]] }],
    [`curl ${URL_} \\\n  -X \\\n PUT`, { method: 'PUT' }],
    [`curl "${URL_}" -d "{\\"a\\":\\"b\\"}"`, { body: '{"a":"b"}' }],
    [`curl "${URL_}" -d "{""a"":1}"`, { body: '{"a":1}' }],
  ])('%s', (text, expected) => {
    expect(parseCopied(text)).toMatchObject(expected)
  })

  test('leaves out what browsers add in some places only', () => {
    const added = ['User-Agent: Mozilla/5.0', 'Alt-Used: api.example.com', 'x-browser-year: 2026']
    const lines = [...added, 'x-client-data: CI', 'X-A: 1'].map(line => `-H '${line}'`)
    expect(parseCopied(`curl ${URL_} ${lines.join(' ')}`).headers).toEqual([['X-A', '1']])
  })

  test('has a form as FormData, with empty files', () => {
    const { body, notes } = parseCopied(`curl -F a=1 -F 'f=@pics/x.png;type=image/png' ${URL_}`)
    expect([...(body as FormData).keys()]).toEqual(['a', 'f'])
    expect((body as FormData).get('f')).toMatchObject({ name: 'x.png', type: 'image/png' })
    expect(notes).toEqual(['the file pics/x.png is not read; an empty one stands for it'])
  })

  test.each([
    [`-d @a.json`, { body: '' }, 'a.json'],
    [`--data-urlencode a@b.txt`, { body: 'a=' }, 'b.txt'],
    [`-F 'a=<b.txt'`, {}, 'b.txt'],
    [`-T b.txt`, { method: 'PUT' }, 'b.txt'],
    [`-b jar.txt`, { cookie: null }, 'jar.txt'],
    [`-H @headers.txt`, { headers: [] }, 'headers.txt'],
    [`-K my.conf`, { method: 'GET' }, 'my.conf'],
  ])('says that it reads no file: %s', (options, expected, path) => {
    const call = parseCopied(`curl ${options} ${URL_}`)
    expect(call).toMatchObject(expected)
    expect(call.notes).toEqual([expect.stringMatching(`^the file ${path} is not read; `)])
  })

  test('has text of a form as text', () => {
    const { body } = parseCopied(
      `curl -F 'a=@b' --form-string 'b=@c;type=x' -F 'c=d;type=text/plain' ${URL_}`,
    )
    const form = body as FormData
    expect([form.get('b'), form.get('c')]).toEqual(['@c;type=x', 'd'])
    expect(form.get('a')).toBeInstanceOf(File)
  })

  test('is the same from words that a shell has cut', () => {
    expect(parseCurlArguments([URL_, '-X', 'PUT', '-H', "X-A: it's"])).toEqual(
      parseCopied(`curl ${URL_} -X PUT -H "X-A: it's"`),
    )
  })

  test.each([
    ['', 0, /no call/],
    ['hello', 0, /no call/],
    ['  Invoke-WebRequest -Uri "x"', 2, /Invoke-WebRequest/],
    ['$session = New-Object X\nInvoke-WebRequest -Body "fetch(1)"', 0, /Invoke-WebRequest/],
    ['wget https://a.example/', 0, /only curl/],
    ['curl https://a.example/ --next https://b.example/', 24, /--next/],
    ['curl https://a.example/ -:', 24, /--next/],
    ['curl -F a https://a.example/', 8, /name=content/],
    ['curl "https://$HOST/a"', 5, /host/],
    ['curl $BASE/a', 5, /host/],
    ['curl https://a.example/ `pwd', 24, /` .*not closed/],
    ['curl', 4, /needs a URL/],
    [`curl ${URL_} https://b.example/`, 31, /another/],
    ['curl /a', 5, /http or https URL/],
    ['curl ftp://a.example/', 5, /http or https URL/],
    [`curl 'https://a.example/`, 5, /' .*not closed/],
    [`curl https://a.example/ -H "X: 1`, 27, /" .*not closed/],
    [`curl ^"https://a.example/`, 5, /" .*not closed/],
    [`curl https://a.example/ --unknown`, 24, /--unknown/],
    [`curl https://a.example/ -sE`, 24, /--cert needs a value/],
    [`curl https://a.example/ -~`, 24, /-~/],
    [`curl https://a.example/ -X`, 24, /--request needs a value/],
    [`curl https://a.example/ \\\n -H 'no colon'`, 30, /colon/],
  ])('that makes no sense says where: %s', (text, position, reason) => {
    expect(() => parseCopied(text)).toThrow(CopiedError)
    try {
      parseCopied(text)
    } catch (error) {
      expect(error).toMatchObject({ position, reason: expect.stringMatching(reason) })
      expect(`${error}`).toMatch(/line \d+, column \d+: /)
    }
  })

  test('has any body, quoted for bash', () => {
    const single = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
    const ansi = (text: string) =>
      `$'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n').replace(/!/g, '\\u0021')}'`
    const text = fc.string({ unit: fc.constantFrom(...'ab \\\'"!\n$`^%&|é☕{}') })
    fc.assert(
      fc.property(text, fc.constantFrom(single, ansi), (body, quote) => {
        // A shell can't tell where a file's name begins.
        fc.pre(!body.startsWith('@'))
        expect(parseCopied(`curl ${URL_} --data-raw ${quote(body)}`).body).toBe(body)
      }),
    )
  })

  test('has a position inside of any text that makes no sense', () => {
    const part = fc.constantFrom(
      'curl ',
      "'",
      '"',
      '^',
      '\\',
      '-X ',
      '-H ',
      'a: b ',
      'fetch(',
      '{',
      '}',
      ')',
      'https://a.example ',
      '\n',
    )
    fc.assert(
      fc.property(
        fc.array(part).map(parts => parts.join('')),
        text => {
          try {
            parseCopied(text)
          } catch (error) {
            expect(error).toBeInstanceOf(CopiedError)
            const { position } = error as CopiedError
            expect(position).toBeGreaterThanOrEqual(0)
            expect(position).toBeLessThanOrEqual(text.length)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })
})
