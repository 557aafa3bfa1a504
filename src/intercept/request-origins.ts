/** Where Headers and Request objects come from: what set their headers, whether a stream is inside. */

import type { FetchOrigin } from '../request/fetch.ts'
import type { Pair } from '../request/read-headers.ts'
import { describeBody } from '../standard/body.ts'
import type { Body } from '../standard/description.ts'
import type { Place } from '../standard/header.ts'
import type { Patches } from './patches.ts'
import { type ReadArguments, readArguments } from './read-arguments.ts'
import type { Watch } from './watch.ts'

const { apply, construct } = Reflect

/** Places by the name of the header, in lower case. */
type PlacesByName = ReadonlyMap<string, Place>

/** What is known of the page's Headers and Request objects, for as long as they live. */
export class RequestOrigins {
  readonly #places = new WeakMap<object, Map<string, Place>>()
  readonly #streams = new WeakMap<object, Body>()
  readonly #repeats = new WeakMap<object, readonly Pair[]>()

  /** All that is known of a call beyond its arguments. */
  of(read: ReadArguments, madeAt: Place | undefined): FetchOrigin {
    const { input, headersFrom } = read
    if (typeof input === 'string' && !headersFrom) return { madeAt }
    return {
      madeAt,
      places: this.placesOf(read),
      stream: this.streamOf(read),
      madeOf: typeof input === 'string' ? undefined : this.#repeats.get(input),
    }
  }

  /** Where the headers of a call were set, if on a Headers object. */
  placesOf({ input, headersFrom }: ReadArguments): PlacesByName | undefined {
    const source = headersFrom ?? (typeof input === 'string' ? undefined : input.headers)
    return source ? this.#places.get(source) : undefined
  }

  /** The stream inside the Request of a call. */
  streamOf({ input, init }: ReadArguments): Body | undefined {
    return typeof input === 'string' || init?.body !== undefined
      ? undefined
      : this.#streams.get(input)
  }

  /** The pairs that the Request of a call was made of, where names repeat. */
  madeOf({ input, headers }: ReadArguments): readonly Pair[] | undefined {
    if (!headers) return typeof input === 'string' ? undefined : this.#repeats.get(input)
    const names = new Set(headers.map(([name]) => `${name}`.toLowerCase()))
    return names.size < headers.length ? headers : undefined
  }

  /** A header was set on a Headers object. */
  note(headers: object, name: string, place: Place): void {
    const known = this.#places.get(headers)
    if (known) known.set(name.toLowerCase(), place)
    else this.#places.set(headers, new Map([[name.toLowerCase(), place]]))
  }

  /** A Headers object was made, of another or at a place. */
  madeHeaders(headers: object, from: unknown, names: readonly string[], madeAt: Place): void {
    const known = typeof from === 'object' && from !== null ? this.#places.get(from) : undefined
    if (known) this.#places.set(headers, new Map(known))
    else for (const name of names) this.note(headers, name, madeAt)
  }

  /** A Request was made of what a call would have been made of. */
  made(request: Request, of: ReadArguments, madeAt?: Place): void {
    const stream = describeBody(of.init?.body, ['stream']) ?? this.streamOf(of)
    if (stream?.kind === 'stream') this.#streams.set(request, stream)
    const repeats = this.madeOf(of)
    if (repeats) this.#repeats.set(request, repeats)
    const places = this.placesOf(of)
    if (places) this.#places.set(request.headers, new Map(places))
    else if (madeAt)
      for (const [name] of of.headers ?? []) this.note(request.headers, `${name}`, madeAt)
  }

  /** A Request was made of another by cloning it. */
  cloned(request: Request, original: Request): void {
    this.made(request, { input: original })
    const stream = this.#streams.get(request)
    if (stream) this.#streams.set(request, { ...stream, cloned: true })
  }
}

/** Replaces what makes a Headers object, and what sets a header of one. */
export function watchHeaders(patches: Patches, watch: Watch, origins: RequestOrigins): void {
  const { forEach } = watch.target.Headers.prototype
  patches.construct<typeof Headers>(watch.target, 'Headers', (original, args, newTarget, below) => {
    const headers = construct(original, args, newTarget) as Headers
    const place = watch.active && args[0] !== undefined ? watch.places.take(below) : undefined
    if (place) {
      watch.try(() => {
        const names: string[] = []
        apply(forEach, headers, [(_: string, name: string) => names.push(name)])
        origins.madeHeaders(headers, args[0], names, place)
      })
    }
    return headers
  })
  for (const key of ['append', 'set'] as const) {
    patches.replace<Headers['set']>(watch.target.Headers.prototype, key, original => {
      const ours = {
        [key](this: Headers, ...args: [string, string]): void {
          apply(original, this, args)
          const place = watch.active ? watch.places.take(ours[key]) : undefined
          if (place && typeof args[0] === 'string') origins.note(this, args[0], place)
        },
      }
      return ours as Record<string, Headers['set']>
    })
  }
}

/** Replaces what makes a Request. */
export function watchRequest(
  patches: Patches,
  watch: Watch,
  origins: RequestOrigins,
  members: readonly string[],
): void {
  const { target } = watch
  patches.construct<typeof Request>(target, 'Request', (original, args, newTarget, below) => {
    const read = watch.active && args.length > 0 ? readArguments(args as [], members) : undefined
    const request = construct(original, args, newTarget) as Request
    if (read) watch.try(() => origins.made(request, read, watch.places.take(below)))
    return request
  })
  patches.replace<Request['clone']>(target.Request.prototype, 'clone', original => ({
    clone(this: Request, ...args: []): Request {
      const request = apply(original, this, args)
      if (watch.active) watch.try(() => origins.cloned(request, this))
      return request
    },
  }))
}
