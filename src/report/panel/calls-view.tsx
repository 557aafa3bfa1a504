/** The list of calls beside what is told of one of them. */

import { useMemo, useRef, useState } from 'preact/hooks'
import type { Call } from '../../browsers/call.ts'
import { CallList } from './call-list.tsx'
import { Detail } from './detail.tsx'
import { type Filter, found } from './filter.ts'
import { Filters } from './filters.tsx'
import type { Source } from './source.ts'

interface Props {
  readonly calls: readonly Call[]
  readonly source: Source
  readonly filter: Filter
  readonly change: (filter: Filter) => void
}

/** Draws both. */
export function CallsView({ calls, source, filter, change }: Props) {
  const shown = useMemo(() => found(calls, filter), [calls, filter])
  const [chosen, choose] = useState<Call>()
  const detail = useRef<HTMLElement>(null)
  const selected = chosen && shown.includes(chosen) ? chosen : undefined
  return (
    <>
      <Filters calls={calls} filter={filter} change={change} />
      <div class={selected ? 'body detailed' : 'body'}>
        {shown.length > 0 ? (
          <CallList
            calls={shown}
            selected={selected}
            select={choose}
            enter={() => detail.current?.querySelector('h2')?.focus()}
          />
        ) : (
          <p class="empty list">
            {calls.length > 0 ? 'No such call.' : 'No call to another origin yet.'}
          </p>
        )}
        <section ref={detail} class="detail" aria-label="The call">
          {selected ? (
            <>
              <button type="button" class="back" onClick={() => choose(undefined)}>
                Back to the list
              </button>
              <Detail call={selected} source={source} />
            </>
          ) : (
            <p class="quiet">Choose a call to see why it is preflighted.</p>
          )}
        </section>
      </div>
    </>
  )
}
