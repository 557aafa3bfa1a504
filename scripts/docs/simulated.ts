/** Runs snippets in simulated browsers. */

import { setTimeout as sleep } from 'node:timers/promises'
import { runInThisContext } from 'node:vm'
import { simulateBrowser } from '../../src/simulate/browser.ts'
import type { SimulatedCall } from '../../src/simulate/calls.ts'
import type { Snippet } from './snippet.ts'

const AND_SO_ON = '(and so on)\n'
const PATIENCE_MS = 5000

/** Runs a snippet, which has to make one call, with answers of the server in order. */
export async function simulated(
  { code, origin, browser }: Snippet,
  answers: readonly string[],
  engine = browser,
): Promise<SimulatedCall> {
  let given = 0
  const network = () => {
    const last = answers.at(-1) ?? ''
    const answer = answers[given++] ?? (last.endsWith(AND_SO_ON) ? last : undefined)
    if (answer === undefined) throw new Error('the page gives no answer to this request')
    return responseOf(answer)
  }
  const simulation = simulateBrowser({ origin, browser: engine, network, report: 'silent' })
  const fetch = (...call: Parameters<typeof simulation.fetch>) => {
    const response = simulation.fetch(...call)
    response.catch(() => {})
    return response
  }
  const body = `(async (fetch, XMLHttpRequest) => {\n${code}\n})`
  await runInThisContext(body)(fetch, simulation.XMLHttpRequest)
  const [call, ...others] = simulation.calls
  if (!call || others.length > 0) throw new Error(`does not make one call:\n${code}`)
  const end = Date.now() + PATIENCE_MS
  while (call.outcome === 'pending') {
    if (Date.now() > end) throw new Error(`does not end:\n${code}`)
    await sleep(1)
  }
  if (given < answers.length) throw new Error(`needs fewer answers:\n${code}`)
  return call
}

function responseOf(answer: string): Response {
  if (answer === '(no answer)\n') throw new Error('nobody listens there')
  const [head = '', body = ''] = answer.replace(AND_SO_ON, '').trimEnd().split('\n\n')
  const [statusLine = '', ...lines] = head.split('\n')
  const [, status, statusText] = /^HTTP\/1\.1 (\d{3}) (.+)$/.exec(statusLine) ?? []
  const headers = new Headers()
  for (const line of lines) {
    const colon = line.indexOf(':')
    headers.append(line.slice(0, colon), line.slice(colon + 1))
  }
  const init = { status: Number(status), statusText: `${statusText}`, headers }
  return new Response(status === '204' ? null : body, init)
}
