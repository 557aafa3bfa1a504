/** What a server allows pages of other origins, checked: https://fetch.spec.whatwg.org/#http-cors-protocol */

import { isMatcher } from '../matcher.ts'
import { show } from '../show.ts'
import { isForbiddenToRead } from '../standard/exposed-headers.ts'
import { headerName } from '../standard/header-name.ts'
import { isForbiddenMethod, normalizeMethod } from '../standard/method.ts'
import { isOrigin, originOf } from '../standard/origin.ts'
import { isToken } from '../standard/token.ts'

/** Which origins: one as browsers send it, a pattern, or a function that is given it. */
export type OriginMatcher = string | RegExp | ((origin: string) => boolean)

/** The CORS policy of a server. */
export interface CorsPolicy {
  /** Whose pages may use the server; `'*'` for all. */
  origins: OriginMatcher | readonly OriginMatcher[]
  /** For `Access-Control-Allow-Methods`. GET, HEAD and POST are always allowed. */
  methods?: readonly string[]
  /** For `Access-Control-Allow-Headers`. */
  headers?: readonly string[]
  /** For `Access-Control-Expose-Headers`. */
  exposedHeaders?: readonly string[]
  /** Whether requests may carry cookies and the like. Default: false. */
  credentials?: boolean
  /** For how many seconds a browser may remember a preflight, up to 86400. Default: it's not said. */
  maxAge?: number
  /** The status that answers a preflight, from 200 to 299. Default: 204. */
  preflightStatus?: number
  /** Lets through what no browser accepts, to test with a server that is configured wrongly. */
  dangerouslyInvalid?: boolean
}

/** What a member takes instead of a text, or undefined where the text is good. */
type Check = (text: string) => string | undefined

/** What keeps a policy from being used. */
interface Mistake {
  readonly text: string
  /** Whether it stays one with `dangerouslyInvalid`, as nothing could be sent. */
  readonly impossible: boolean
}

const LONGEST = 86400
const TOKENS = 'HTTP tokens'

const LISTS = {
  methods: method => {
    if (!isToken(method)) return TOKENS
    if (isForbiddenMethod(method)) return 'methods that a page may use'
    const sent = normalizeMethod(method)
    return sent === method ? undefined : `'${sent}', as browsers send it`
  },
  headers: name => {
    if (!isToken(name)) return TOKENS
    return headerName(name).isForbidden('') ? 'headers that a page may set' : undefined
  },
  exposedHeaders: name => {
    if (!isToken(name)) return TOKENS
    return isForbiddenToRead(name.toLowerCase()) ? 'headers that a page may read' : undefined
  },
} satisfies Record<string, Check>

const NAMES: readonly string[] = [
  'origins',
  'methods',
  'headers',
  'exposedHeaders',
  'credentials',
  'maxAge',
  'preflightStatus',
  'dangerouslyInvalid',
] satisfies (keyof CorsPolicy)[]

/**
 * Checks a policy and lists all its mistakes, a line each.
 *
 * @throws TypeError for what no browser would accept; with `dangerouslyInvalid` only for what can't
 *   be sent at all.
 */
export function checkPolicy(policy: CorsPolicy): void {
  if (typeof policy !== 'object' || policy === null) {
    throw new TypeError(`cors takes a policy, not ${show(policy)}`)
  }
  const mistakes = [...mistakesOf(policy)].filter(
    ({ impossible }) => impossible || policy.dangerouslyInvalid !== true,
  )
  if (mistakes.length > 0) {
    const lines = mistakes.map(({ text }) => `- ${text}`)
    throw new TypeError(`cors can't take this policy:\n${lines.join('\n')}`)
  }
}

function* mistakesOf(policy: CorsPolicy): Generator<Mistake> {
  const { origins, credentials, maxAge, preflightStatus, dangerouslyInvalid } = policy
  for (const name of Object.keys(policy)) {
    if (NAMES.includes(name)) continue
    yield { text: `a policy has no ${show(name)}; it has ${NAMES.join(', ')}`, impossible: true }
  }
  for (const origin of Array.isArray(origins) ? origins : [origins]) {
    if (typeof origin === 'string') yield* inText('origins', origin, instead, credentials)
    else if (!isMatcher(origin)) {
      yield impossible('origins', 'a string, a RegExp, a function or an array of these', origin)
    }
  }
  for (const [name, check] of Object.entries(LISTS)) {
    const list = policy[name as keyof typeof LISTS]
    if (list === undefined) continue
    if (!Array.isArray(list)) yield impossible(name, 'an array of strings', list)
    else {
      for (const text of list) {
        if (typeof text === 'string') yield* inText(name, text, check, credentials)
        else yield impossible(name, 'an array of strings', text)
      }
    }
  }
  for (const [name, value] of Object.entries({ credentials, dangerouslyInvalid })) {
    if (value !== undefined && typeof value !== 'boolean') {
      yield impossible(name, 'true or false', value)
    }
  }
  if (maxAge !== undefined && !isWhole(maxAge, 0, LONGEST)) {
    const takes = `whole seconds from 0 to ${LONGEST}, Firefox's most (Chrome's is 7200, Safari's 600)`
    yield mistake('maxAge', takes, maxAge, typeof maxAge !== 'number')
  }
  if (preflightStatus !== undefined && !isWhole(preflightStatus, 200, 299)) {
    // A Response takes these alone.
    const possible = isWhole(preflightStatus, 200, 599)
    yield mistake('preflightStatus', 'a status from 200 to 299', preflightStatus, !possible)
  }
}

/** What could stand for a text that is no origin. */
const instead: Check = text => {
  if (isOrigin(text)) return undefined
  const origin = originOf(text)
  return origin
    ? `'${origin}', as browsers send it`
    : "'*', an origin like 'https://app.example.com', a RegExp or a function"
}

function* inText(name: string, text: string, check: Check, credentials: unknown) {
  const takes =
    text !== '*'
      ? check(text)
      : credentials === true
        ? 'names alone while credentials is true'
        : undefined
  if (takes) yield mistake(name, takes, text, false)
}

const mistake = (name: string, takes: string, value: unknown, impossible: boolean): Mistake => ({
  text: `${name} takes ${takes}, not ${show(value)}`,
  impossible,
})

const impossible = (name: string, takes: string, value: unknown): Mistake =>
  mistake(name, takes, value, true)

const isWhole = (value: unknown, from: number, to: number): boolean =>
  Number.isInteger(value) && (value as number) >= from && (value as number) <= to
