import { expect, test } from 'vitest'
import type { Call } from '../../../src/browsers/call.ts'
import { Asker } from '../../../src/plugin/asker.ts'
import { onFailing } from '../../../src/plugin/failing-calls.ts'
import { isFirst } from '../../../src/plugin/one-watcher.ts'
import type { Pass } from '../../../src/plugin/pass.ts'
import { parseQuestion } from '../../../src/plugin/question.ts'
import { SEAL, seal } from '../../../src/plugin/signature.ts'

const KEY = 'ab'.repeat(32)
const API = 'https://api.example.com'

const call = (path: string, more: object = {}): Call =>
  ({
    ...{ url: `${API}${path}`, method: 'PUT', mode: 'cors', credentials: 'omit', outcome: 'error' },
    verdict: {
      ...{ crossOrigin: true, preflight: true, blocked: null },
      request: { method: 'PUT', headers: ['x-a'] },
    },
    ...more,
  }) as unknown as Call

/** What a dev server got. */
interface Got {
  url: string
  body: string
  seal: string | undefined
}

/** A page whose dev server is a function; the page's clock stands at 1,000. */
function page(answer: (resource: string, got: Got) => Response | Promise<Response>) {
  const got: Got[] = []
  const clock = { now: 1000 }
  const fetch = async (url: string, { body = '', headers = {} }: RequestInit) => {
    got.push({ url, body: body as string, seal: (headers as Record<string, string>)[SEAL] })
    return answer(url.slice(url.lastIndexOf('/') + 1), got.at(-1)!)
  }
  const asking = {
    ...{ fetch, crypto, Date: { now: () => clock.now } },
    location: { origin: 'http://localhost:5173' },
  } as unknown as ConstructorParameters<typeof Asker>[0]
  return { got, clock, asker: new Asker(asking, '/app/__why-preflight/', 'firefox') }
}

const pass: Pass = { key: KEY, now: 5_000_000 }
const answers = (resource: string) =>
  Response.json(resource === 'pass' ? pass : { lines: ['because'] })

test('a question is sealed with the key of the pass, and says when it is by the server’s clock', async () => {
  const { got, clock, asker } = page(answers)
  expect(await asker.why(call('/a?b=c'))).toEqual({ lines: ['because'], answer: null })
  clock.now += 3_600_000
  expect(await asker.why(call('/a?b=d'))).toEqual({ lines: ['because'], answer: null })
  expect(got.map(({ url }) => url)).toEqual([
    'http://localhost:5173/app/__why-preflight/pass',
    'http://localhost:5173/app/__why-preflight/ask',
    'http://localhost:5173/app/__why-preflight/ask',
  ])
  const [, first, second] = got
  expect(first!.seal).toBe(seal(KEY, first!.body))
  expect(parseQuestion(first!.body)).toEqual({
    ...{ url: `${API}/a?b=c`, method: 'PUT', headers: ['x-a'], credentials: 'omit' },
    ...{ browser: 'firefox', preflighted: true, at: pass.now },
    nonce: expect.stringMatching(/^[\da-f]{32}$/),
  })
  expect(parseQuestion(second!.body)).toMatchObject({ at: pass.now + 3_600_000 })
  expect(parseQuestion(second!.body)!.nonce).not.toBe(parseQuestion(first!.body)!.nonce)
})

test('a dev server that has been started anew gives a new pass', async () => {
  let key = KEY
  const { asker } = page((resource, got) => {
    if (resource === 'pass') return Response.json({ key, now: 0 })
    return got.seal === seal(key, got.body)
      ? Response.json({ lines: ['yes'] })
      : new Response(null, { status: 403 })
  })
  expect(await asker.why(call('/a'))).toEqual({ lines: ['yes'], answer: null })
  key = 'cd'.repeat(32)
  expect(await asker.why(call('/b'))).toBeNull()
  expect(await asker.why(call('/b'))).toEqual({ lines: ['yes'], answer: null })
})

test('one question at a time, and few wait', async () => {
  let running = 0
  let most = 0
  const { asker } = page(async resource => {
    most = Math.max(most, ++running)
    await new Promise(resolve => setTimeout(resolve, 1))
    running--
    return answers(resource)
  })
  const all = await Promise.all(Array.from({ length: 50 }, (_, at) => asker.why(call(`/${at}`))))
  expect(most).toBe(1)
  expect(all.filter(Boolean)).toHaveLength(20)
  expect(await asker.why(call('/later'))).toEqual({ lines: ['because'], answer: null })
})

test.each([
  ['404 with JSON', () => Response.json({ error: 'not found' }, { status: 404 })],
  ['a page', () => new Response('<!doctype html>')],
  ['another object', () => Response.json({ error: 'not found' })],
])('a server that is none of ours, with %s, is asked once', async (_, answer) => {
  const { got, asker } = page(answer)
  for (let times = 0; times < 3; times++) expect(await asker.why(call('/a'))).toBeNull()
  expect(got.every(({ url }) => url.endsWith('/pass'))).toBe(true)
})

test.each([
  ['no lines', () => Response.json({})],
  ['lines that are none', () => Response.json({ lines: [1] })],
  ['too much', () => new Response(null, { status: 429 })],
  ['nobody', () => Promise.reject(new TypeError('Failed to fetch'))],
])('an answer with %s is no answer', async (_, answer) => {
  const { asker } = page(resource => (resource === 'pass' ? answers(resource) : answer()))
  expect(await asker.why(call('/a'))).toBeNull()
})

test('each distinct call is asked about once in a while, and told once', async () => {
  const asked: string[] = []
  const told: string[] = []
  let now = 0
  let lines: string[] | null = ['because']
  const listener = onFailing(
    async ({ url }) => {
      asked.push(url)
      return lines && { lines, answer: null }
    },
    text => told.push(text),
    () => now,
  )
  const failing = async (...given: Parameters<typeof call>) => {
    listener(call(...given))
    await new Promise(resolve => setTimeout(resolve))
  }
  await failing('/a?token=1')
  await failing('/a?token=2')
  expect(asked).toEqual([`${API}/a?token=1`])
  expect(told).toEqual([`[why-preflight] PUT ${API}/a?token=…  failed\n  because`])
  await failing('/a?token=3', { credentials: 'include' })
  expect(asked).toHaveLength(2)
  now = 30_000
  await failing('/a?token=4')
  expect([asked.length, told.length]).toEqual([3, 1])
  now = 60_000
  lines = ['other']
  await failing('/a?token=5')
  expect([asked.length, told.length]).toEqual([4, 2])
  lines = null
  for (const fine of [
    { outcome: 'ok' },
    { outcome: 'pending' },
    { outcome: 'aborted' },
    { mode: 'no-cors' },
    { verdict: { crossOrigin: false } },
    { verdict: { crossOrigin: true, blocked: { code: 'bad-port', port: 1 } } },
  ]) {
    await failing('/fine', fine)
  }
  expect(asked).toHaveLength(4)
})

test('a console that throws is not the page’s concern', async () => {
  const rejected: unknown[] = []
  const onRejection = (error: unknown) => rejected.push(error)
  process.on('unhandledRejection', onRejection)
  const listener = onFailing(
    async () => ({ lines: ['because'], answer: null }),
    () => {
      throw new Error('the page’s own console')
    },
    Date.now,
  )
  listener(call('/a'))
  await new Promise(resolve => setTimeout(resolve, 20))
  process.off('unhandledRejection', onRejection)
  expect(rejected).toEqual([])
})

test('of several copies in a page only the first watches', () => {
  const [one, other] = [new EventTarget(), new EventTarget()]
  expect([isFirst(one), isFirst(one), isFirst(other), isFirst(one)]).toEqual([
    true,
    false,
    true,
    false,
  ])
})
