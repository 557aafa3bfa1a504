/** Where the dev server takes questions: no open door, but a letter box for the watcher that it served. */

import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answered } from '../explain/asked.ts'
import { explained } from './explained.ts'
import { LIMITS, type Limits, Turnstile } from './limits.ts'
import { Once } from './once.ts'
import type { CheckedPluginOptions } from './options.ts'
import type { Pass } from './pass.ts'
import { parseQuestion } from './question.ts'
import { reachOf } from './reach.ts'
import { readText } from './read-text.ts'
import { SEAL, seal } from './signature.ts'
import { isFromHere, isOwnPage } from './visitor.ts'

/** What an endpoint is made of. */
export interface EndpointParts {
  /** In hexadecimal digits; made anew unless given. */
  readonly key?: string
  readonly options: Pick<CheckedPluginOptions, 'allows' | 'denies'>
  /** Milliseconds that a server may take to answer. */
  readonly timeoutMs?: number
  readonly limits?: Limits
}

/** Answers requests of pages. */
export interface Endpoint {
  /** Gives a page of this server what its questions are sealed with. */
  pass(request: IncomingMessage, response: ServerResponse): void
  /** Takes a question. */
  ask(request: IncomingMessage, response: ServerResponse): Promise<void>
}

const TIMEOUT_MS = 5000
const LONGEST = 16_384

/** Makes an endpoint. */
export function askEndpoint({
  key = randomBytes(32).toString('hex'),
  options,
  timeoutMs = TIMEOUT_MS,
  limits = LIMITS,
}: EndpointParts): Endpoint {
  const once = new Once()
  const turnstile = new Turnstile(limits, Date.now)

  /** The answer to a question, or the status with which it is refused. */
  async function answerTo(request: IncomingMessage): Promise<Answered | number> {
    const refusal = refusalOf(request)
    if (refusal) return refusal
    const body = await readText(request, LONGEST)
    if (body === null) return 413
    if (!isSealed(body, request.headers[SEAL], key)) return 403
    const question = parseQuestion(body)
    const origin = request.headers.origin!
    // What is not across origins no preflight was sent for.
    if (!question || new URL(question.url).origin === origin) return 400
    if (!once.isFirst(question.nonce, question.at, Date.now())) return 403
    const reach = reachOf(new URL(question.url), options, isFromHere(request))
    if (!reach) return 403
    const { lookup } = reach
    const answered = await turnstile.pass(() => explained(question, origin, { timeoutMs, lookup }))
    return reach.isRefused ? 403 : (answered ?? 429)
  }

  return {
    pass(request, response) {
      const pass: Pass = { key, now: Date.now() }
      const refusal = refusalOf(request)
      if (refusal) refuse(response, refusal)
      else send(response, pass)
    },
    async ask(request, response) {
      const answer = await answerTo(request)
      if (typeof answer === 'number') refuse(response, answer)
      else send(response, answer)
    },
  }
}

/** The status for what is no request of a page of this server, if it is none. */
function refusalOf(request: IncomingMessage): number | null {
  if (request.method !== 'POST') return 405
  return isOwnPage(request) ? null : 403
}

function refuse(response: ServerResponse, status: number): void {
  // Nobody waits for what is left of a body that is too long.
  const isCutOff = status === 413 && response.req.httpVersionMajor === 1
  response.writeHead(status, isCutOff ? { Connection: 'close' } : {}).end()
}

function send(response: ServerResponse, answer: unknown): void {
  response.writeHead(200, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(JSON.stringify(answer))
}

function isSealed(body: string, given: string | string[] | undefined, key: string): boolean {
  const expected = seal(key, body)
  return (
    typeof given === 'string' &&
    given.length === expected.length &&
    timingSafeEqual(Buffer.from(given), Buffer.from(expected))
  )
}
