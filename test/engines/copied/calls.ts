/** Calls whose copies are recorded, as pages make them. */

/** A call, still without what a browser adds. */
export interface CopiedCall {
  readonly name: string
  readonly url: string
  readonly method: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string | null
  readonly cookie: string | null
}

const call = (
  name: string,
  method: string,
  path: string,
  more: Partial<CopiedCall> = {},
): CopiedCall => ({
  ...{ name, method, url: `https://api.example.com${path}`, headers: [], body: null, cookie: null },
  ...more,
})

const JSON_TYPE = ['content-type', 'application/json'] as const
const BOUNDARY = '----WebKitFormBoundaryA1b2C3d4E5f6G7h8'

export const copiedCalls: readonly CopiedCall[] = [
  call('quotes', 'PUT', '/orders/1', {
    headers: [JSON_TYPE],
    body: JSON.stringify({ say: `it's "good"`, path: 'C:\\temp\\', more: 'a\tb\nc!' }, null, 1),
  }),
  call('unicode', 'POST', '/notes', { headers: [JSON_TYPE], body: '{"text":"café — ☕ 👋 ñ"}' }),
  call('control', 'POST', '/notes', { headers: [JSON_TYPE], body: 'a\u0001b\u007fc' }),
  call('specials', 'POST', '/q?name=100%25&path=%PATH%25', {
    headers: [JSON_TYPE, ['x-filter', 'a<b & c>d | e^f; "g", %h%']],
    body: '{"a":"50% ^ & | < > %PATH% $HOME `id` (x)"}',
  }),
  call('form', 'POST', '/login', {
    headers: [['content-type', 'application/x-www-form-urlencoded']],
    body: 'user=a%26b&pass=it%27s+100%25',
  }),
  call('multipart', 'POST', '/upload', {
    headers: [['content-type', `multipart/form-data; boundary=${BOUNDARY}`]],
    body: `--${BOUNDARY}\r\nContent-Disposition: form-data; name="a"\r\n\r\none\r\n--${BOUNDARY}--\r\n`,
  }),
  call('delete', 'DELETE', '/orders/1', { headers: [['x-reason', `"old"; it's gone`]] }),
  call('get', 'GET', '/search?q[]=a&q[]=b&r={c}', { cookie: 'a=1; b="two words"' }),
  call('head', 'HEAD', '/orders', { headers: [['x-trace-id', 'abc-123']] }),
  call('patch', 'PATCH', '/me', {
    headers: [JSON_TYPE, ['authorization', 'Bearer ey.J0.abc-_']],
    body: '{"name":"O\'Neil"}',
    cookie: 'session=s%3Aabc.def',
  }),
  call('empty header', 'GET', '/a', { headers: [['x-empty', '']] }),
]
