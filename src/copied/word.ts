/** A word of a command line, without its quotes. */
export interface Word {
  readonly value: string
  /** Where it begins in the text, from 0. */
  readonly position: number
}
