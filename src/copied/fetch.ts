/** A call of fetch in a snippet of JavaScript, as the call that it stands for. */

import { type CallExpression, type Program, parse } from 'acorn'
import type { StatedCall } from '../request/stated.ts'
import type { CredentialsMode, RequestMode } from '../standard/description.ts'
import { CopiedError } from './copied-error.ts'
import { Evaluation, StatedRequest } from './literal.ts'
import { isNode, type Node } from './node.ts'
import { overTheWire } from './over-the-wire.ts'

/**
 * Reads a snippet; nothing of it is run.
 *
 * @throws CopiedError for what is no JavaScript, and for what can't be known without running it.
 */
export function fetchCall(text: string): StatedCall {
  const call = findCall(parsed(text))
  if (!call) throw new CopiedError('there is no call of fetch', text, 0)
  const values = new Evaluation(text)
  const fail = (reason: string, at: { start: number }): never => {
    throw new CopiedError(reason, text, at.start)
  }
  const [input, init] = call.arguments
  if (!input) return fail('fetch needs a URL', call)
  const { url, init: own } = inputOf(values.of(input), input, fail)
  const given = init ? values.of(init) : undefined
  if (given !== undefined && (typeof given !== 'object' || given === null)) {
    return fail('the second argument of fetch has to be an object', init!)
  }
  return stated(url, { ...own, ...(given as object) })
}

/** In a module, where await may stand alone. */
function parsed(text: string): Program {
  try {
    return parse(text, { ecmaVersion: 'latest', sourceType: 'module' })
  } catch (error) {
    const { pos, message } = error as { pos: number; message: string }
    throw new CopiedError(message.replace(/ \(\d+:\d+\)$/, ''), text, pos)
  }
}

function findCall(node: Node): CallExpression | null {
  if (isFetch(node)) return node as unknown as CallExpression
  for (const child of Object.values(node).flat()) {
    const found = isNode(child) ? findCall(child) : null
    if (found) return found
  }
  return null
}

function isFetch(node: Node): boolean {
  if (node.type !== 'CallExpression') return false
  const { callee } = node as unknown as CallExpression
  if (callee.type === 'Identifier') return callee.name === 'fetch'
  return (
    callee.type === 'MemberExpression' &&
    callee.property.type === 'Identifier' &&
    callee.property.name === 'fetch'
  )
}

type Init = Readonly<Record<string, unknown>>

function inputOf(
  value: unknown,
  node: { start: number },
  fail: (reason: string, at: { start: number }) => never,
): { url: string; init: Init } {
  const { url = value, init = {} } = value instanceof StatedRequest ? value : {}
  const text = `${url}`
  if (!/^https?:/i.test(text) || !URL.canParse(text)) {
    return fail('fetch needs an absolute http or https URL here', node)
  }
  return { url: new URL(text).href, init: init as Init }
}

function stated(url: string, init: Init): StatedCall {
  const { method, headers, body, credentials, mode, referrer } = init
  const pairs = pairsOf(headers)
  const wire = overTheWire({ url, method: text(method) ?? 'GET', headers: pairs, cookie: null })
  const from = text(referrer)
  const origin = wire.origin ?? (from && URL.canParse(from) ? new URL(from).origin : null)
  return {
    ...wire,
    body: body instanceof FormData ? body : (text(body) ?? null),
    origin,
    credentials: (text(credentials) as CredentialsMode | undefined) ?? wire.credentials,
    mode: (text(mode) as RequestMode | undefined) ?? wire.mode,
  }
}

const text = (value: unknown): string | undefined =>
  value === undefined || value === null ? undefined : `${value}`

function pairsOf(headers: unknown): [string, string][] {
  if (headers === undefined || headers === null) return []
  const pairs =
    Symbol.iterator in Object(headers)
      ? [...(headers as Iterable<[unknown, unknown]>)]
      : Object.entries(headers)
  return pairs.map(([name, value]) => [`${name}`, `${value}`])
}
