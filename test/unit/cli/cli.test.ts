import { spawnSync } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answering, byPath, type Running } from '../server/answers.ts'
import { CLI, run } from './run.ts'

const ORIGIN = ['--origin', 'https://app.example.com']
let server: Running

beforeAll(async () => {
  server = await answering(byPath)
})
afterAll(() => server.close())

describe.each([[[]], [['check']], [['explain']], [['har']]])('the help of %j', command => {
  test('fits a screen and has examples', async () => {
    const { out, err, code } = await run([...command, '--help'])
    expect([code, err]).toEqual([0, ''])
    const lines = out.trimEnd().split('\n')
    expect(lines.length).toBeLessThanOrEqual(24)
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(80)
    expect(out).toMatch(/^Examples:\n {2}why-preflight /m)
  })
})

describe('check', () => {
  test('exits with 0 where the call is allowed', async () => {
    const { out, err, code } = await run(['check', `${server.url}/good`, ...ORIGIN, '-X', 'PUT'])
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain(`PUT ${server.url}/good`)
    expect(out).toMatch(/Safari +allowed by the preflight/)
    expect(out).not.toContain('What fails')
  })

  test('exits with 1 where it is blocked, and says why and what to answer', async () => {
    const { out, code } = await run([
      ...['check', `${server.url}/none`, ...ORIGIN, '-X', 'PUT', '-H', 'X-A: 1'],
      ...['--server', 'nginx'],
    ])
    expect(code).toBe(1)
    expect(out).toContain('stops at: ')
    expect(out).toContain('  + Access-Control-Allow-Origin: https://app.example.com\n')
    expect(out).toContain('  + Access-Control-Allow-Headers: x-a\n')
    expect(out).toContain('For nginx')
    expect(out).toContain('add_header')
  })

  test('exits with 2 where no answer comes, and for what it can’t know', async () => {
    const gone = await answering(byPath)
    gone.close()
    const refused = await run(['check', `${gone.url}/`, ...ORIGIN])
    expect(refused.code).toBe(2)
    expect(refused.out).toContain('nothing listens at')
    const unsent = await run(['check', `${server.url}/good`, ...ORIGIN, '-d', 'x'])
    expect(unsent.code).toBe(2)
    expect(unsent.out).toContain('--send')
  })

  test('looks at one browser alone', async () => {
    // A type with a semicolon at its end is safelisted everywhere but in Firefox.
    const call = ['check', `${server.url}/preflight-only`, ...ORIGIN, '-X', 'POST', '--send']
    const header = ['-H', 'Content-Type: text/plain;charset=utf-8;']
    const firefox = await run([...call, ...header, '--browser', 'firefox'])
    expect(firefox.out).toMatch(/^ {2}Firefox /m)
    expect(firefox.out).not.toContain('Chrome')
    expect(firefox.out).toMatch(/^ {2}OPTIONS /m)
    const webkit = await run([...call, ...header, '--browser', 'webkit'])
    expect(webkit.out).not.toMatch(/^ {2}OPTIONS /m)
  })

  test('prints nothing but JSON where asked to', async () => {
    const { out, err } = await run(['check', `${server.url}/good`, ...ORIGIN, '--json'])
    expect(err).toBe('')
    expect(JSON.parse(out)).toMatchObject({
      allowed: true,
      engines: { chromium: { outcome: 'allowed', status: 200 } },
    })
  })

  test('takes a copied command after --, from one word and from standard input', async () => {
    const words = [
      'curl',
      `${server.url}/good`,
      '-X',
      'PUT',
      '-H',
      'Origin: https://app.example.com',
    ]
    const quoted = words.map(word => `'${word}'`.replace("'curl'", 'curl')).join(' ')
    const snippet = `fetch('${server.url}/good', { method: 'PUT', referrer: 'https://app.example.com/' })`
    for (const ran of [
      await run(['check', '--', ...words]),
      await run(['check', quoted]),
      await run(['check'], { input: quoted }),
      await run(['check', '--', snippet]),
    ]) {
      expect(ran).toMatchObject({ code: 0, err: '' })
      expect(ran.out).toMatch(/Chrome +allowed by the preflight/)
    }
  })

  test('has colours where wanted, and the same text without', async () => {
    const call = ['check', `${server.url}/none`, ...ORIGIN, '-X', 'PUT']
    const withoutTimes = (text: string) => text.replace(/\d+ ms/g, 'ms')
    const plain = await run(call)
    const colored = await run(call, { env: { FORCE_COLOR: '1' } })
    const refused = await run(call, { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })
    expect(stripVTControlCharacters(plain.out)).toBe(plain.out)
    expect(stripVTControlCharacters(refused.out)).toBe(refused.out)
    expect(colored.out).not.toBe(stripVTControlCharacters(colored.out))
    expect(withoutTimes(stripVTControlCharacters(colored.out))).toBe(withoutTimes(plain.out))
  })
})

describe('explain', () => {
  test('says where and why, and sends nothing', async () => {
    const { out, code } = await run(['explain'], {
      input: `curl '${server.url}/x' -H 'Origin: https://app.example.com' --json '{}'`,
    })
    expect(code).toBe(0)
    expect(out).toMatch(/Firefox +preflighted/)
    expect(out).toContain('application/json is none of the three types')
    expect(out).toContain('Access-Control-Request-Headers: content-type')
  })

  test('knows uploads and streams', async () => {
    const call = ['explain', 'https://api.example/', ...ORIGIN, '-X', 'POST', '-d', 'x']
    expect((await run([...call, '--upload-listener'])).out).toContain('XMLHttpRequest.upload')
    const { out } = await run([...call, '--stream', '--json'])
    const { verdicts } = JSON.parse(out)
    expect(verdicts.chromium.reasons).toContainEqual({ code: 'stream-body' })
    expect(verdicts.webkit.blocked).toEqual({ code: 'stream-refused' })
  })
})

test('minds nobody who stops reading', async () => {
  const words = `explain https://api.example/ ${ORIGIN.join(' ')} -X PUT`
  const command = `'${process.execPath}' '${CLI}' ${words} | true; exit \${PIPESTATUS[0]}`
  const { stderr, status } = spawnSync('bash', ['-c', command], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
})

describe('what makes no sense exits with 2 and says so on standard error alone', () => {
  test.each([
    [['chekc'], /unknown command 'chekc'/],
    [['check', '--bogus'], /unknown option '--bogus'/],
    [['check', 'https://api.example/'], /--origin https:/],
    [['check', 'https://api.example/', '--origin', 'app'], /--origin takes an origin/],
    [['check', '/orders', ...ORIGIN], /absolute http or https URL/],
    [['check', 'https://api.example/', ...ORIGIN, '-H', 'x'], /--header takes "Name: value"/],
    [['check', 'https://api.example/', ...ORIGIN, '-X', 'TRACE'], /TRACE is forbidden/],
    [['check', 'https://api.example/', ...ORIGIN, '--timeout', 'soon'], /whole milliseconds/],
    [
      ['check', 'https://api.example/', ...ORIGIN, '--browser', 'opera'],
      /chromium, firefox, webkit/,
    ],
    [['check', 'https://api.example/', ...ORIGIN, '--server', 'iis'], /express, nginx/],
    [['explain', '--', 'curl', 'https://a.example/', '--bogus'], /column 20: curl has no option/],
    [['explain'], /no call/],
  ])('%j', async (words, message) => {
    const { out, err, code } = await run(words)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(message)
    expect(err).not.toContain('    at ')
  })
})
