/** `why-preflight explain`: says what browsers would do, and sends nothing. */

import { type Command, createCommand } from 'commander'
import type { Engine } from '../browsers/rules.ts'
import { verdictOn } from '../browsers/verdict.ts'
import { describeStated } from '../request/stated.ts'
import { browserOption, chosenEngines } from './browsers.ts'
import { explainLines } from './explain-text.ts'
import { type CallOptions, readInput, withCallOptions } from './input.ts'
import type { Terminal } from './terminal.ts'

interface ExplainCommandOptions extends CallOptions {
  readonly browser?: Engine
  readonly json?: true
}

const EXAMPLES = `
Examples:
  why-preflight explain https://api.example/a --origin https://a.example -X PUT
  pbpaste | why-preflight explain
Exits: 0; 2 for bad usage.`

/** Makes the command. */
export const explainCommand = (terminal: Terminal): Command =>
  withCallOptions(createCommand('explain'))
    .summary('say whether a call would be preflighted, and why; sends nothing')
    .description('Says whether a call would be preflighted, where and why. Nothing is sent.')
    .addOption(browserOption())
    .option('--json', 'everything, for machines')
    .addHelpText('after', EXAMPLES)
    .action(async (given: string[], options: ExplainCommandOptions) => {
      const { call, origin } = await readInput(given, options, terminal)
      const description = describeStated(call, origin)
      const engines = chosenEngines(options.browser)
      const verdicts = new Map(engines.map(engine => [engine, verdictOn(description, engine)]))
      if (options.json) {
        const { method, url, credentials, mode } = description
        const call = { method, url: url.href, origin, credentials, mode }
        terminal.result(JSON.stringify({ call, verdicts: Object.fromEntries(verdicts) }, null, 2))
      } else {
        for (const line of explainLines(description, verdicts, terminal)) terminal.result(line)
      }
    })
