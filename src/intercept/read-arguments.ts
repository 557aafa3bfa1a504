/** Reading the arguments of `fetch` and `new Request`, each once. */

import { isRequest } from '../request/is-request.ts'
import type { Pair } from '../request/read-headers.ts'
import { readInit, rethrowing } from './read-init.ts'

/** The arguments as the page gave them. */
export type Arguments = [input?: unknown, init?: unknown, ...rest: unknown[]]

/** What was read of the arguments of a call. */
export interface ReadArguments {
  readonly input: Request | string
  readonly init?: Record<string, unknown>
  readonly headers?: readonly Pair[] | undefined
  readonly headersFrom?: unknown
}

/**
 * Reads the arguments of a call, and puts into their place what reads the same.
 *
 * @param members What the browser reads of an init object; undefined where others read it too.
 * @returns undefined where the browser will throw.
 */
export function readArguments(
  args: Arguments,
  members: readonly string[] | undefined,
): ReadArguments | undefined {
  const input = readInput(args)
  if (input === undefined) return undefined
  const given = args[1]
  if (given === undefined || given === null) return { input }
  if (typeof given !== 'object' && typeof given !== 'function') return undefined
  const read = readInit(given as Record<string, unknown>, members ?? Object.keys(given))
  args[1] = read.init
  return read.refused ? undefined : { input, ...read }
}

function readInput(args: Arguments): Request | string | undefined {
  const [input] = args
  if (typeof input === 'string' || isRequest(input)) return input
  if (typeof input === 'symbol') return undefined
  try {
    const text = `${input}`
    args[0] = text
    return text
  } catch (error) {
    args[0] = rethrowing('toString', error)
    return undefined
  }
}

/** The signal that can abort a call. */
export const signalOf = ({ input, init }: ReadArguments): AbortSignal | undefined =>
  (init?.signal as AbortSignal | undefined) ??
  (typeof input === 'string' ? undefined : input.signal)
