/** Where the dev server takes questions: no open door, but a letter box for the watcher that it served. */

import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isIP } from 'node:net'
import { askedLines } from '../explain/asked.ts'
import { repeatPreflight } from '../server/repeat.ts'
import { guardedLookup, isThisMachine, mayConnect } from './addresses.ts'
import { LIMITS, type Limits, Turnstile } from './limits.ts'
import { Once } from './once.ts'
import type { CheckedPluginOptions } from './options.ts'
import { parseQuestion, type Question } from './question.ts'
import { readText } from './read-text.ts'
import { SEAL, seal } from './signature.ts'

/** What an endpoint is made of. */
export interface EndpointParts {
  /** In hexadecimal digits, made anew at each start. */
  readonly key: string
  readonly options: Pick<CheckedPluginOptions, 'allows' | 'denies'>
  /** Milliseconds that a server may take to answer. */
  readonly timeoutMs?: number
  readonly limits?: Limits
}

/** Answers a request for the endpoint. */
export type Endpoint = (request: IncomingMessage, response: ServerResponse) => Promise<void>

const TIMEOUT_MS = 5000
const LONGEST = 16_384

/** Makes an endpoint. */
export function askEndpoint({
  key,
  options,
  timeoutMs = TIMEOUT_MS,
  limits = LIMITS,
}: EndpointParts): Endpoint {
  const once = new Once()
  const turnstile = new Turnstile(limits, Date.now)
  return async (request, response) => {
    const refuse = (status: number) => void response.writeHead(status).end()
    if (request.method !== 'POST') return refuse(405)
    if (!isOwnPage(request)) return refuse(403)
    const body = await readText(request, LONGEST)
    if (body === null) return refuse(413)
    if (!isSealed(body, request.headers[SEAL], key)) return refuse(403)
    const question = parseQuestion(body)
    if (!question) return refuse(400)
    if (!once.isFirst(question.nonce, question.at, Date.now())) return refuse(403)
    const fromThisMachine = isThisMachine(request.socket.remoteAddress)
    const reach = reachOf(new URL(question.url), options, fromThisMachine)
    if (!reach) return refuse(403)
    const lines = await turnstile.pass(() =>
      linesOn(question, request.headers.origin!, { timeoutMs, lookup: reach.lookup }),
    )
    if (!lines) return refuse(429)
    response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    response.end(JSON.stringify({ lines }))
  }
}

/** Whether a request comes from a page of this very server. */
export function isOwnPage({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers
  const site = headers['sec-fetch-site'] ?? 'same-origin'
  return (
    origin !== undefined &&
    URL.canParse(origin) &&
    new URL(origin).host === host &&
    site === 'same-origin'
  )
}

function isSealed(body: string, given: string | string[] | undefined, key: string): boolean {
  const expected = seal(key, body)
  return (
    typeof given === 'string' &&
    given.length === expected.length &&
    timingSafeEqual(Buffer.from(given), Buffer.from(expected))
  )
}

type Lookup = ReturnType<typeof guardedLookup>

/** How a host may be reached, or null where it may not. */
function reachOf(
  { hostname }: URL,
  { allows, denies }: EndpointParts['options'],
  fromThisMachine: boolean,
): { lookup: Lookup | undefined } | null {
  const bare = hostname.replace(/^\[|\]$/g, '')
  if (denies(bare)) return null
  if (allows) return allows(bare) ? { lookup: undefined } : null
  // An address is connected to without being looked up.
  if (isIP(bare) && !mayConnect(bare, fromThisMachine)) return null
  return { lookup: guardedLookup(fromThisMachine) }
}

async function linesOn(
  { url, method, headers, credentials, browser, preflighted }: Question,
  origin: string,
  how: { timeoutMs: number; lookup: Lookup | undefined },
): Promise<string[]> {
  const preflight = {
    url: new URL(url),
    method,
    headers: [...headers],
    credentials,
    browser,
    origin,
  }
  return askedLines({ ...(await repeatPreflight(preflight, how)), preflighted })
}
