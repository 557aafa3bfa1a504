/** `why-preflight har`: audits what a browser recorded. */

import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { SingleBar } from 'cli-progress'
import { type Command, createCommand, InvalidArgumentError } from 'commander'
import { Auditor, type HarAudit } from '../har/audit.ts'
import { readHar } from '../har/read.ts'
import { FAILURE_CODES, REASON_CODES } from '../testing/codes.ts'
import { auditMarkdown } from './har/markdown.ts'
import { auditLines } from './har/text.ts'
import { brokenWords } from './har/words.ts'
import { CommandError, type Terminal } from './terminal.ts'

interface HarOptions {
  readonly json?: true
  readonly markdown?: true
  readonly budget?: number
  readonly failOn?: readonly string[]
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
    .option('--budget <n>', 'fail with more preflights than that', wholeNumber)
    .option('--fail-on <codes>', 'fail with these, by commas: failure, or a code', codes)
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, options: HarOptions) => {
      const auditor = new Auditor()
      const broken = await readHar(await chunksOf(file, terminal), {
        creator: name => auditor.creator(name),
        entry: entry => auditor.entry(entry),
      })
      const audit = auditor.end(broken)
      if (options.json) terminal.result(JSON.stringify(audit, null, 2))
      else if (options.markdown) terminal.result(auditMarkdown(audit))
      else for (const line of auditLines(audit, terminal)) terminal.result(line)
      if (broken) terminal.note(`why-preflight: ${brokenWords(audit)}`)
      process.exitCode = broken ? 2 : failing(audit, options, terminal) ? 1 : 0
    })

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It takes a whole number.')
}

function codes(text: string): string[] {
  const names = text.split(',').map(name => name.trim())
  const known: readonly string[] = ['failure', ...FAILURE_CODES, ...REASON_CODES]
  for (const name of names) {
    if (!known.includes(name)) {
      throw new InvalidArgumentError(`There is no code ${name}; there are ${known.join(', ')}.`)
    }
  }
  return names
}

async function* chunksOf(file: string, { errors, input }: Terminal) {
  if (file === '-') {
    yield* input as AsyncIterable<Uint8Array>
    return
  }
  const size = await sizeOf(file)
  const bar = errors.isTTY
    ? new SingleBar({
        stream: errors,
        format: '{bar} {percentage}%  {eta_formatted} left',
        clearOnComplete: true,
      })
    : null
  bar?.start(size, 0)
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 262_144 })) {
      yield chunk as Uint8Array
      bar?.increment(chunk.length)
    }
  } finally {
    bar?.stop()
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    const found = await stat(file)
    if (found.isFile()) return found.size
  } catch (error) {
    throw new CommandError(`${file} can't be read: ${(error as Error).message}`)
  }
  throw new CommandError(`${file} can't be read: it is no file`)
}

/** Whether something is there that was to make it fail; says what. */
function failing(
  audit: HarAudit,
  { budget, failOn = [] }: HarOptions,
  terminal: Terminal,
): boolean {
  const found = new Set([
    ...audit.failures.flatMap(({ failure }) => [
      'failure',
      failure.code,
      ...(failure.also ?? []).map(({ code }) => code),
    ]),
    ...audit.endpoints.flatMap(({ reasons }) => reasons.map(({ code }) => code)),
  ])
  const over = budget !== undefined && audit.preflights > budget
  const hits = failOn.filter(name => found.has(name))
  if (over) terminal.note(`why-preflight: ${audit.preflights} preflights are more than ${budget}`)
  if (hits.length > 0) terminal.note(`why-preflight: there are ${hits.join(', ')}`)
  return over || hits.length > 0
}
