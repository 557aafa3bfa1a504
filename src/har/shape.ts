/** Picking what is wanted out of JSON as it streams by, and holding nothing else. */

/** What is wanted: a value, some members of an object, or what each element of an array is. */
export type Shape = true | readonly [Shape] | { readonly [key: string]: Shape }

/** What a tokenizer tells; strings come in pieces. */
export interface Token {
  readonly name: string
  readonly value?: unknown
}

interface Frame {
  /** Null where nothing inside is wanted. */
  readonly shape: Shape | null
  readonly value: Record<string, unknown> | unknown[]
  readonly path: string
  key: string
}

/** Longer strings are cut: no header is that long. */
const LONGEST = 65_536

/** Takes tokens, and hands over what is wanted at some paths, as soon as it is there. */
export class ShapeReader {
  readonly #frames: Frame[] = []
  readonly #seen = new Set<string>()
  readonly #root: Shape
  readonly #handOver: Readonly<Record<string, (value: unknown) => void>>
  /** The pieces of a wanted string; null outside of one. */
  #text: string | null = null

  /** @param handOver Functions by path, as `.log.name`, or by an array's, for its elements; none are kept. */
  constructor(root: Shape, handOver: Readonly<Record<string, (value: unknown) => void>>) {
    this.#root = root
    this.#handOver = handOver
  }

  /** Takes the next token. */
  take({ name, value }: Token): void {
    if (name === 'startObject') this.#enter({})
    else if (name === 'startArray') this.#enter([])
    else if (name === 'endObject' || name === 'endArray') this.#leave()
    else if (name === 'keyValue') this.#frames.at(-1)!.key = value as string
    else if (name === 'startString') this.#text = this.#wanted() === null ? null : ''
    else if (name === 'stringChunk') this.#lengthen(value as string)
    else if (name === 'endString') this.#endText()
    else this.#add(name === 'numberValue' ? Number(value) : value)
  }

  #lengthen(piece: string): void {
    if (this.#text !== null && this.#text.length < LONGEST) this.#text += piece
  }

  #endText(): void {
    if (this.#text !== null) this.#add(this.#text)
    this.#text = null
  }

  /** Whether there was an array at a path that is handed over. */
  sawArray(path: string): boolean {
    return this.#seen.has(path)
  }

  #wanted(): Shape | null {
    const frame = this.#frames.at(-1)
    if (!frame) return this.#root
    const { shape, value, key } = frame
    if (shape === null || shape === true) return null
    if (Array.isArray(shape)) return Array.isArray(value) ? shape[0] : null
    if (Array.isArray(value) || !Object.hasOwn(shape, key)) return null
    return (shape as Record<string, Shape>)[key]!
  }

  #enter(value: Frame['value']): void {
    const above = this.#frames.at(-1)
    const path = !above
      ? ''
      : Array.isArray(above.value)
        ? above.path
        : `${above.path}.${above.key}`
    if (Array.isArray(value) && Object.hasOwn(this.#handOver, path)) this.#seen.add(path)
    this.#frames.push({ shape: this.#wanted(), value, path, key: '' })
  }

  #leave(): void {
    const { shape, value, path } = this.#frames.pop()!
    const isGone = Array.isArray(value) && this.#seen.has(path)
    if (shape !== null && !isGone) this.#add(value)
  }

  #add(value: unknown): void {
    if (this.#wanted() === null) return
    const frame = this.#frames.at(-1)
    if (!frame) return
    const { value: into, path, key } = frame
    const here = Array.isArray(into) ? path : `${path}.${key}`
    if (Object.hasOwn(this.#handOver, here)) this.#handOver[here]!(value)
    else if (Array.isArray(into)) into.push(value)
    else into[key] = value
  }
}
