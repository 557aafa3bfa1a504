/** Watching `navigator.sendBeacon`. */

import { describeBeacon } from '../request/beacon.ts'
import type { Patches } from './patches.ts'
import type { Watch } from './watch.ts'

const { apply } = Reflect

type SendBeacon = (this: Navigator, ...args: unknown[]) => boolean

/** Replaces `sendBeacon`; a beacon that the browser took counts as sent, more it never tells. */
export function watchBeacon(patches: Patches, watch: Watch): void {
  const { navigator } = watch.target
  if (!navigator?.sendBeacon) return
  patches.replace<SendBeacon>(navigator, 'sendBeacon', original => {
    const ours = {
      sendBeacon(this: Navigator, ...args: unknown[]): boolean {
        if (!watch.active || this !== navigator || args.length === 0) {
          return apply(original, this, args)
        }
        if (typeof args[0] === 'object' && args[0] !== null) args[0] = `${args[0]}`
        const place = watch.places.take(ours.sendBeacon)
        const start = watch.now()
        const taken = apply(original, this, args)
        if (taken) {
          watch.try(() => {
            const described = describeBeacon(args[0] as string, args[1], watch.page)
            const entry = watch.made({ ...described, madeAt: place }, start)
            if (entry) watch.ended(entry, 'ok', 0)
          })
        }
        return taken
      },
    }
    return ours
  })
}
