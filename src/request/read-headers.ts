/** Reading a HeadersInit the way a browser does: each thing once, in order, changing nothing. */

/** Name and value as the page gave them, still of any type. */
export type Pair = readonly [name: unknown, value: unknown]

/** What was read: the pairs, and a value that reads the same for whoever reads next. */
export interface ReadHeaders {
  /** Null for what no browser takes. */
  readonly pairs: readonly Pair[] | null
  readonly copy: unknown
}

const { ownKeys } = Reflect
const isEnumerable = Object.prototype.propertyIsEnumerable

/**
 * Reads a HeadersInit once and copies it, so that one-shot iterables and getters are read no second
 * time. https://webidl.spec.whatwg.org/#js-to-sequence, https://webidl.spec.whatwg.org/#js-to-record
 *
 * @throws whatever the page's own getters and iterators throw.
 */
export function readHeaders(headers: unknown): ReadHeaders {
  if (!isObject(headers)) return { pairs: null, copy: headers }
  const iterator = headers[Symbol.iterator]
  if (iterator === undefined || iterator === null) return readRecord(headers)
  const copy = readSequence(headers, iterator, item =>
    isObject(item) ? readSequence(item, item[Symbol.iterator], textOnce) : item,
  )
  return { pairs: Array.isArray(copy) && copy.every(isPair) ? copy : null, copy }
}

function readRecord(headers: Record<PropertyKey, unknown>): ReadHeaders {
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

/** What an iterator gives; where there is none, what makes the browser throw the same. */
function readSequence(
  object: object,
  iterator: unknown,
  read: (item: unknown) => unknown,
): unknown {
  if (typeof iterator !== 'function') return { [Symbol.iterator]: iterator }
  return Array.from({ [Symbol.iterator]: () => iterator.call(object) }, read)
}

const isPair = (item: unknown): item is Pair => Array.isArray(item) && item.length === 2

const isObject = (value: unknown): value is Record<PropertyKey, unknown> =>
  (typeof value === 'object' && value !== null) || typeof value === 'function'

/** An object converts itself to text just once; a symbol is left for the browser to refuse. */
const textOnce = (value: unknown): unknown =>
  typeof value === 'string' || typeof value === 'symbol' ? value : `${value}`
