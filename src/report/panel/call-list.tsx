/** The list of calls: however many there are, only those in view are drawn. */

import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Call } from '../../browsers/call.ts'
import { CallRow } from './call-row.tsx'
import { rowsIn, topFor } from './rows.ts'
import { ROW_HEIGHT } from './styles.ts'

interface Props {
  /** Newest first. */
  readonly calls: readonly Call[]
  readonly selected: Call | undefined
  readonly select: (call: Call) => void
  /** Goes on to what is told of the selected call. */
  readonly enter: () => void
}

/** Draws the list. */
export function CallList({ calls, selected, select, enter }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, height: 0 })
  const look = () => {
    const { scrollTop: top, clientHeight: height } = box.current!
    setView(before => (before.top === top && before.height === height ? before : { top, height }))
  }
  const newest = useRef<Call>(undefined)
  useLayoutEffect(() => {
    // New calls come in above: what is being read stays where it is.
    const added = newest.current ? calls.indexOf(newest.current) : 0
    if (added > 0 && box.current!.scrollTop > 0) box.current!.scrollTop += added * ROW_HEIGHT
    newest.current = calls[0]
    look()
  }, [calls])

  const index = selected ? calls.indexOf(selected) : -1
  const moveTo = (to: number) => {
    const row = Math.max(0, Math.min(calls.length - 1, to))
    const { scrollTop, clientHeight } = box.current!
    box.current!.scrollTop = topFor(row, scrollTop, clientHeight, ROW_HEIGHT)
    look()
    if (calls[row]) select(calls[row])
  }
  const page = Math.max(1, Math.floor(view.height / ROW_HEIGHT) - 1)
  const keys: Record<string, () => void> = {
    ArrowDown: () => moveTo(index + 1),
    ArrowUp: () => moveTo(index - 1),
    PageDown: () => moveTo(index + page),
    PageUp: () => moveTo(index - page),
    Home: () => moveTo(0),
    End: () => moveTo(calls.length - 1),
    Enter: enter,
  }

  const { first, end } = rowsIn(view.top, view.height, ROW_HEIGHT, calls.length)
  const most = useMemo(
    () => calls.reduce((longest, { cost }) => Math.max(longest, cost.totalMs), 0),
    [calls],
  )
  const isDrawn = index >= first && index < end
  return (
    <div
      ref={box}
      class="list"
      role="listbox"
      aria-label="Calls, newest first"
      aria-activedescendant={isDrawn ? `call-${selected?.id}` : undefined}
      tabIndex={0}
      onScroll={look}
      onKeyDown={event => {
        const run = keys[event.key]
        if (!run) return
        event.preventDefault()
        run()
      }}
    >
      <div class="rows" role="presentation" style={{ height: `${calls.length * ROW_HEIGHT}px` }}>
        {calls.slice(first, end).map((call, offset) => (
          <CallRow
            call={call}
            index={first + offset}
            count={calls.length}
            isSelected={call === selected}
            most={most}
            select={select}
          />
        ))}
      </div>
    </div>
  )
}
