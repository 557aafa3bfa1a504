/** A call of fetch in a snippet of JavaScript, as the call that it stands for. */

import { type CallExpression, type Program, parse } from 'acorn'
import { CREDENTIALS, MODES } from '../request/fetch.ts'
import { oneOf } from '../request/one-of.ts'
import { readHeaders } from '../request/read-headers.ts'
import type { StatedCall } from '../request/stated.ts'
import { describeBody } from '../standard/body.ts'
import { originOf } from '../standard/origin.ts'
import { at, CopiedError } from './copied-error.ts'
import { Evaluation, StatedRequest } from './literal.ts'
import { isNode, type Node } from './node.ts'
import { overTheWire } from './over-the-wire.ts'

/**
 * Reads a snippet; nothing of it is run.
 *
 * @throws CopiedError for what is no JavaScript, and for what can't be known without running it.
 */
export function fetchCall(text: string): StatedCall {
  const program = parsed(text)
  const [call, ...others] = at(text, 0, () => callsIn(program))
  if (!call) throw new CopiedError('there is no call of fetch', text, 0)
  const found = at(text, call.start, () => statedIn(call, new Evaluation(text), text))
  const notes = others.length > 0 ? ['of several calls of fetch, the first is taken'] : []
  return { ...found, notes: [...notes, ...found.notes] }
}

function statedIn(call: CallExpression, values: Evaluation, text: string): StatedCall {
  const fail = (reason: string, node: Node): never => {
    throw new CopiedError(reason, text, node.start)
  }
  const [input, init] = call.arguments
  if (!input) return fail('fetch needs a URL', call)
  const { url, init: own } = inputOf(values.of(input), input, fail)
  const given = init ? values.of(init) : undefined
  if (given !== undefined && given !== null && typeof given !== 'object') {
    return fail('the second argument of fetch has to be an object', init!)
  }
  return at(text, (init ?? input).start, () => stated(url, { ...own, ...given }))
}

/** In a module, where await may stand alone. */
function parsed(text: string): Program {
  try {
    return parse(text, { ecmaVersion: 'latest', sourceType: 'module' })
  } catch (error) {
    const { pos, message } = error as { pos?: number; message: string }
    throw new CopiedError(message.replace(/ \(\d+:\d+\)$/, ''), text, pos ?? 0)
  }
}

function callsIn(node: Node): CallExpression[] {
  const inside = Object.values(node).flatMap((child: unknown) =>
    [child].flat().flatMap(each => (isNode(each) ? callsIn(each) : [])),
  )
  return isFetch(node) ? [node as unknown as CallExpression, ...inside] : inside
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
  node: Node,
  fail: (reason: string, node: Node) => never,
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
  if (body instanceof URLSearchParams && !pairs.some(([name]) => /^content-type$/i.test(name))) {
    pairs.push(['content-type', describeBody(body, ['urlsearchparams'])!.contentType!])
  }
  const wire = overTheWire({ url, method: text(method) ?? 'GET', headers: pairs, cookie: null })
  return {
    ...wire,
    body: body instanceof FormData ? body : (text(body) ?? null),
    origin: wire.origin ?? originOf(text(referrer) ?? '') ?? null,
    credentials:
      oneOf(CREDENTIALS, 'credentials', credentials) ??
      (wire.cookie === null ? 'same-origin' : wire.credentials),
    mode: oneOf(MODES, 'mode', mode) ?? wire.mode,
  }
}

const text = (value: unknown): string | undefined =>
  value === undefined || value === null ? undefined : `${value}`

function pairsOf(headers: unknown): [string, string][] {
  if (headers === undefined) return []
  const { pairs } = readHeaders(headers)
  if (!pairs) throw new TypeError('headers takes a Headers object, pairs, or an object')
  return pairs.map(([name, value]) => [`${name}`, `${value}`])
}
