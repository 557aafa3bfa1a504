/** What is looked for among the calls. */

import { useMemo } from 'preact/hooks'
import type { Call } from '../../browsers/call.ts'
import { choices, type Filter } from './filter.ts'

interface Props {
  readonly calls: readonly Call[]
  readonly filter: Filter
  readonly change: (filter: Filter) => void
}

/** More endpoints than these are found by text. */
const MOST_CHOICES = 200

/** Draws the fields that make up a filter. */
export function Filters({ calls, filter, change }: Props) {
  const { reasons, endpoints } = useMemo(() => choices(calls), [calls])
  const set = (part: Partial<Filter>) => change({ ...filter, ...part })
  return (
    <search class="filters">
      <input
        type="search"
        placeholder="Filter"
        aria-label="Filter by text"
        value={filter.text}
        onInput={event => set({ text: event.currentTarget.value })}
      />
      <Choice
        label="reasons"
        value={filter.reason}
        among={reasons}
        choose={reason => set({ reason })}
      />
      <Choice
        label="endpoints"
        value={filter.endpoint}
        among={endpoints.slice(0, MOST_CHOICES)}
        choose={endpoint => set({ endpoint })}
      />
      <label>
        <input
          type="checkbox"
          checked={filter.avoidable}
          onChange={event => set({ avoidable: event.currentTarget.checked })}
        />
        avoidable
      </label>
    </search>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly among: readonly string[]
  readonly choose: (value: string) => void
}

function Choice({ label, value, among, choose }: ChoiceProps) {
  // What was chosen stays to be seen, though no call has it any more.
  const all = value === '' || among.includes(value) ? among : [value, ...among]
  return (
    <select
      aria-label={`Filter by ${label}`}
      value={value}
      onChange={event => choose(event.currentTarget.value)}
    >
      <option value="">all {label}</option>
      {all.map(name => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  )
}
