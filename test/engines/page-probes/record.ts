/**
 * Runs the probes in a real engine. `node test/engines/page-probes/record.ts` records all engines,
 * each twice, and writes what they logged.
 */

import { openEngine } from '../drive.ts'
import { type EngineName, engineNames } from '../find.ts'
import type { Answer } from './answers.ts'
import { type Logs, SCRIPTS, scriptText } from './scripts.ts'
import { serveAnswers } from './server.ts'
import { differences, writeTruth } from './truth.ts'

const file = (type: string, body: string): Answer => ({
  status: 200,
  statusText: 'Fine',
  headers: [
    ['Content-Type', `${type};charset=utf-8`],
    ['Content-Length', `${Buffer.byteLength(body)}`],
  ],
  pieces: [Buffer.from(body).toString('latin1')],
  waitMs: 0,
  breaks: false,
  pauseMs: 0,
  gzip: false,
})

const html = [
  '<!doctype html><link rel="icon" href="data:,">',
  ...SCRIPTS.map(name => `<script src="/${name}.js"></script>`),
].join('')

/** Runs probes one after the other, all of them by default. */
export async function recordProbes(
  engineName: EngineName,
  wanted: (name: string) => boolean = () => true,
): Promise<Logs> {
  const own = await serveAnswers({
    '/': file('text/html', html),
    ...Object.fromEntries(
      SCRIPTS.map(name => [`/${name}.js`, file('text/javascript', scriptText(name))]),
    ),
  })
  const other = await serveAnswers()
  const engine = await openEngine(engineName)
  try {
    const place = { a: `http://127.0.0.1:${own.port}`, b: `http://127.0.0.1:${other.port}` }
    await engine.goto(`${place.a}/`)
    const logs: Logs = {}
    for (const name of (await engine.run<string[]>('return probeNames()')).filter(wanted)) {
      logs[name] = await engine.run(
        `return runProbe(${JSON.stringify([name, place]).slice(1, -1)})`,
      )
    }
    return logs
  } finally {
    await engine.close()
    await own.close()
    await other.close()
  }
}

async function main(): Promise<void> {
  const recorded = new Map<EngineName, Logs>()
  for (const engine of engineNames) {
    const logs = await recordProbes(engine)
    const unstable = Object.keys(differences(logs, await recordProbes(engine)))
    console.log(`${engine}: ${Object.keys(logs).length} probes, not stable: ${unstable.join(', ')}`)
    recorded.set(engine, logs)
  }
  writeTruth(recorded)
}

if (import.meta.main) await main()
