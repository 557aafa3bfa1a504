/** Where a command writes: the result, and everything else. */

import pc from 'picocolors'

/** The two outputs of a command. */
export interface Terminal {
  /** Writes a line of the result to standard output. */
  result(line: string): void
  /** Writes a line that is no result, such as a note or an error, to standard error. */
  note(line: string): void
  /** Colours for the result; plain where standard output takes none or `NO_COLOR` is set. */
  readonly colors: Colors
  /** Columns of the result; 80 where it is no terminal. */
  readonly width: number
  /** For progress, only shown on a terminal. */
  readonly errors: NodeJS.WriteStream
  /** Standard input. */
  readonly input: NodeJS.ReadStream
}

/** What picocolors makes. */
export type Colors = ReturnType<typeof pc.createColors>

/** A command that can't be carried out: the message goes to standard error, 2 to the shell. */
export class CommandError extends Error {
  override name = 'CommandError'
}

/** The widest that text is set. */
const WIDEST = 100

/** The terminal of this process. */
export function terminalOf({ stdout, stderr, stdin, env }: NodeJS.Process): Terminal {
  // Whoever reads it, as `head` does, may stop: that is no fault.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  // CI alone is no reason to put colours into a file.
  const colored = pc.isColorSupported && (stdout.isTTY || Boolean(env.FORCE_COLOR))
  return {
    result: line => void stdout.write(`${line}\n`),
    note: line => void stderr.write(`${line}\n`),
    colors: pc.createColors(colored),
    width: Math.min(stdout.columns || 80, WIDEST),
    errors: stderr,
    input: stdin,
  }
}
