import { type EngineName, findEngines } from './find.ts'

/** The engines to test in: those that `npm test` found, or all that are here. */
export const chosenEngines: EngineName[] = process.env.WHY_PREFLIGHT_ENGINES
  ? (process.env.WHY_PREFLIGHT_ENGINES.split(',') as EngineName[])
  : findEngines().flatMap(({ name, found }) => (found ? [name] : []))
