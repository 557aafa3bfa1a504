import { describe, expect, test } from 'vitest'
import { audit } from './auditing.ts'
import { ALLOWED, CHROME, entry, FIREFOX, har, preflight, put, SAFARI } from './hars.ts'

describe('a HAR of', () => {
  test('Chrome', async () => {
    const found = await audit(CHROME)
    expect(found).toMatchObject({
      ...{ browser: 'chromium', entries: 6, unreadable: 0, calls: 3, broken: null },
      ...{ preflights: 3, preflightMs: 90, spared: 1, sparedMs: 30 },
    })
    expect(found.endpoints).toHaveLength(1)
    expect(found.endpoints[0]).toMatchObject({
      method: 'PUT',
      url: 'https://api.example.com/orders/:id',
      reasons: [{ code: 'method' }, { code: 'content-type' }],
    })
    expect(found.failures).toHaveLength(1)
    expect(found.failures[0]).toMatchObject({
      times: 1,
      failure: { code: 'allow-origin-missing', request: 'preflight' },
    })
  })

  test('Firefox', async () => {
    const found = await audit(FIREFOX)
    expect(found).toMatchObject({ browser: 'firefox', calls: 2, preflights: 2, spared: 1 })
    expect(found.failures).toEqual([])
  })

  test('Safari', async () => {
    const found = await audit(SAFARI)
    expect(found).toMatchObject({ browser: 'webkit', entries: 2, calls: 1, preflights: 0 })
  })

  test('another program is judged by the standard', async () => {
    expect((await audit(har('mitmproxy', [preflight(0)]))).browser).toBeNull()
  })
})

describe('an audit', () => {
  test('tells of calls that other browsers would preflight', async () => {
    const headers = { Origin: 'https://app.example.com', 'Save-Data': 'on' }
    const save = entry({ method: 'GET', url: 'https://api.example.com/', headers, status: 200 })
    const { endpoints } = await audit(har('WebInspector', [save]))
    expect(endpoints[0]!.elsewhere).toEqual({ chromium: 0, firefox: 1, webkit: 1 })
  })

  test('keeps no longer than each browser does', async () => {
    const apart = [preflight(0), preflight(601)]
    expect((await audit(har('WebInspector', apart))).spared).toBe(1)
    expect((await audit(har('WebKit Web Inspector', apart))).spared).toBe(0)
  })

  test('holds no secrets', async () => {
    const found = await audit(
      har('Firefox', [preflight(0, { answer: {} }), put(0, { answer: {} })]),
    )
    expect(found.failures).toHaveLength(2)
    expect(JSON.stringify(found)).not.toContain('secret')
  })

  test('leaves out what it can’t understand, and says how much', async () => {
    const odd = [{}, null, { request: 1 }, { request: { method: 'GET', url: 'no URL' } }]
    const found = await audit(har('Firefox', [...(odd as object[]), put(0)]))
    expect(found).toMatchObject({ entries: 5, unreadable: 4, calls: 1 })
  })

  test('names what it can’t understand, without secrets', async () => {
    const headers = { Origin: 'https://app.example.com' }
    const url = 'https://me:pass@api.example.com/?token=secret'
    const odd = entry({ method: 'TRACE', url, headers, status: 200 })
    const { unreadable, unreadableWhy } = await audit(har('Firefox', [put(0), odd, {}]))
    expect(unreadable).toBe(2)
    expect(unreadableWhy).toEqual([
      'entry 2: method TRACE is forbidden to scripts',
      'entry 3: its URL is none',
    ])
  })

  test('takes headers as odd as HARs have them', async () => {
    const odd = [
      'text',
      null,
      { name: 'X-A' },
      { name: 5, value: 'x' },
      { name: 'a b', value: '1' },
    ]
    const one = put(0) as { request: { headers: unknown[] } }
    one.request.headers.push(...odd, { name: 'X-Name', value: 'Zoë Ω\nline\0' })
    const found = await audit(har('Firefox', [one]))
    expect(found).toMatchObject({ unreadable: 0, calls: 1 })
    expect(found.endpoints[0]!.reasons.map(({ code }) => code)).toEqual([
      'method',
      'content-type',
      'header',
    ])
  })

  test('takes lines that were joined by breaks for lines', async () => {
    const answer = { 'Access-Control-Allow-Origin': '*\nhttps://app.example.com' }
    const { failures } = await audit(har('Firefox', [put(0, { answer })]))
    expect(failures[0]!.failure.code).toBe('allow-origin-multiple')
  })

  test('counts the bytes of a value, not its characters', async () => {
    const headers = { Origin: 'https://app.example.com', Accept: 'Ω'.repeat(65) }
    const one = entry({ method: 'GET', url: 'https://api.example.com/', headers, status: 200 })
    const { endpoints } = await audit(har('Firefox', [one]))
    expect(endpoints[0]!.reasons).toMatchObject([{ code: 'header-value', length: 130 }])
  })

  test('counts a failure that comes again', async () => {
    const { failures } = await audit(
      har('Firefox', [put(0, { answer: {} }), put(1, { answer: {} })]),
    )
    expect(failures).toMatchObject([{ times: 2 }])
  })

  test('is the same in whatever order entries come', async () => {
    const entries = [preflight(0), put(0.1), preflight(20), put(20.1), preflight(40), put(40.1)]
    const found = await audit(har('Firefox', entries))
    expect(found).toMatchObject({ preflights: 3, spared: 2, unfollowed: 0, unshown: 0 })
    expect(await audit(har('Firefox', [...entries].reverse()))).toEqual(found)
  })

  test('tells calls that were spared a preflight from those of which none is shown', async () => {
    const kept = { ...ALLOWED, 'access-control-max-age': '60' }
    const entries = [preflight(0, { answer: kept }), put(0.1), put(59), put(61)]
    expect(await audit(har('Firefox', entries))).toMatchObject({ cached: 1, unshown: 1 })
  })

  test('tells of calls that another browser would not preflight', async () => {
    const headers = { Origin: 'https://app.example.com', 'Save-Data': 'on' }
    const save = entry({ method: 'GET', url: 'https://api.example.com/', headers, status: 200 })
    const { endpoints } = await audit(har('Firefox', [save]))
    expect(endpoints[0]!.notElsewhere).toEqual({ chromium: 1, firefox: 0, webkit: 0 })
  })

  test('knows the browser behind a proxy by its name', async () => {
    const as = async (agent: string) => {
      const headers = { Origin: 'https://app.example.com', 'User-Agent': agent }
      const url = 'https://api.example.com/'
      return (await audit(har('Fiddler', [entry({ method: 'GET', url, headers, status: 200 })])))
        .browser
    }
    const webkit = 'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko)'
    expect(await as(`${webkit} Chrome/141.0.0.0 Safari/537.36`)).toBe('chromium')
    expect(await as(`${webkit} Version/18.5 Safari/605.1.15`)).toBe('webkit')
    expect(await as(`${webkit} CriOS/141.0 Mobile/15E148 Safari/604.1`)).toBe('webkit')
    expect(await as('Mozilla/5.0 (X11; rv:144.0) Gecko/20100101 Firefox/144.0')).toBe('firefox')
    expect(await as('curl/8.5.0')).toBeNull()
  })

  test('holds no more endpoints and failures than it may', async () => {
    const answer = {}
    const entries = Array.from({ length: 2500 }, (_, at) =>
      put(at, { url: `https://api.example.com/x${at}`, answer }),
    )
    const found = await audit(har('Firefox', entries))
    expect(found.calls).toBe(2500)
    expect([found.endpoints.length, found.failures.length]).toEqual([2000, 2000])
  })

  test('counts neither OPTIONS that a script sends nor calls within an origin', async () => {
    const headers = { Origin: 'https://app.example.com' }
    const options = entry({
      method: 'OPTIONS',
      url: 'https://api.example.com/',
      headers,
      status: 200,
    })
    const own = entry({ method: 'PUT', url: 'https://app.example.com/', headers, status: 200 })
    expect(await audit(har('Firefox', [options, own]))).toMatchObject({ preflights: 0, calls: 1 })
  })
})
