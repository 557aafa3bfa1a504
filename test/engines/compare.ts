import type { Observation, StepObservation, WireEntry } from './cases.ts'

export interface Difference {
  id: string
  /** Counted from 0; -1 where the whole observation differs. */
  step: number
  /** `outcome`, `status`... or `wire[1].acrh`. */
  field: string
  expected: unknown
  actual: unknown
}

/** Every expected observation against its counterpart; what nobody expected is not looked at. */
export function compareObservations(expected: Observation[], actual: Observation[]): Difference[] {
  const byId = new Map(actual.map(observation => [observation.id, observation]))
  return expected.flatMap(wanted => {
    const { id } = wanted
    const got = byId.get(id)
    if (got?.steps === undefined || wanted.steps?.length !== got.steps.length) {
      const [before, now] = [summary(wanted), got === undefined ? 'missing' : summary(got)]
      if (before === now) return []
      return [{ id, step: -1, field: 'observation', expected: before, actual: now }]
    }
    const steps = got.steps
    return wanted.steps.flatMap((step, index) =>
      compareSteps(step, steps[index] as StepObservation).map(difference => ({
        id,
        step: index,
        ...difference,
      })),
    )
  })
}

export function formatDifference({ id, step, field, expected, actual }: Difference): string {
  const place = step < 0 ? id : `${id} step ${step + 1}`
  return `${place}: ${field}: expected ${show(expected)}, got ${show(actual)}`
}

type FieldDifference = Pick<Difference, 'field' | 'expected' | 'actual'>

function compareSteps(expected: StepObservation, actual: StepObservation): FieldDifference[] {
  const { wire: wantedWire, ...wantedSeen } = expected
  const { wire: gotWire, ...gotSeen } = actual
  return [...compareFields(wantedSeen, gotSeen, ''), ...compareWire(wantedWire, gotWire)]
}

function compareWire(expected: WireEntry[], actual: WireEntry[]): FieldDifference[] {
  const [wanted, got] = [expected.map(requestLine), actual.map(requestLine)]
  // Requests that are not the same ones cannot be compared field by field.
  if (show(wanted) !== show(got)) return [{ field: 'wire', expected: wanted, actual: got }]
  return expected.flatMap((entry, index) =>
    compareFields(entry, actual[index] as WireEntry, `wire[${index}].`),
  )
}

function requestLine({ at, method, path, acrm }: WireEntry): string {
  return `${method} ${at}${path}${acrm === undefined ? '' : ` for ${acrm}`}`
}

function compareFields(expected: object, actual: object, path: string): FieldDifference[] {
  const wanted = expected as Record<string, unknown>
  const got = actual as Record<string, unknown>
  const fields = new Set([...Object.keys(wanted), ...Object.keys(got)])
  return [...fields].flatMap((field): FieldDifference[] => {
    const [before, now] = [wanted[field], got[field]]
    if (isRecord(before) || isRecord(now)) {
      return compareFields(
        isRecord(before) ? before : {},
        isRecord(now) ? now : {},
        `${path}${field}.`,
      )
    }
    if (show(before) === show(now)) return []
    return [{ field: `${path}${field}`, expected: before, actual: now }]
  })
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function summary({ outcome, steps }: Observation): string {
  return outcome ?? `${steps?.length} steps`
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}
