/** HARs as programs write them, cut down to what is looked at and something beside it. */

interface Sent {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly status: number
  readonly answer?: Readonly<Record<string, string>>
  readonly at?: number
  readonly ms?: number
  readonly more?: object
}

const pairs = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).map(([name, value]) => ({ name, value }))

/** An entry. */
export const entry = ({ method, url, headers, status, answer = {}, ...rest }: Sent): object => ({
  ...rest.more,
  pageref: 'page_1',
  startedDateTime: new Date(Date.UTC(2026, 0, 1) + (rest.at ?? 0) * 1000).toISOString(),
  request: {
    ...{ method, url, httpVersion: 'http/2.0', headers: pairs(headers), queryString: [] },
    ...{ cookies: [], headersSize: -1, bodySize: 0, postData: { text: '{"a":"]}"}' } },
  },
  response: {
    ...{ status, statusText: '', headers: pairs(answer), redirectURL: '' },
    content: { size: 2, mimeType: 'text/plain', text: '"\\u00e9]}{[' },
  },
  cache: {},
  timings: { send: 0, wait: 1, receive: 0 },
  time: rest.ms ?? 10,
})

/** A whole HAR. */
export const har = (creator: string, entries: readonly object[]): string =>
  JSON.stringify({
    log: {
      version: '1.2',
      creator: { name: creator, version: '1' },
      pages: [{ id: 'page_1' }],
      entries,
    },
  })

const ORIGIN = 'https://app.example.com'
const URL_ = 'https://api.example.com/orders/17?token=secret'
const ASKS = {
  Origin: ORIGIN,
  'Access-Control-Request-Method': 'PUT',
  'Access-Control-Request-Headers': 'content-type',
}
/** An answer that allows all that is asked for here. */
export const ALLOWED = {
  'access-control-allow-origin': ORIGIN,
  'access-control-allow-methods': 'PUT',
  'access-control-allow-headers': 'content-type',
}
const PUT = {
  method: 'PUT',
  url: URL_,
  headers: { Origin: ORIGIN, 'Content-Type': 'application/json' },
}

/** A preflight that passes, at some second. */
export const preflight = (at: number, more: Partial<Sent> = {}): object =>
  entry({
    ...{ method: 'OPTIONS', url: URL_, headers: ASKS, status: 204, answer: ALLOWED },
    at,
    ms: 30,
    ...more,
  })

/** The call after it. */
export const put = (at: number, more: Partial<Sent> = {}): object =>
  entry({ ...PUT, status: 200, answer: ALLOWED, at, ...more })

/** Chrome lists a preflight after its call, and gives a refused call no status. */
export const CHROME = har('WebInspector', [
  put(0, { status: 0, answer: {}, more: { _resourceType: 'fetch' } }),
  preflight(0, {
    answer: {},
    more: { _resourceType: 'preflight', _initiator: { type: 'preflight' } },
  }),
  put(20, { more: { _resourceType: 'fetch' } }),
  preflight(20),
  put(40),
  preflight(40),
])

/** Firefox: the same, as entries like any other. */
export const FIREFOX = har('Firefox', [preflight(0), put(0), preflight(20), put(20)])

/** Safari shows no preflights. */
export const SAFARI = har('WebKit Web Inspector', [
  put(0),
  entry({
    method: 'GET',
    url: 'https://app.example.com/own',
    headers: { Origin: ORIGIN },
    status: 200,
  }),
])
