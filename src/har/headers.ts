/** The headers of an entry. */

import type { HeaderValues } from '../standard/cors-check.ts'
import { isToken } from '../standard/token.ts'

/** A name and a value. */
export type Pair = readonly [name: string, value: string]

/** What has a name that a header can have, and a value; some programs join lines of a name by breaks. */
export const pairsIn = (headers: unknown): Pair[] =>
  (Array.isArray(headers) ? headers : []).flatMap((header: Record<string, unknown> | null) => {
    const { name, value } = header ?? {}
    // Names of pseudo-headers begin with a colon.
    if (typeof name !== 'string' || typeof value !== 'string' || !isToken(name)) return []
    return value.split(/[\r\n]+/).map(line => [asSent(name), asSent(line)] as const)
  })

/** Looks values up, all lines of a name joined. */
export const valuesOf = (pairs: readonly Pair[]): HeaderValues => ({
  get(name) {
    const lines = pairs.filter(([each]) => each.toLowerCase() === name)
    return lines.length > 0 ? lines.map(([, value]) => value.trim()).join(', ') : null
  },
})

/**
 * A value in which each character is a byte; what is none has been read as UTF-8. It is a copy: a part
 * of a text keeps all of that in memory.
 */
const asSent = (value: string): string =>
  Buffer.from(value, /[^\0-\xff]/.test(value) ? 'utf8' : 'latin1')
    .toString('latin1')
    .replace(CONTROLS, '')

/** What neither a header has, nor a terminal should be sent. */
export const CONTROLS = /[\0-\x08\n-\x1f\x7f]/g
