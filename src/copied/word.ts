/** A word of a command line, without its quotes. */
export interface Word {
  readonly value: string
  /** Where it begins in the text, from 0. */
  readonly position: number
}

/** A command, cut into words. */
export interface Command {
  readonly words: readonly Word[]
  /** What a shell would have put in or done besides, a sentence each. */
  readonly notes: readonly string[]
}

/** What there is to say of the text that follows a command, from the sign that ended it. */
export function notesOnRest(rest: string): string[] {
  const [, sign] = /^(&&|\|\||;|&(?!>))\s*[^\s;&|]/.exec(rest) ?? []
  return sign ? [`what comes after ${sign} is another command to a shell, and left out`] : []
}
