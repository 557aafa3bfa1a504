import { setTimeout as sleep } from 'node:timers/promises'
import { actualPolicies, type Case, type Observation, type Seen, type Step } from './cases.ts'
import { openEngine } from './drive.ts'
import type { Engine } from './engine.ts'
import type { EngineName } from './find.ts'
import { type Origins, openOrigins } from './origins.ts'
import { TookTooLong } from './processes.ts'
import { describeRequest, type LoggedRequest } from './wire.ts'

export interface RecordOptions {
  engine: EngineName
  cases: Case[]
  /** A classic script that runs in the page before anything else does. */
  inject?: string
  /**
   * Body of an async function that runs in the page after each case, with `key`, the part of the
   * path that is the case's own (`/c/KEY/x`). What it returns becomes `collected`.
   */
  collect?: string
  onProgress?(done: number, of: number): void
}

export interface Recording {
  engine: EngineName
  version: string
  observations: Observation[]
}

interface JobResult {
  key: string
  steps: { startedAt: number; seen: Seen }[]
  collected?: unknown
}

// Side by side is fast, but it spoils what a preflight cache shows. So cases of several steps run
// one at a time; those that mostly wait can share the time.
const lanes: { takes(of: Case): boolean; parallel: number; batch: number }[] = [
  { takes: of => of.steps.length === 1 && !waits(of), parallel: 20, batch: 200 },
  { takes: of => of.steps.length > 1 && !waits(of), parallel: 1, batch: 50 },
  { takes: of => waits(of), parallel: 6, batch: 60 },
]

const waits = (of: Case) => of.steps.some(step => step.waitMs !== undefined)

/** Runs cases in one engine and gives back what it did, in the order of the cases. */
export async function record(options: RecordOptions): Promise<Recording> {
  const { cases, inject, onProgress } = options
  const origins = await openOrigins(inject === undefined ? {} : injected(inject))
  let engine: Engine | undefined
  try {
    engine = await openEngine(options.engine)
    await openPage(engine, origins)
    const runner = new Runner(engine, origins, options.collect)
    if (cases.some(of => of.steps.length > 1)) await runner.warmUp()
    const observed = new Map<string, Observation>()
    for (const { takes, parallel, batch } of lanes) {
      const mine = cases.filter(takes)
      for (let at = 0; at < mine.length; at += batch) {
        const results = await runner.runBatch(mine.slice(at, at + batch), parallel)
        for (const result of results) observed.set(result.id, result)
        onProgress?.(observed.size, cases.length)
      }
    }
    const observations = cases.map(({ id }) => observed.get(id) ?? { id, outcome: 'hang' as const })
    return { engine: engine.name, version: engine.version, observations }
  } finally {
    await engine?.close()
    await origins.close()
  }
}

function injected(script: string) {
  const path = '/injected.js'
  return {
    head: `<script src="${path}"></script>`,
    files: { [path]: { type: 'text/javascript;charset=utf-8', body: script } },
  }
}

async function openPage(engine: Engine, origins: Origins): Promise<void> {
  for (const url of origins.visits) await engine.goto(url)
}

class Runner {
  #engine: Engine
  #origins: Origins
  #collect: string | undefined
  #serial = 0

  constructor(engine: Engine, origins: Origins, collect: string | undefined) {
    this.#engine = engine
    this.#origins = origins
    this.#collect = collect
  }

  /** A batch that does not come back in time runs again one by one, to find the cases that hang. */
  async runBatch(cases: Case[], parallel: number): Promise<Observation[]> {
    try {
      return await this.#run(cases, parallel)
    } catch (error) {
      if (!(error instanceof TookTooLong)) throw error
      await openPage(this.#engine, this.#origins)
      if (cases.length === 1) return cases.map(({ id }) => ({ id, outcome: 'hang' }))
      const observations: Observation[] = []
      for (const of of cases) observations.push(...(await this.runBatch([of], 1)))
      return observations
    }
  }

  /**
   * The first cases after a start do not find their preflight in the cache. Throw-away pairs run
   * until five in a row do.
   */
  async warmUp(): Promise<void> {
    for (let inARow = 0, tries = 0; inARow < 5 && tries < 60; tries++) {
      const [pair] = await this.#run([warmUpPair(tries)], 1)
      const second = pair?.steps?.[1]?.wire ?? []
      inARow = second.length === 1 ? inARow + 1 : 0
    }
  }

  async #run(cases: Case[], parallel: number): Promise<Observation[]> {
    const byKey = new Map<string, Case>()
    for (const of of cases) {
      // Never the same path twice: what a browser has cached for it must not count.
      const key = `${of.id}.${this.#serial++}`
      byKey.set(key, of)
      this.#origins.open(key, of.server)
    }
    try {
      const jobs = [...byKey].map(([key, { steps, server }]) => ({
        key,
        steps,
        names: [...new Set(actualPolicies(server).flatMap(namesOf))].sort(),
      }))
      const context = { originOf: this.#origins.of, parallel, collect: this.#collect }
      const source = `return runJobs(${JSON.stringify(jobs)}, ${JSON.stringify(context)})`
      const results = await this.#engine.run<JobResult[]>(source, {
        timeoutMs: timeLimit(cases, parallel),
      })
      // What the page no longer waits for may still be under way.
      await sleep(50)
      return results.map(result => this.#observation(result, byKey.get(result.key) as Case))
    } finally {
      for (const key of byKey.keys()) this.#origins.take(key)
    }
  }

  #observation({ key, steps, collected }: JobResult, of: Case): Observation {
    const log = this.#origins.take(key)
    return {
      id: of.id,
      steps: steps.map(({ seen }, index) => ({
        ...seen,
        wire: log
          .filter(request => stepOf(request, steps) === index)
          .map(request => describeRequest(request, of, this.#origins.of)),
      })),
      ...(collected !== undefined && { collected }),
    }
  }
}

/** The last step begun when a request arrived; half the pause between steps is allowed for clocks. */
function stepOf({ time }: LoggedRequest, steps: JobResult['steps']): number {
  const begun = steps.filter(({ startedAt }) => startedAt - 7 <= time).length
  return Math.max(0, begun - 1)
}

const namesOf = ({ headers = [] }: { headers?: [string, string][] }) =>
  headers.map(([name]) => name.toLowerCase())

/** Generous: it only has to keep a run from standing still. */
function timeLimit(cases: Case[], parallel: number): number {
  const steps = cases.flatMap(of => of.steps)
  const waiting = steps.reduce((sum, step) => sum + (step.waitMs ?? 0) + 500, 0)
  return 20_000 + Math.ceil(waiting / parallel)
}

function warmUpPair(serial: number): Case {
  const step: Step = { api: 'fetch', to: 'B', method: 'PUT', headers: [['X-A', '1']] }
  const headers: [string, string][] = [
    ['Access-Control-Allow-Origin', '$A'],
    ['Access-Control-Allow-Methods', 'PUT'],
    ['Access-Control-Allow-Headers', 'X-A'],
    ['Access-Control-Max-Age', '600'],
  ]
  return {
    id: `warm-up-${serial}`,
    family: 'cache',
    note: 'throw-away pair',
    steps: [step, step],
    server: { B: { preflight: { status: 204, headers }, actual: { status: 200, headers } } },
  }
}

// Not awaited: the command line imports this module, which would then wait for itself.
if (import.meta.main) import('./record-cli.ts').then(({ main }) => main(process.argv.slice(2)))
