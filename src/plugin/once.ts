/** Questions that have been asked: none counts twice, and none for long. */

/** Milliseconds that a question counts. */
const FRESH_MS = 30_000

/** Remembers what was asked while it could be asked again. */
export class Once {
  readonly #until = new Map<string, number>()

  /** Whether a question is new, and of now. */
  isFirst(nonce: string, at: number, now: number): boolean {
    for (const [old, until] of this.#until) {
      if (until > now) break
      this.#until.delete(old)
    }
    if (Math.abs(now - at) > FRESH_MS || this.#until.has(nonce)) return false
    this.#until.set(nonce, now + 2 * FRESH_MS)
    return true
  }
}
