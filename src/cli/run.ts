/** Which command to run, and what to say where it can't be. */

import { createRequire } from 'node:module'
import { type Command, CommanderError, createCommand } from 'commander'
import { checkCommand } from './check.ts'
import { explainCommand } from './explain.ts'
import { harCommand } from './har.ts'
import { CommandError, type Terminal } from './terminal.ts'

const EXAMPLES = `
Examples:
  why-preflight check https://api.example/a --origin https://a.example -X PUT
  pbpaste | why-preflight explain    (what DevTools copied, as cURL or as fetch)
  why-preflight har session.har --budget 10`

/** Runs a command; its exit code goes to the process. */
export async function run(words: readonly string[], terminal: Terminal): Promise<void> {
  try {
    await program(terminal).parseAsync(words, { from: 'user' })
  } catch (error) {
    // What commander says, it has said by then; it exits with 0 after help.
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
    else if (error instanceof TypeError || error instanceof CommandError) {
      terminal.note(`why-preflight: ${error.message}`)
      process.exitCode = 2
    } else throw error
  }
}

function program(terminal: Terminal): Command {
  const { version } = createRequire(import.meta.url)('why-preflight/package.json')
  const program = createCommand('why-preflight')
    .description('Says why a browser preflights or blocks a call, and what would let it pass.')
    .usage('<command> [options]')
    .version(version)
    .addHelpText('after', EXAMPLES)
  for (const make of [checkCommand, explainCommand, harCommand]) {
    program.addCommand(make(terminal))
  }
  for (const command of [program, ...program.commands]) {
    command
      .exitOverride()
      .helpOption('-h, --help', 'show this')
      .showHelpAfterError('(add --help for what it takes)')
      .configureOutput({
        writeOut: text => terminal.result(text.trimEnd()),
        writeErr: text => terminal.note(text.trimEnd()),
        getOutHelpWidth: () => terminal.width,
        getErrHelpWidth: () => terminal.width,
      })
  }
  return program
}
