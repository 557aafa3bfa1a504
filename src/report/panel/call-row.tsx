/** One call in the list. */

import type { Call } from '../../browsers/call.ts'
import { publicUrl } from '../../explain/call.ts'
import { milliseconds } from '../../explain/quantities.ts'
import { stateOf } from '../../explain/state.ts'
import { Bar } from './bar.tsx'
import { codesOf, type State, stateIn } from './concern.ts'
import { ROW_HEIGHT } from './styles.ts'

interface Props {
  readonly call: Call
  /** From 0, the newest. */
  readonly index: number
  readonly count: number
  readonly isSelected: boolean
  /** The longest time of all, in milliseconds. */
  readonly most: number
  readonly select: (call: Call) => void
}

const WORDS: Record<State, string> = {
  pending: 'under way',
  blocked: 'blocked',
  failed: 'failed',
  preflight: 'preflight',
  cached: 'preflight remembered',
  simple: 'no preflight',
}

/** Draws a row, at its place among all. */
export function CallRow({ call, index, count, isSelected, most, select }: Props) {
  const { method, url, cost } = call
  const state = stateIn(call)
  const waited = cost.preflightSent === 'yes' ? ` ${milliseconds(cost.preflightMs)}` : ''
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list box takes keys
    <div
      id={`call-${call.id}`}
      class="row"
      role="option"
      tabIndex={-1}
      aria-selected={isSelected}
      aria-posinset={index + 1}
      aria-setsize={count}
      aria-label={`${method} ${publicUrl(url)}, ${stateOf(call)}`}
      style={{ transform: `translateY(${index * ROW_HEIGHT}px)` }}
      onClick={() => select(call)}
    >
      <div>
        <span class="method">{method}</span>
        <span class="url">{publicUrl(url)}</span>
        <span class={`state ${state}`}>
          {WORDS[state]}
          {waited}
        </span>
      </div>
      <div>
        <span class="codes">{codesOf(call).join(', ')}</span>
        <Bar total={cost.totalMs} part={cost.preflightMs} most={most} />
      </div>
    </div>
  )
}
