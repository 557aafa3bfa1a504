/** Reading a HeadersInit the way a browser does: each thing once, in order, changing nothing. */

/** Name and value as the page gave them, still of any type. */
export type Pair = readonly [name: unknown, value: unknown]

/** What was read: the pairs, and a value that reads the same for whoever reads next. */
export interface ReadHeaders {
  readonly pairs: readonly Pair[]
  readonly copy: unknown
}

const { ownKeys } = Reflect
const isEnumerable = Object.prototype.propertyIsEnumerable

/**
 * Reads a HeadersInit once. What can be read again without anybody noticing (a Headers object) is
 * its own copy; anything else is copied, so that one-shot iterables and getters are read just once.
 * https://webidl.spec.whatwg.org/#js-to-sequence, https://webidl.spec.whatwg.org/#js-to-record
 *
 * @throws whatever the page's own getters and iterators throw.
 */
export function readHeaders(headers: unknown): ReadHeaders {
  if (typeof headers !== 'object' || headers === null) return { pairs: [], copy: headers }
  if (isHeaders(headers)) return { pairs: [...headers], copy: headers }
  const iterator = (headers as Iterable<unknown>)[Symbol.iterator]
  return iterator === undefined || iterator === null
    ? readRecord(headers as Record<string, unknown>)
    : readSequence(headers as Iterable<unknown>, iterator)
}

const isHeaders = (value: object): value is Headers =>
  Object.prototype.toString.call(value) === '[object Headers]'

function readRecord(headers: Record<string, unknown>): ReadHeaders {
  const pairs: Pair[] = []
  const copy: Record<PropertyKey, unknown> = Object.create(null)
  for (const key of ownKeys(headers) as string[]) {
    if (!isEnumerable.call(headers, key)) continue
    const value = textOnce(headers[key])
    pairs.push([key, value])
    copy[key] = value
  }
  return { pairs, copy }
}

function readSequence(headers: Iterable<unknown>, iterator: () => Iterator<unknown>): ReadHeaders {
  const copy: unknown[] = []
  for (const item of { [Symbol.iterator]: () => iterator.call(headers) }) {
    copy.push(
      typeof item === 'object' && item !== null ? readPair(item as Iterable<unknown>) : item,
    )
  }
  return { pairs: copy.filter(isPair), copy }
}

const readPair = (item: Iterable<unknown>): unknown => Array.from(item, textOnce)

const isPair = (item: unknown): item is Pair => Array.isArray(item) && item.length === 2

/** An object converts itself to text just once; a symbol is left for the browser to refuse. */
const textOnce = (value: unknown): unknown =>
  typeof value === 'string' || typeof value === 'symbol' ? value : `${value}`
