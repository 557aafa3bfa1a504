/** The library installed before page code in a real engine: verdicts against the wire. */

import { readFileSync } from 'node:fs'
import type { Call } from '../../src/browsers/call.ts'
import type { Case, Observation } from './cases.ts'
import type { EngineName } from './find.ts'
import { record } from './record.ts'

/** What a case showed, and what the library said of it. */
export interface Watched {
  observation: Observation
  calls: Call[]
}

/** The built library, as a script tag would load it. */
export const library = (): string =>
  readFileSync(new URL('../../dist/why-preflight.iife.js', import.meta.url), 'utf8')

/** Runs cases with the library installed and silent. */
export async function watchCases(engine: EngineName, cases: Case[]): Promise<Watched[]> {
  const { observations } = await record({
    engine,
    cases,
    inject: `${library()};globalThis.__watcher = whyPreflight.install({ report: 'silent', limit: 1e6 })`,
    collect: "return __watcher.calls.filter(({ url }) => url.includes('/c/' + key + '/'))",
  })
  return observations.map(({ collected, ...observation }) => ({
    observation: observation as Observation,
    calls: (collected ?? []) as Call[],
  }))
}

/** Every way in which the verdicts on a case differ from its wire. */
export function disagreements({ observation, calls }: Watched, engine: EngineName): string[] {
  const found: string[] = []
  const wire = (observation.steps ?? []).flatMap(step => step.wire)
  const sent = wire.flatMap(({ acrm, acrh }) => (acrm === undefined ? [] : `${acrm} ${acrh ?? ''}`))
  const said = calls.flatMap(({ verdict: { request } }) =>
    request ? `${request.method} ${request.headers.join(',')}` : [],
  )
  if (said.join('; ') !== sent.join('; ')) {
    found.push(`said "${said.join('; ')}", sent "${sent.join('; ')}"`)
  }
  if (wire.length > 0 && calls.length === 0) found.push('a call on the wire is not listed')
  if (calls.length > (observation.steps?.length ?? 0)) found.push('more calls than were made')
  for (const { verdict } of calls) {
    if (verdict.browsers[engine] !== verdict.preflight)
      found.push('browsers differs from preflight')
    if (verdict.preflight !== verdict.reasons.length > 0)
      found.push('reasons differ from preflight')
  }
  return found
}
