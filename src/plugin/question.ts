/** What the watcher asks of the dev server. */

import { isBadPort } from '../browsers/blocked.ts'
import { type Browser, RULES } from '../browsers/rules.ts'
import type { CredentialsMode } from '../standard/description.ts'
import { isForbiddenMethod } from '../standard/method.ts'
import { isToken } from '../standard/token.ts'

/** A call that failed, as far as its preflight needs it. */
export interface Question {
  readonly url: string
  readonly method: string
  /** Names, in lower case. */
  readonly headers: readonly string[]
  readonly credentials: CredentialsMode
  readonly browser: Browser
  /** Whether the browser has sent a preflight. */
  readonly preflighted: boolean
  /** Now, by the server's clock, in milliseconds. */
  readonly at: number
  /** Never the same twice. */
  readonly nonce: string
}

type Checks = { readonly [Name in keyof Question]: (value: unknown) => boolean }

const isText = (value: unknown): value is string => typeof value === 'string'

const CHECKS: Checks = {
  url: isAskable,
  method: value => isText(value) && isToken(value) && !isForbiddenMethod(value),
  headers: value =>
    Array.isArray(value) &&
    value.length <= 100 &&
    value.every(name => isText(name) && isToken(name)),
  credentials: value => isText(value) && /^(omit|same-origin|include)$/.test(value),
  browser: value => isText(value) && Object.hasOwn(RULES, value),
  preflighted: value => typeof value === 'boolean',
  at: value => Number.isFinite(value),
  nonce: value => isText(value) && /^[\da-f-]{16,64}$/.test(value),
}

/** Reads a question; null for what is none. */
export function parseQuestion(text: string): Question | null {
  let value: Record<string, unknown> | null
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  const names = Object.keys(CHECKS) as (keyof Question)[]
  const isOne =
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === names.length &&
    names.every(name => Object.hasOwn(value, name) && CHECKS[name](value[name]))
  return isOne ? (value as unknown as Question) : null
}

/** Whether a page could have called a URL. */
function isAskable(value: unknown): boolean {
  if (!isText(value) || !URL.canParse(value)) return false
  const { protocol, username, password, port } = new URL(value)
  return /^https?:$/.test(protocol) && username + password === '' && !isBadPort(port)
}
