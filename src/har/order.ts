/** Putting what comes nearly in order into order: some programs list requests as they end. */

/** How many are held at a time; what comes later than that many others stays out of order. */
const HELD = 500

/** A window over what comes, in which it is sorted. */
export class InOrder<T extends { readonly began: number }> {
  readonly #held: T[] = []

  /** Takes the next one; gives back the earliest, once there are enough. */
  take(one: T): T | undefined {
    let at = this.#held.length
    // What has no time stays where it is.
    while (at > 0 && this.#held[at - 1]!.began > one.began) at--
    this.#held.splice(at, 0, one)
    return this.#held.length > HELD ? this.#held.shift() : undefined
  }

  /** Gives back the rest. */
  end(): T[] {
    return this.#held.splice(0)
  }
}
