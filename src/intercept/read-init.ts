/** Reading a RequestInit the way this browser does: its members in its order, each once. */

import { type Pair, readHeaders } from '../request/read-headers.ts'

/** What was read: the members, the header pairs, and a copy for the browser to read. */
export interface ReadInit {
  readonly init: Record<string, unknown>
  readonly headers: readonly Pair[] | undefined
  /** The object the pairs were read from. */
  readonly headersFrom: unknown
  /** Whether the browser will throw, if only what the page's own code threw while it was read. */
  readonly refused: boolean
}

const TEXTS = new Set(['method', 'mode', 'credentials', 'cache', 'redirect', 'referrer'])

/** The members that a browser reads of a RequestInit, in its order; known only by asking it. */
export function membersOfInit(target: typeof globalThis): string[] {
  const members: string[] = []
  const spy = new Proxy(
    {},
    {
      get(_, key) {
        members.push(key as string)
        return undefined
      },
    },
  )
  try {
    new target.Request('data:,', spy)
  } catch {
    // What was read until then stands.
  }
  return members
}

/** An object that throws for whoever reads one of its members. */
export const rethrowing = (member: string, error: unknown): Record<string, unknown> =>
  Object.defineProperty({}, member, {
    get() {
      throw error
    },
  })

/**
 * Reads an init object.
 *
 * @param members Which members to read, in order.
 */
export function readInit(init: Record<string, unknown>, members: readonly string[]): ReadInit {
  const copy: Record<string, unknown> = {}
  let headers: readonly Pair[] | undefined
  let headersFrom: unknown
  for (const member of members) {
    try {
      const value = init[member]
      if (value === undefined) continue
      if (member === 'headers') {
        const read = readHeaders(value)
        copy.headers = read.copy
        // The browser throws here, and reads no further.
        if (!read.pairs) return { init: copy, headers, headersFrom, refused: true }
        headers = read.pairs
        headersFrom = value
      } else {
        copy[member] = typeof value === 'object' && TEXTS.has(member) ? `${value}` : value
      }
    } catch (error) {
      const throwing = Object.assign(rethrowing(member, error), copy)
      return { init: throwing, headers, headersFrom, refused: true }
    }
  }
  return { init: copy, headers, headersFrom, refused: false }
}
