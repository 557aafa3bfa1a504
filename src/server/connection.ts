/** Requests to a real server: each goes out once, however many browsers would send it. */

import type { LookupFunction } from 'node:net'
import { connectionWords } from '../explain/connection.ts'
import type { Network, NetworkResponse } from '../simulate/network-request.ts'
import { nodeNetwork } from '../simulate/node-network.ts'

/** A request that went out, and what came back. */
export interface Sent {
  /** `OPTIONS` for a preflight. */
  readonly method: string
  /** Absolute. */
  readonly url: string
  /** In lower case, without `cookie` and `authorization`. */
  readonly headers: Readonly<Record<string, string>>
  /** Null where no answer came. */
  readonly status: number | null
  /** What of the answer's headers concerns CORS, by names in lower case. */
  readonly answer: Readonly<Record<string, string>>
  /** Milliseconds until the answer's headers, or until it was clear that none comes. */
  readonly ms: number
  /** Why no answer came, as a clause; null where one did. */
  readonly problem: string | null
}

/** How a connection behaves. */
export interface ConnectionOptions {
  /** Milliseconds that an answer may take to begin. */
  readonly timeoutMs: number
  /** Goes with requests that carry credentials to the origin of `url`; null for none. */
  readonly cookie: { readonly url: string; readonly value: string } | null
  /** Finds addresses, and may refuse some. */
  readonly lookup?: LookupFunction | undefined
}

/** Sends requests, and keeps what came back for whoever asks the same. */
export class Connection {
  /** In the order sent. */
  readonly sent: Sent[] = []
  readonly #options: ConnectionOptions
  readonly #answers = new Map<string, Promise<NetworkResponse>>()

  constructor(options: ConnectionOptions) {
    this.#options = options
  }

  /** The function that a browser's calls go through. */
  readonly network: Network = async request => {
    const key = JSON.stringify([request.method, request.url, [...request.headers].sort()])
    const known = this.#answers.get(key) ?? this.#send(request)
    this.#answers.set(key, known)
    return known
  }

  async #send(request: Request): Promise<NetworkResponse> {
    const { cookie, timeoutMs } = this.#options
    const { method, url } = request
    const headers = Object.fromEntries(
      [...request.headers].filter(([name]) => !/^(cookie|authorization)$/.test(name)),
    )
    const carries = request.credentials === 'include' && method !== 'OPTIONS'
    if (cookie && carries && new URL(cookie.url).origin === new URL(url).origin) {
      request.headers.set('cookie', cookie.value)
    }
    const began = performance.now()
    const note = (rest: Pick<Sent, 'status' | 'answer' | 'problem'>) =>
      this.sent.push({ ...{ method, url, headers }, ...rest, ms: performance.now() - began })
    try {
      const { status, statusText, headers: answered, body } = await within(request, this.#options)
      body?.cancel().catch(() => {})
      note({ status, answer: shown(answered), problem: null })
      // Only its head is looked at, by each browser anew.
      return { type: 'default', status, statusText, headers: answered, body: null }
    } catch (error) {
      const problem = connectionWords(error, new URL(url), timeoutMs)
      note({ status: null, answer: {}, problem })
      throw new Error(problem, { cause: error })
    }
  }
}

async function within(
  request: Request,
  { timeoutMs, lookup }: ConnectionOptions,
): Promise<NetworkResponse> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), timeoutMs)
  try {
    // A connection that is there already has been looked up for somebody else.
    const guarded = lookup ? { lookup, agent: false as const } : {}
    return await nodeNetwork(request, { signal: late.signal, ...guarded })
  } catch (error) {
    throw late.signal.aborted ? new DOMException('', 'TimeoutError') : error
  } finally {
    clearTimeout(timer)
  }
}

/** Headers that say something of CORS, and nothing of anybody. */
const MAY_BE_SHOWN = /^(access-control-.*|allow|location|vary|timing-allow-origin|server)$/

const shown = (headers: Headers): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => MAY_BE_SHOWN.test(name)))
