/** `why-preflight har`: audits what a browser recorded. */

import { setFlagsFromString } from 'node:v8'
import { type Command, createCommand } from 'commander'
import { Auditor } from '../har/audit.ts'
import { readHar } from '../har/read.ts'
import { excesses, type Limits, parseBudget, parseCodes } from './har/limits.ts'
import { auditMarkdown } from './har/markdown.ts'
import { sourceOf } from './har/source.ts'
import { auditLines } from './har/text.ts'
import { brokenWords } from './har/words.ts'
import type { Terminal } from './terminal.ts'

interface HarOptions extends Limits {
  readonly json?: true
  readonly markdown?: true
}

const EXAMPLES = `
Examples:
  why-preflight har session.har
  why-preflight har session.har --markdown --fail-on failure > comment.md
Exits: 0; 1 over budget, or what to fail on; 2 bad usage or a broken HAR.`

/** Makes the command. */
export const harCommand = (terminal: Terminal): Command =>
  createCommand('har')
    .summary('list the preflights that a browser recorded, their cost, and what failed')
    .description('Audits a HAR, as DevTools save it. It is read as it comes, however large.')
    .argument('<file>', 'the HAR; - for standard input')
    .option('--json', 'everything, for machines')
    .option('--markdown', 'for a comment on a pull request')
    .option('--budget <n>', 'fail with more preflights than that', parseBudget)
    .option('--fail-on <codes>', 'fail with these, by commas: failure, or a code', parseCodes)
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, options: HarOptions) => {
      // What is read is dropped at once: more room for what is new would only be filled.
      setFlagsFromString('--semi-space-growth-factor=1')
      const auditor = new Auditor()
      const { chunks, again } = sourceOf(file, terminal)
      const broken = await readHar(chunks, auditor, again)
      const audit = auditor.end(broken)
      if (options.json) terminal.result(JSON.stringify(audit, null, 2))
      else if (options.markdown) terminal.result(auditMarkdown(audit))
      else for (const line of auditLines(audit, terminal)) terminal.result(line)
      const over = excesses(audit, options)
      for (const line of [...over, ...(broken ? [brokenWords(audit)] : [])]) {
        terminal.note(`why-preflight: ${line}`)
      }
      process.exitCode = broken ? 2 : over.length > 0 ? 1 : 0
    })
