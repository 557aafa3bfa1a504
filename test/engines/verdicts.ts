/** The library installed before page code in a real engine: verdicts against the wire. */

import { readFileSync } from 'node:fs'
import type { Call } from '../../src/intercept/call.ts'
import type { Case, Observation } from './cases.ts'
import type { EngineName } from './find.ts'
import { record } from './record.ts'

/** What a case showed, and what the library said of it. */
export interface Watched {
  observation: Observation
  calls: Call[]
}

const LIBRARY = new URL('../../dist/why-preflight.iife.js', import.meta.url)

/** Runs cases with the built library installed and silent. */
export async function watchCases(engine: EngineName, cases: Case[]): Promise<Watched[]> {
  const library = readFileSync(LIBRARY, 'utf8')
  const { observations } = await record({
    engine,
    cases,
    inject: `${library};globalThis.__watcher = whyPreflight.install({ report: 'silent', limit: 1e6 })`,
    collect: 'return globalThis.__watcher.calls.filter(({ url }) => url.includes(`/c/${key}/`))',
  })
  return observations.map(({ collected, ...observation }: any) => ({
    observation,
    calls: (collected ?? []) as Call[],
  }))
}

/** Every way in which the verdicts on a case differ from its wire. */
export function disagreements({ observation, calls }: Watched, engine: EngineName): string[] {
  const found: string[] = []
  const wire = ('steps' in observation ? observation.steps : []).flatMap((step: any) => step.wire)
  const preflights = wire.filter((request: any) => request.acrm !== undefined)
  const asked = calls.filter(({ verdict }) => verdict.preflight)
  if (wire.length > 0 && calls.length === 0) found.push('a call on the wire is missing')
  if (asked.length !== preflights.length) {
    found.push(`${asked.length} preflights said, ${preflights.length} on the wire`)
  }
  asked.forEach(({ verdict }, index) => {
    const said = `${verdict.request?.method} ${verdict.request?.headers.join(',')}`
    const sent = `${preflights[index]?.acrm} ${preflights[index]?.acrh ?? ''}`
    if (said !== sent) found.push(`said ${said}, sent ${sent}`)
  })
  for (const { verdict, method } of calls) {
    if (verdict.browsers[engine] !== verdict.preflight)
      found.push('browsers differs from preflight')
    if (verdict.preflight !== verdict.reasons.length > 0)
      found.push('reasons differ from preflight')
    if (wire.length === 0 && verdict.preflight && !verdict.blocked)
      found.push(`${method} never left`)
  }
  return found
}
