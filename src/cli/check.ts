/** `why-preflight check`: asks a server what it says to a call. */

import { type Command, createCommand, InvalidArgumentError } from 'commander'
import type { Engine } from '../browsers/rules.ts'
import { SERVERS, type ServerName } from '../explain/servers.ts'
import { type CorsCheck, checkCall, isAllowed, TIMEOUT_MS } from '../server/check.ts'
import { browserOption, choice, chosenEngines } from './browsers.ts'
import { checkLines } from './check-text.ts'
import { type CallOptions, readInput, withCallOptions } from './input.ts'
import type { Terminal } from './terminal.ts'

const SERVER_NAMES = Object.keys(SERVERS)

interface CheckCommandOptions extends CallOptions {
  readonly browser?: Engine
  readonly send?: true
  readonly timeout: number
  readonly server?: ServerName
  readonly json?: true
}

const EXAMPLES = `
Examples:
  why-preflight check https://api.example/a --origin https://a.example -X PUT
  why-preflight check --server nginx -- curl https://… -H 'origin: https://…'
Exits: 0 allowed; 1 blocked; 2 bad usage, no answer, or nothing to send.`

/** Makes the command. */
export const checkCommand = (terminal: Terminal): Command =>
  withCallOptions(createCommand('check'))
    .summary('ask a server whether browsers let a call pass, and if not, why')
    .description('Sends what a browser would, and tells what each makes of the answers.')
    .addOption(browserOption())
    .option('--send', 'send the request itself, even if not GET or HEAD')
    .option('--timeout <ms>', 'how long each answer may take', milliseconds, TIMEOUT_MS)
    .addOption(choice('--server <name>', `configure: ${SERVER_NAMES.join(', ')}`, SERVER_NAMES))
    .option('--json', 'everything, for machines')
    .addHelpText('after', EXAMPLES)
    .action(async (given: string[], options: CheckCommandOptions) => {
      const { call, origin } = await readInput(given, options, terminal)
      const { send = false, timeout: timeoutMs, server, json } = options
      const check = await checkCall(call, { origin, send, timeoutMs })
      const engines = chosenEngines(options.browser)
      if (json) terminal.result(JSON.stringify(asJson(check, server), null, 2))
      else for (const line of checkLines(check, engines, server, terminal)) terminal.result(line)
      process.exitCode = exitCodeOf(check, engines)
    })

function milliseconds(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It takes whole milliseconds from 1.')
}

const asJson = (check: CorsCheck, server: ServerName | undefined) =>
  server && check.remedy
    ? { ...check, configuration: { server, text: SERVERS[server].recipe(check.remedy) } }
    : check

function exitCodeOf({ engines }: CorsCheck, chosen: readonly Engine[]): number {
  const outcomes = chosen.map(engine => engines[engine].outcome)
  if (outcomes.includes('blocked')) return 1
  return outcomes.every(isAllowed) ? 0 : 2
}
