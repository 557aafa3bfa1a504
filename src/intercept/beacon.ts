/** Watching `navigator.sendBeacon`. */

import { describeBeacon } from '../request/beacon.ts'
import type { Place } from '../standard/header.ts'
import { convertOnce } from './convert-once.ts'
import type { Patches } from './patches.ts'
import type { Entry } from './record.ts'
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
        convertOnce(args, 0)
        const place = watch.places.take(ours.sendBeacon)
        const entry = watch.try(() => note(args, place))
        let taken = false
        try {
          taken = apply(original, this, args)
          return taken
        } finally {
          if (entry && taken) watch.ended(entry, 'ok', 0)
          else if (entry) watch.unmade(entry)
        }
      },
    }
    return ours
  })

  function note(args: unknown[], madeAt: Place | undefined): Entry | undefined {
    try {
      const described = describeBeacon(args[0] as string, args[1], watch.page)
      return watch.made({ ...described, madeAt })
    } catch (error) {
      // The browser will throw as well.
      if (error instanceof TypeError) return undefined
      throw error
    }
  }
}
