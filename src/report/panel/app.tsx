/** The panel: a button while it is closed, and all calls when it is open. */

import { useEffect, useRef, useState } from 'preact/hooks'
import type { Call } from '../../browsers/call.ts'
import { CallsView } from './calls-view.tsx'
import { isBlocked, isPreflighted } from './concern.ts'
import { CORNERS, type Corner, remember, remembered, type Settings } from './settings.ts'
import type { Source } from './source.ts'
import { SummaryView } from './summary-view.tsx'
import { Toggle } from './toggle.tsx'

/** Draws the panel. */
export function App({ source }: { readonly source: Source }) {
  const calls = useCalls(source)
  const [settings, setSettings] = useState(() => remembered(source.storage))
  const change = (part: Partial<Settings>) => {
    const changed = { ...settings, ...part }
    setSettings(changed)
    remember(source.storage, changed)
  }
  const { open, corner, view, filter } = settings
  const root = useFocus(open)

  if (!open) {
    return (
      <aside ref={root} class="closed" data-corner={corner} aria-label="why-preflight">
        <Toggle
          preflights={calls.filter(isPreflighted).length}
          blocked={calls.filter(isBlocked).length}
          open={() => change({ open: true })}
          move={to => to !== corner && change({ corner: to })}
        />
      </aside>
    )
  }
  return (
    <aside
      ref={root}
      class="open"
      data-corner={corner}
      aria-label="why-preflight"
      onKeyDown={event => {
        if (event.key === 'Escape') change({ open: false })
      }}
    >
      <header>
        <h2>why-preflight</h2>
        {(['calls', 'summary'] as const).map(name => (
          <button type="button" aria-pressed={view === name} onClick={() => change({ view: name })}>
            {name === 'calls' ? 'Calls' : 'Summary'}
          </button>
        ))}
        <select
          class="push"
          aria-label="Where the panel lies"
          value={corner}
          onChange={event => change({ corner: event.currentTarget.value as Corner })}
        >
          {CORNERS.map(name => (
            <option value={name}>{name.replace('-', ' ')}</option>
          ))}
        </select>
        <button type="button" onClick={() => change({ open: false })}>
          Close
        </button>
      </header>
      {view === 'calls' ? (
        <CallsView
          calls={calls}
          source={source}
          filter={filter}
          change={to => change({ filter: to })}
        />
      ) : (
        <SummaryView calls={calls} watcher={source.watcher} />
      )}
    </aside>
  )
}

/** The calls, drawn anew when they change. */
function useCalls({ calls }: Source): readonly Call[] {
  const [, draw] = useState(0)
  useEffect(() => calls.onChange(() => draw(n => n + 1)), [calls])
  return calls.calls
}

/** Keeps the focus in the panel when it opens and closes; not when it appears with the page. */
function useFocus(open: boolean) {
  const root = useRef<HTMLElement>(null)
  const before = useRef(open)
  useEffect(() => {
    if (before.current === open) return
    before.current = open
    const panel = root.current!
    const list = panel.querySelector<HTMLElement>('[role=listbox]')
    ;(list ?? panel.querySelector('button'))?.focus()
  }, [open])
  return root
}
