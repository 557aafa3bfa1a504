import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Case, type Observation, readJsonLines } from './cases.ts'
import { compareObservations, formatDifference } from './compare.ts'
import { type EngineName, engineNames } from './find.ts'
import { endOnSignals } from './processes.ts'
import { record } from './record.ts'

const usage = `Usage: node test/engines/record.ts --engine NAME [options]

  --engine NAME     ${engineNames.join(', ')}
  --cases FILE      cases to run (test/truth/cases.jsonl)
  --family NAME     only this family
  --id ID           only this case; may be repeated
  --limit N         only the first N
  --inject FILE     script that runs in the page before anything else
  --collect FILE    function body that runs in the page after each case, with its \`key\`
  --out FILE        where to write what was observed (standard output)
  --check FILE      compare with these observations instead; exit 1 if any differs`

class UsageError extends Error {}

function readOptions(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        engine: { type: 'string' },
        cases: { type: 'string', default: 'test/truth/cases.jsonl' },
        family: { type: 'string' },
        id: { type: 'string', multiple: true },
        limit: { type: 'string' },
        inject: { type: 'string' },
        collect: { type: 'string' },
        out: { type: 'string' },
        check: { type: 'string' },
      },
    })
    const engine = engineNames.find(name => name === values.engine)
    if (engine === undefined) throw new UsageError(`--engine must be ${engineNames.join(', ')}`)
    const limit = values.limit === undefined ? Number.POSITIVE_INFINITY : Number(values.limit)
    if (Number.isNaN(limit)) throw new UsageError('--limit must be a number')
    return { ...values, engine, limit }
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

export async function main(args: string[]): Promise<void> {
  endOnSignals()
  try {
    process.exitCode = await run(readOptions(args))
  } catch (error) {
    const isUsage = error instanceof UsageError
    console.error(isUsage ? `${error.message}\n\n${usage}` : String(error))
    process.exitCode = isUsage ? 2 : 1
  }
}

async function run(options: ReturnType<typeof readOptions>): Promise<number> {
  const cases = selectCases(options)
  const started = Date.now()
  const { version, observations } = await record({
    engine: options.engine as EngineName,
    cases,
    ...(options.inject !== undefined && { inject: readFileSync(options.inject, 'utf8') }),
    ...(options.collect !== undefined && { collect: readFileSync(options.collect, 'utf8') }),
    onProgress: (done, of) => console.error(`${options.engine}: ${done} of ${of}`),
  })
  const seconds = Math.round((Date.now() - started) / 1000)
  console.error(`${version}: ${observations.length} cases in ${seconds} s`)
  const lines = observations.map(observation => `${JSON.stringify(observation)}\n`).join('')
  if (options.out !== undefined) writeFileSync(options.out, lines)
  if (options.check !== undefined) return check(options.check, observations)
  if (options.out === undefined) process.stdout.write(lines)
  return 0
}

function selectCases({ cases, family, id, limit }: ReturnType<typeof readOptions>): Case[] {
  const selected = readJsonLines<Case>(cases)
    .filter(of => family === undefined || of.family === family)
    .filter(of => id === undefined || id.includes(of.id))
    .slice(0, limit)
  if (selected.length === 0) throw new UsageError('No case fits --family, --id and --limit')
  return selected
}

function check(file: string, observations: Observation[]): number {
  const ids = new Set(observations.map(({ id }) => id))
  const expected = readJsonLines<Observation>(file).filter(({ id }) => ids.has(id))
  const differences = compareObservations(expected, observations)
  for (const difference of differences) console.log(formatDifference(difference))
  const differing = new Set(differences.map(({ id }) => id)).size
  console.log(`${expected.length - differing} of ${expected.length} cases agree with ${file}`)
  return differences.length === 0 ? 0 : 1
}
