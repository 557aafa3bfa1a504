/** Watching `EventSource`. */

import { describeEventSource } from '../request/eventsource.ts'
import type { Place } from '../standard/header.ts'
import { getterOf, type Patches, unzoned } from './patches.ts'
import type { Watch } from './watch.ts'

const { apply, construct } = Reflect
const CLOSED = 2

/** Puts a constructor that notes each EventSource before the browser's own. */
export function watchEventSource(patches: Patches, watch: Watch): void {
  const { target } = watch
  if (!target.EventSource) return
  const { prototype } = target.EventSource
  const addEventListener = unzoned(target.EventTarget.prototype, 'addEventListener')
  const withCredentials = getterOf<boolean>(prototype, 'withCredentials')
  const readyState = getterOf<number>(prototype, 'readyState')
  const url = getterOf<string>(prototype, 'url')

  patches.construct<typeof EventSource>(
    target,
    'EventSource',
    (original, args, newTarget, below) => {
      const place = watch.active ? watch.places.take(below) : undefined
      const source = construct(original, args, newTarget) as EventSource
      if (watch.active) watch.try(() => note(source, place))
      return source
    },
  )

  function note(source: EventSource, madeAt: Place | undefined) {
    const described = describeEventSource(url(source), withCredentials(source), watch.page)
    const entry = watch.made({ ...described, madeAt })
    if (!entry) return
    apply(addEventListener, source, ['open', () => watch.ended(entry, 'ok', 200)])
    apply(addEventListener, source, [
      'error',
      () => readyState(source) === CLOSED && watch.ended(entry, 'error', 0),
    ])
  }
}
