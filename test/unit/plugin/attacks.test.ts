import type { IncomingMessage } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { LIMITS } from '../../../src/plugin/limits.ts'
import { SEAL, seal } from '../../../src/plugin/signature.ts'
import { answering, type Running } from '../server/answers.ts'
import { ask, breakOff, type DevServer, devServer, KEY, question, send } from './asking.ts'

let target: Running
let dev: DevServer
let reached: IncomingMessage[] = []

beforeAll(async () => {
  target = await answering((request, response) => {
    reached.push(request)
    if (request.url === '/moved') response.setHeader('Location', `${target.url}/private`)
    response.writeHead(request.url === '/moved' ? 307 : 204).end()
  })
  dev = await devServer()
})
afterEach(() => {
  reached = []
})
afterAll(async () => {
  await dev.close()
  target.close()
})

test('a question in order is answered, by an OPTIONS with nothing but a preflight’s headers', async () => {
  const { status, lines } = await ask(dev, question(`${target.url}/a?b`))
  expect(status).toBe(200)
  expect(lines).toContain('has no Access-Control-Allow-Origin')
  expect(lines).toContain(`Access-Control-Allow-Origin: ${dev.url}`)
  expect(reached.map(({ method, url }) => [method, url])).toEqual([['OPTIONS', '/a?b']])
  expect(Object.keys(reached[0]!.headers).sort()).toEqual([
    'accept',
    'access-control-request-headers',
    'access-control-request-method',
    'connection',
    'host',
    'origin',
  ])
})

describe('refused is', () => {
  const refusal = async (...given: Parameters<typeof ask>) => {
    const { status } = await ask(...given)
    expect(reached).toEqual([])
    return status
  }
  const asked = () => question(`${target.url}/a`)

  test('another origin', async () => {
    expect(await refusal(dev, asked(), { headers: { origin: 'https://evil.example' } })).toBe(403)
    expect(await refusal(dev, asked(), { headers: { origin: undefined } })).toBe(403)
    expect(await refusal(dev, asked(), { headers: { origin: 'null' } })).toBe(403)
    expect(await refusal(dev, asked(), { headers: { 'sec-fetch-site': 'same-site' } })).toBe(403)
    const origin = dev.url.replace('http:', 'https:')
    expect(await refusal(dev, asked(), { headers: { origin } })).toBe(403)
  })

  test('a page at a foreign name of this machine', async () => {
    const headers = { host: 'evil.example', origin: 'http://evil.example' }
    expect(await refusal(dev, asked(), { headers })).toBe(403)
  })

  test('no token', async () => {
    expect(await refusal(dev, asked(), { headers: { [SEAL]: undefined } })).toBe(403)
    expect(await refusal(dev, asked(), { headers: { [SEAL]: 'x' } })).toBe(403)
  })

  test('the token of an earlier start', async () => {
    expect(await refusal(dev, asked(), { key: 'cd'.repeat(32) })).toBe(403)
  })

  test.each(['GET', 'PUT', 'DELETE', 'HEAD'])('the method %s', async method => {
    expect(await refusal(dev, asked(), { method })).toBe(405)
  })

  test('a URL that was never called: the seal is for another', async () => {
    const sealed = JSON.stringify(asked())
    const other = sealed.replace('/a"', '/other"')
    const { status } = await send(dev, other, { headers: { [SEAL]: undefined } })
    expect(status).toBe(403)
    const forged = await send(dev, other, { headers: { [SEAL]: seal(KEY, sealed) } })
    expect(forged.status).toBe(403)
    expect(reached).toEqual([])
  })

  test('a question for the second time, and one of another time', async () => {
    const once = asked()
    expect((await ask(dev, once)).status).toBe(200)
    reached = []
    expect(await refusal(dev, once)).toBe(403)
    expect(await refusal(dev, { ...asked(), at: Date.now() - 31_000 })).toBe(403)
    expect(await refusal(dev, { ...asked(), at: Date.now() + 31_000 })).toBe(403)
  })

  test('a host that is denied, or not among those allowed', async () => {
    const denying = await devServer({ deny: ['127.0.0.1', /\.internal$/] })
    expect(await refusal(denying, asked())).toBe(403)
    await denying.close()
    const choosy = await devServer({ allow: 'example.com' })
    expect(await refusal(choosy, asked())).toBe(403)
    await choosy.close()
  })

  test('an address where clouds keep credentials', async () => {
    expect(await refusal(dev, question('http://169.254.169.254/latest'))).toBe(403)
    expect(await refusal(dev, question('http://[fe80::1]/'))).toBe(403)
    expect(await refusal(dev, question('http://[::ffff:169.254.169.254]/'))).toBe(403)
    expect(await refusal(dev, question('http://2852039166/'))).toBe(403)
    expect(await refusal(dev, question('http://[64:ff9b::169.254.169.254]/'))).toBe(403)
  })

  test('what only this machine reaches, for a page elsewhere', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.7' }
    const { port } = new URL(target.url)
    expect(await refusal(dev, asked(), { headers })).toBe(403)
    expect(await refusal(dev, question(`http://[::1]:${port}/`), { headers })).toBe(403)
    expect(await refusal(dev, question('http://192.168.1.1/'), { headers })).toBe(403)
    expect(await refusal(dev, question(`http://localhost:${port}/`), { headers })).toBe(403)
    const allowing = await devServer({ allow: '127.0.0.1' })
    expect((await ask(allowing, asked(), { headers })).status).toBe(200)
    await allowing.close()
  })

  test('the dev server itself', async () => {
    expect(await refusal(dev, question(`${dev.url}/a`))).toBe(400)
  })

  test('a body of 10 MB', async () => {
    const body = 'x'.repeat(10_000_000)
    const refused = send(dev, body).then(
      ({ status }) => status,
      // The connection may be closed while the rest is still on its way.
      (error: NodeJS.ErrnoException) => error.code,
    )
    expect([413, 'EPIPE', 'ECONNRESET']).toContain(await refused)
    const chunked = { 'transfer-encoding': 'chunked' }
    const without = send(dev, body, { headers: chunked }).then(
      ({ status }) => status,
      (error: NodeJS.ErrnoException) => error.code,
    )
    expect([413, 'EPIPE', 'ECONNRESET']).toContain(await without)
    expect(reached).toEqual([])
    expect((await ask(dev, asked())).status).toBe(200)
  })

  test('a body that breaks off, of which nobody is told', async () => {
    const told: unknown[] = []
    const watched = await devServer({}, { onError: error => told.push(error) })
    await breakOff(watched)
    expect((await ask(watched, asked())).status).toBe(200)
    expect(told).toEqual([])
    await watched.close()
  })

  test.each([
    ['no JSON', '{'],
    ['null', 'null'],
    ['a member too much', { more: 1 }],
    ['another scheme', { url: 'file:///etc/passwd' }],
    ['a password', { url: 'https://me:pw@a.example/' }],
    ['a port that browsers block', { url: 'http://127.0.0.1:25/' }],
    ['a header that is no token', { headers: ['x-a\r\nx-b: 1'] }],
    ['a method that is no token', { method: 'PUT /x HTTP/1.1\r\n' }],
    ['a method that scripts may not use', { method: 'TRACE' }],
    ['too many headers', { headers: Array.from({ length: 101 }, (_, at) => `x-${at}`) }],
    ['a browser that is none', { browser: 'toString' }],
    ['a mode in a list', { credentials: ['omit'] }],
    ['a moment that is none', { at: 'now' }],
  ])('%s', async (_, change) => {
    const body = typeof change === 'string' ? change : JSON.stringify({ ...asked(), ...change })
    expect((await send(dev, body)).status).toBe(400)
    expect(reached).toEqual([])
  })
})

test('a redirect is not followed', async () => {
  const { lines } = await ask(dev, question(`${target.url}/moved`))
  expect(lines).toContain('is a redirect (307)')
  expect(reached.map(({ url }) => url)).toEqual(['/moved'])
})

test('a slow server is waited for no longer than the limit', async () => {
  const slow = await answering(() => undefined)
  const hasty = await devServer({}, { timeoutMs: 50 })
  const { lines } = await ask(hasty, question(`${slow.url}/`))
  expect(lines).toContain('no answer came within 50 ms')
  await hasty.close()
  slow.close()
})

test('of 1,000 questions at once few are asked, and no more than four at the same time', async () => {
  let running = 0
  let most = 0
  let all = 0
  const busy = await answering((_request, response) => {
    all++
    most = Math.max(most, ++running)
    setTimeout(() => {
      running--
      response.writeHead(204).end()
    }, 20)
  })
  const flooded = await devServer()
  const statuses = await Promise.all(
    Array.from({ length: 1000 }, () =>
      ask(flooded, question(`${busy.url}/`)).then(({ status }) => status),
    ),
  )
  expect(new Set(statuses)).toEqual(new Set([200, 429]))
  expect(most).toBeLessThanOrEqual(LIMITS.atOnce)
  expect(all).toBeLessThanOrEqual(LIMITS.perMinute)
  expect(statuses.filter(status => status === 200)).toHaveLength(all)
  const page = await fetch(`${flooded.url}/`)
  expect(page.status).toBe(200)
  await flooded.close()
  busy.close()
})

describe('the watcher’s script', () => {
  const get = (headers: Record<string, string | undefined>) =>
    send(dev, '', { method: 'GET', path: '/__why-preflight/client.js', headers })

  test('is for pages of this server alone, and has no key in it', async () => {
    const { text, headers } = await get({})
    expect(text).toContain('WHY_PREFLIGHT_CONFIG')
    expect(text).not.toContain(KEY)
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(headers['cache-control']).toBe('no-store')
    for (const site of ['cross-site', 'same-site', 'none']) {
      expect((await get({ 'sec-fetch-site': site })).status).toBe(403)
    }
    expect((await get({ host: 'evil.example' })).text).not.toContain('WHY_PREFLIGHT_CONFIG')
  })
})

describe('a pass', () => {
  const path = '/__why-preflight/pass'

  test('is for pages of this server alone', async () => {
    const { status, text, headers } = await send(dev, '', { path })
    expect(status).toBe(200)
    expect(JSON.parse(text)).toEqual({ key: KEY, now: expect.any(Number) })
    expect(headers['cache-control']).toBe('no-store')
    for (const foreign of [
      { origin: 'https://evil.example' },
      { origin: undefined },
      { origin: 'null' },
      { 'sec-fetch-site': 'same-site' },
      { host: 'evil.example', origin: 'http://evil.example' },
    ]) {
      const refused = await send(dev, '', { path, headers: foreign })
      expect([refused.status, refused.text.includes(KEY)]).toEqual([403, false])
    }
    for (const method of ['GET', 'HEAD', 'PUT']) {
      expect((await send(dev, '', { path, method })).status).toBe(405)
    }
  })

  test('is made anew at each start', async () => {
    const keys = new Set<string>()
    for (let starts = 0; starts < 2; starts++) {
      const started = await devServer({}, { key: undefined })
      keys.add(JSON.parse((await send(started, '', { path })).text).key)
      await started.close()
    }
    expect([...keys].every(key => /^[\da-f]{64}$/.test(key))).toBe(true)
    expect(keys.size).toBe(2)
  })
})

describe('a call without a preflight', () => {
  const simple = (url: string) => question(url, { method: 'GET', headers: [], preflighted: false })

  test('is explained by what matters to its response', async () => {
    const old = await answering((_request, response) => response.writeHead(404).end())
    const { lines } = await ask(dev, simple(`${old.url}/`))
    expect(lines).toContain('The browser sent no preflight.')
    expect(lines).toContain('the response has no Access-Control-Allow-Origin')
    expect(lines).not.toMatch(/status 404|answer (the )?OPTIONS/)
    old.close()
  })

  test('has no answer either where nobody listens', async () => {
    const gone = await answering(() => undefined)
    gone.close()
    const { lines } = await ask(dev, simple(`${gone.url}/`))
    expect(lines).toContain('no response came from')
    expect(lines).toContain('nothing listens at')
  })
})
