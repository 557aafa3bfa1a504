/** Asking the dev server, from inside a page, why a call failed. */

import type { Call } from '../browsers/call.ts'
import type { Browser } from '../browsers/rules.ts'
import type { Answered } from '../explain/asked.ts'
import { type Pass, RESOURCES } from './pass.ts'
import type { Question } from './question.ts'
import { SEAL, seal } from './signature.ts'

/** What of a page is used to ask. */
export type AskingPage = Pick<typeof globalThis, 'fetch' | 'Date' | 'crypto' | 'location'>

/** More than these wait for nothing. */
const MOST_WAITING = 20

/** Asks one question at a time: the page needs its connections to the dev server for itself. */
export class Asker {
  readonly #fetch: typeof fetch
  readonly #now: () => number
  readonly #crypto: Crypto
  readonly #browser: Browser
  /** A path alone would follow the page's `<base>`. */
  readonly #folder: string
  #pass: (Pass & { readonly takenAt: number }) | undefined
  #isNobodyThere = false
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0

  constructor({ fetch, Date: { now }, crypto, location }: AskingPage, path: string, as: Browser) {
    this.#fetch = fetch
    this.#now = now
    this.#crypto = crypto
    this.#browser = as
    this.#folder = `${location.origin}${path}`
  }

  /** Why a call failed; null where there is no answer. Never rejects. */
  async why(call: Call): Promise<Answered | null> {
    if (this.#isNobodyThere || this.#waiting >= MOST_WAITING) return null
    this.#waiting++
    const answer = this.#last.then(() => this.#ask(call)).catch(() => null)
    this.#last = answer
    const answered = await answer
    this.#waiting--
    return answered
  }

  async #ask(call: Call): Promise<Answered | null> {
    this.#pass ??= await this.#takePass()
    if (!this.#pass) return null
    const { key, now, takenAt } = this.#pass
    const body = JSON.stringify(this.#questionOn(call, now + this.#now() - takenAt))
    const response = await this.#post(RESOURCES.ask, { body, headers: { [SEAL]: seal(key, body) } })
    // The dev server may have been started anew.
    if (response.status === 403) this.#pass = undefined
    return response.ok ? answeredIn(await response.json()) : null
  }

  async #takePass() {
    const response = await this.#post(RESOURCES.pass, {})
    const { key, now }: Partial<Pass> = response.ok ? await response.json() : {}
    if (typeof key === 'string' && typeof now === 'number') {
      return { key, now, takenAt: this.#now() }
    }
    // Another server than ours has the page: it is not asked again.
    this.#isNobodyThere = true
    return undefined
  }

  #questionOn({ url, method, credentials, verdict }: Call, at: number): Question {
    return {
      ...{ url, credentials, browser: this.#browser, preflighted: verdict.preflight, at },
      method: verdict.request?.method ?? method,
      headers: verdict.request?.headers ?? [],
      nonce: [...this.#crypto.getRandomValues(new Uint8Array(16))]
        .map(byte => byte.toString(16).padStart(2, '0'))
        .join(''),
    }
  }

  #post(resource: string, init: RequestInit): Promise<Response> {
    // Called without a `this`, as the page's own fetch mostly is.
    const fetch = this.#fetch
    return fetch(`${this.#folder}${resource}`, { ...init, method: 'POST' })
  }
}

function answeredIn({ lines, answer = null }: Partial<Answered>): Answered | null {
  const isOne = Array.isArray(lines) && lines.every(line => typeof line === 'string')
  return isOne ? { lines, answer } : null
}
