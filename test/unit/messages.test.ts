/** What browsers print is what they were seen to print, for the same calls to the same servers. */

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ENGINES, type Engine } from '../../src/browsers/rules.ts'
import { failureWords } from '../../src/explain/failures.ts'
import { simulateBrowser } from '../../src/simulate/browser.ts'
import type { SimulatedCall } from '../../src/simulate/calls.ts'
import type { Failure } from '../../src/standard/failure.ts'
import { type Letter, type Policy, policiesAt } from '../engines/cases.ts'
import {
  callSource,
  keyAt,
  type MessageCase,
  messageCases,
  urlOf,
  withPlaceholders,
} from '../engines/messages/cases.ts'
import type { RecordedMessage } from '../engines/messages.ts'
import { prefix, respond } from '../engines/policy.ts'

const ORIGINS: Record<Letter, string> = {
  A: 'http://127.0.0.1:4001',
  B: 'http://127.0.0.1:4002',
  C: 'http://127.0.0.1:4003',
  D: 'http://localhost:4004',
}

const recorded: RecordedMessage[] = JSON.parse(
  readFileSync(new URL('../truth/messages.json', import.meta.url), 'utf8'),
)

const pageOf = ({ page }: MessageCase): string =>
  page === 'over HTTPS' ? ORIGINS.A.replace('http:', 'https:') : ORIGINS.A

/** Makes a case's call in a simulated browser. */
async function make(of: MessageCase, key: string, browser: Engine): Promise<SimulatedCall> {
  const network = (request: Request): Response => {
    const url = new URL(request.url)
    const at = (Object.keys(ORIGINS) as Letter[]).find(letter => ORIGINS[letter] === url.origin)!
    const path = url.pathname.slice(prefix(key).length)
    const policies = policiesAt(of.server, at, path)
    const isPreflight = request.headers.has('access-control-request-method')
    const policy = policies?.[isPreflight ? 'preflight' : 'actual'] as Policy | undefined
    if (policy?.drop) throw new Error('the server has hung up')
    const received = {
      method: request.method,
      target: url.pathname,
      headers: [...request.headers],
      bodyLength: 0,
      chunked: false,
      time: 0,
    }
    const { status, headers, body } = respond(policy, received, key, ORIGINS)
    return new Response(status === 204 ? null : body, { status, headers })
  }
  const simulated = simulateBrowser({ origin: pageOf(of), browser, network, report: 'silent' })
  const call = new Function('fetch', 'XMLHttpRequest', `return ${callSource(of)}`)(
    simulated.fetch,
    simulated.XMLHttpRequest,
  )
  await call(urlOf(of, key, ORIGINS)).catch(() => {})
  return simulated.calls[0]!
}

/** A simulation knows of no networks. */
function unsimulated(of: MessageCase, key: string) {
  const url = urlOf(of, key, ORIGINS)
  const failure = { code: of.code, request: 'actual', hop: 0, url } as Failure
  return { failure, url, initiator: 'fetch', exchanges: [] }
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** What an `…` stands for is known to the browser only. */
const pattern = (message: string): RegExp =>
  new RegExp(`^${message.split('…').map(escaped).join('.*')}$`)

describe.each(ENGINES)('%s', engine => {
  const messages = recorded.filter(entry => entry.engine === engine)

  test('was asked about every case', () => {
    const asked = messageCases.filter(({ engines = [engine] }) => engines.includes(engine))
    expect(messages.map(({ id }) => id)).toEqual(asked.map(({ id }) => id))
  })

  test.each(messages.map(entry => [entry.id, entry] as const))('%s', async (id, entry) => {
    const index = messages.indexOf(entry)
    const of = messageCases.find(one => one.id === id)!
    const call = entry.code.startsWith('local-network')
      ? unsimulated(of, keyAt(index))
      : await make(of, keyAt(index), engine)
    // WebKit looks at the status first, so that this case is another one there.
    const isAboutStatus = engine === 'webkit' && id === 'allow-origin-missing:401 preflight'
    expect(call.failure).toMatchObject({ code: isAboutStatus ? 'preflight-status' : entry.code })
    const { browsers } = failureWords(call.failure!, {
      origin: pageOf(of),
      url: call.url,
      initiator: call.initiator,
      exchanges: call.exchanges,
    })
    const message = browsers[engine]
    if (entry.message === null || message === null) {
      expect(message).toBe(entry.message)
    } else {
      expect(entry.message).toMatch(pattern(withPlaceholders(message, keyAt(index), ORIGINS)))
    }
  })
})
