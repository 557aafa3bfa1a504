/** A copied command that can't be understood. */
export class CopiedError extends TypeError {
  override name = 'CopiedError'
  /** What is wrong, as a sentence. */
  readonly reason: string
  /** Where in the text, from 0. */
  readonly position: number
  /** The same as line and column, from 1. */
  readonly line: number
  readonly column: number

  constructor(reason: string, text: string, position: number) {
    const before = text.slice(0, position).split('\n')
    const [line, column] = [before.length, before.at(-1)!.length + 1]
    super(`line ${line}, column ${column}: ${reason}`)
    this.reason = reason
    this.position = position
    this.line = line
    this.column = column
  }
}

/**
 * Does something about a place of a text.
 *
 * @throws CopiedError at that place, whatever was thrown.
 */
export function at<T>(text: string, position: number, make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (error instanceof CopiedError) throw error
    throw new CopiedError((error as Error).message, text, position)
  }
}
