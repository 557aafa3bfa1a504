/** Watching `EventSource`. */

import { describeEventSource } from '../request/eventsource.ts'
import { getterOf, type Patches } from './patches.ts'
import type { Watch } from './watch.ts'

const { apply, construct } = Reflect
const CLOSED = 2

type Constructor = typeof EventSource

/** Puts a constructor that notes each EventSource before the browser's own. */
export function watchEventSource(patches: Patches, watch: Watch): void {
  const { target } = watch
  if (!target.EventSource) return
  const { prototype } = target.EventSource
  const { addEventListener } = target.EventTarget.prototype
  const withCredentials = getterOf<boolean>(prototype, 'withCredentials')
  const readyState = getterOf<number>(prototype, 'readyState')
  const url = getterOf<string>(prototype, 'url')

  patches.substitute<Constructor>(target, 'EventSource', original => {
    const ours: Constructor = new Proxy(original, {
      construct(_, args, newTarget) {
        const place = watch.active ? watch.places.take(ours) : undefined
        const start = watch.now()
        const source = construct(original, args, newTarget) as EventSource
        if (watch.active) watch.try(() => note(source, start, place))
        return source
      },
    })
    return ours
  })
  // What an instance says made it is what `EventSource` is.
  patches.substitute<Constructor>(prototype, 'constructor', () => target.EventSource)

  function note(source: EventSource, start: number, madeAt: ReturnType<Watch['places']['take']>) {
    const described = describeEventSource(url(source), withCredentials(source), watch.page)
    const entry = watch.made({ ...described, madeAt }, start)
    if (!entry) return
    apply(addEventListener, source, ['open', () => watch.ended(entry, 'ok', 200)])
    apply(addEventListener, source, [
      'error',
      () => readyState(source) === CLOSED && watch.ended(entry, 'error', 0),
    ])
  }
}
