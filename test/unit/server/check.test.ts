import { createServer as createTlsServer } from 'node:https'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkCors } from '../../../src/server.ts'
import { answering, byPath, listening, type Running } from './answers.ts'

const origin = 'https://app.example.com'
let server: Running

beforeAll(async () => {
  server = await answering(byPath)
})
afterAll(() => server.close())

const codes = async (path: string, call: Partial<Parameters<typeof checkCors>[0]> = {}) =>
  (
    await checkCors({ url: `${server.url}/${path}`, ...(call as object) }, { origin, send: true })
  ).advice.map(({ code }) => code)

describe('checkCors', () => {
  test('allows what every browser allows', async () => {
    const check = await checkCors({ url: `${server.url}/good`, method: 'PUT' }, { origin })
    expect(check.allowed).toBe(true)
    expect(check.engines.webkit.outcome).toBe('preflight-allowed')
    expect(check.sent.map(({ method, status }) => [method, status])).toEqual([['OPTIONS', 204]])
    expect(check.advice).toEqual([])
  })

  test('sends the request itself where told to, and each but once', async () => {
    const check = await checkCors(
      { url: `${server.url}/good`, method: 'PUT', body: 'x' },
      { origin, send: true },
    )
    expect(check.engines.firefox).toMatchObject({ outcome: 'allowed', status: 200 })
    expect(check.sent.map(({ method }) => method)).toEqual(['OPTIONS', 'PUT'])
  })

  test('does not know of a POST without a preflight that it may not send', async () => {
    const check = await checkCors({ url: `${server.url}/good`, method: 'POST' }, { origin })
    expect(check.allowed).toBe(false)
    expect(check.engines.chromium.outcome).toBe('unsent')
    expect(check.sent).toEqual([])
  })

  test('tells what is wrong with the response itself', async () => {
    const check = await checkCors(
      { url: `${server.url}/preflight-only`, method: 'PUT' },
      { origin, send: true },
    )
    expect(check.engines.chromium.failure).toMatchObject({
      code: 'allow-origin-missing',
      request: 'actual',
    })
  })

  test('follows redirects as browsers do', async () => {
    const check = await checkCors(`${server.url}/moved`, { origin })
    expect(check.sent.map(({ status }) => status)).toEqual([302, 200])
    expect(check.engines.firefox.outcome).toBe('allowed')
    const elsewhere = await checkCors(
      { url: `${server.url}/moved`, method: 'PUT' },
      { origin, send: true },
    )
    expect(elsewhere.engines.firefox.failure).toMatchObject({ code: 'preflight-redirect' })
  })

  test('names what every browser would need, whatever is listed now', async () => {
    const { remedy } = await checkCors(
      { url: `${server.url}/open`, method: 'PUT', headers: { 'X-A': '1' }, credentials: 'include' },
      { origin },
    )
    expect(remedy).toMatchObject({
      origin,
      credentials: true,
      methods: ['PUT'],
      headers: ['x-a'],
    })
  })

  test('names nothing where no server could help', async () => {
    const sameOrigin = await checkCors(`${server.url}/good`, { origin: server.url })
    expect(sameOrigin).toMatchObject({ allowed: true, remedy: null })
    const badPort = await checkCors('http://127.0.0.1:1/', { origin })
    expect(badPort).toMatchObject({ allowed: false, remedy: null, sent: [] })
    expect(badPort.engines.webkit.failure).toEqual({ code: 'bad-port', port: 1 })
  })
})

describe('advice', () => {
  test('on the cache', async () => {
    expect(await codes('preflight-only', { method: 'PUT' })).toContain('max-age-missing')
    expect(await codes('reflecting', { method: 'PUT' })).toContain('max-age-capped')
    expect(await codes('good', { method: 'PUT' })).toEqual([])
  })

  test('on who is allowed', async () => {
    expect(await codes('reflecting', { method: 'PUT' })).toEqual(
      expect.arrayContaining(['origin-reflected', 'null-allowed', 'vary-missing']),
    )
    expect(await codes('good')).toEqual([])
    expect(await codes('open')).toEqual([])
  })

  test('on lists', async () => {
    const headers = { Authorization: 'x' }
    expect(await codes('open', { headers })).toEqual(
      expect.arrayContaining(['authorization-under-wildcard', 'method-case']),
    )
    expect(await codes('good', { headers })).toEqual([])
  })
})

describe('where no answer comes', () => {
  const causeAt = async (url: string, timeoutMs = 2000) => {
    const { engines, sent } = await checkCors(url, { origin, timeoutMs })
    expect(engines.chromium.outcome).toBe('no-answer')
    expect(engines.chromium.failure).toMatchObject({ cause: sent[0]!.problem })
    return sent[0]!.problem
  }

  test('nobody listens', async () => {
    const gone = await answering(byPath)
    gone.close()
    expect(await causeAt(gone.url)).toMatch(/nothing listens at 127\.0\.0\.1:\d+/)
  })

  test('the name is unknown', async () => {
    expect(await causeAt('https://nowhere.invalid/')).toBe('the name nowhere.invalid is not known')
  })

  test('it takes too long', async () => {
    const slow = await answering(() => undefined)
    expect(await causeAt(slow.url, 50)).toBe('no answer came within 50 ms')
    slow.close()
  })

  test('the answer is not HTTP', async () => {
    const other = await listening(createServer(socket => socket.end('220 mail ready\r\n')))
    expect(await causeAt(other.url)).toMatch(/is not HTTP/)
    other.close()
  })

  test('the connection is closed', async () => {
    const closing = await listening(createServer(socket => socket.destroy()))
    expect(await causeAt(closing.url)).toMatch(/closed the connection without an answer/)
    closing.close()
  })

  test('TLS fails', async () => {
    expect(await causeAt(server.url.replace('http:', 'https:'))).toMatch(/plain HTTP/)
    const bare = await listening(createTlsServer(), 'https')
    expect(await causeAt(bare.url)).toMatch(/TLS/)
    bare.close()
  })
})

describe('checkCors refuses', () => {
  test.each([
    ['/relative', { origin }, /absolute http or https URL/],
    ['ftp://a.example/', { origin }, /absolute http or https URL/],
    ['https://a.example/', { origin: 'app.example.com' }, /option origin/],
    ['https://a.example/', { origin, send: 'yes' }, /option send/],
    ['https://a.example/', { origin, timeoutMs: 0 }, /option timeoutMs/],
    ['https://a.example/', { origin, retries: 1 }, /no option .retries/],
    [{ url: 'https://a.example/', verb: 'PUT' }, { origin }, /no option .verb/],
    [{ url: 'https://a.example/', method: 'TRACE' }, { origin }, /TRACE/],
    [{ url: 'https://a.example/', body: 'x' }, { origin }, /GET .*body/],
  ])('%j with %j', async (call, options, message) => {
    await expect(checkCors(call as never, options as never)).rejects.toThrow(TypeError)
    await expect(checkCors(call as never, options as never)).rejects.toThrow(message)
  })
})
