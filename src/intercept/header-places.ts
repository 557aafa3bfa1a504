/** Where the page's code set the headers of a Headers object. */

import type { Place } from '../standard/header.ts'
import type { Patches } from './patches.ts'
import type { Watch } from './watch.ts'

const { apply } = Reflect

/** Places by the name of the header, in lower case. */
export type PlacesByName = ReadonlyMap<string, Place>

/** Remembers the places of headers for as long as their Headers object lives. */
export class HeaderPlaces {
  readonly #places = new WeakMap<object, Map<string, Place>>()

  /** The places known of a value that may be a Headers object. */
  of(headers: unknown): PlacesByName | undefined {
    return typeof headers === 'object' && headers !== null ? this.#places.get(headers) : undefined
  }

  note(headers: object, name: string, place: Place): void {
    const known = this.#places.get(headers)
    if (known) known.set(name.toLowerCase(), place)
    else this.#places.set(headers, new Map([[name.toLowerCase(), place]]))
  }
}

/** Replaces `Headers.prototype.set` and `append`. */
export function watchHeaders(patches: Patches, watch: Watch, headerPlaces: HeaderPlaces): void {
  const { Headers } = watch.target
  if (!Headers) return
  for (const key of ['append', 'set'] as const) {
    patches.replace<Headers['set']>(Headers.prototype, key, original => {
      const ours = {
        [key](this: Headers, ...args: [string, string]): void {
          apply(original, this, args)
          const place = watch.active ? watch.places.take(ours[key]) : undefined
          if (place && typeof args[0] === 'string') headerPlaces.note(this, args[0], place)
        },
      }
      return ours as Record<string, Headers['set']>
    })
  }
}
