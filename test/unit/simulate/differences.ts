/** What a simulated browser does otherwise than the real one was seen to do. */

import type { Browser } from '../../../src/browsers/rules.ts'
import type { Case, Observation, StepObservation, WireEntry } from '../../engines/cases.ts'
import { compareObservations, formatDifference } from '../../engines/compare.ts'
import { simulate } from './replay.ts'

/** Whether a simulation can do what a case does. */
export const isReplayable = ({ steps, server }: Case): boolean =>
  steps.every(
    ({ api, body, xhr }) =>
      (api === 'fetch' || api === 'xhr') &&
      body?.type !== 'stream' &&
      body?.type !== 'document' &&
      xhr?.async !== false,
  ) && !JSON.stringify(server).includes('"drop"')

/** Every difference, in words; cases that can't be replayed have none. */
export async function differences(
  cases: readonly Case[],
  observations: readonly Observation[],
  browser: Browser,
): Promise<string[]> {
  const seen = new Map(observations.map(observation => [observation.id, observation]))
  const found: string[] = []
  for (const of of cases.filter(isReplayable)) {
    const wanted = seen.get(of.id) ?? { id: of.id, outcome: 'hang' }
    found.push(...differencesBetween(wanted, await simulate(of, browser)))
  }
  return found
}

/** What was observed otherwise than wanted, in words. */
export const differencesBetween = (wanted: Observation, got: Observation): string[] =>
  compareObservations([comparable(wanted)], [comparable(got)]).map(formatDifference)

/** Without what a simulation leaves to whoever plays the network: cookies, bodies, other headers. */
const comparable = (observation: Observation): Observation => ({
  ...observation,
  ...(observation.steps && {
    steps: observation.steps.map(
      (step): StepObservation => ({ ...step, wire: step.wire.map(comparableEntry) }),
    ),
  }),
})

const comparableEntry = ({ at, method, path, origin, acrm, acrh }: WireEntry): WireEntry => ({
  ...{ at, method, path, cookie: false },
  ...(origin !== undefined && { origin }),
  ...(acrm !== undefined && { acrm }),
  ...(acrh !== undefined && { acrh }),
})
