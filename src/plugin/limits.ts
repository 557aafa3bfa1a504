/** How much may be asked at once, and in a minute. */

/** The bounds. */
export interface Limits {
  readonly atOnce: number
  readonly waiting: number
  readonly perMinute: number
}

/** Enough for a page, too little for a scan. */
export const LIMITS: Limits = { atOnce: 4, waiting: 16, perMinute: 120 }

/** Lets so many through at once, a few wait, and refuses the rest. */
export class Turnstile {
  readonly #limits: Limits
  readonly #now: () => number
  readonly #waiting: (() => void)[] = []
  #running = 0
  #minute = 0
  #inMinute = 0

  constructor(limits: Limits, now: () => number) {
    this.#limits = limits
    this.#now = now
  }

  /** Runs something in its turn; null where there are too many. */
  async pass<T>(run: () => Promise<T>): Promise<T | null> {
    const { atOnce, waiting, perMinute } = this.#limits
    const minute = Math.floor(this.#now() / 60_000)
    if (minute !== this.#minute) this.#inMinute = 0
    this.#minute = minute
    const isFull = this.#running >= atOnce && this.#waiting.length >= waiting
    if (isFull || this.#inMinute >= perMinute) return null
    this.#inMinute++
    if (this.#running >= atOnce) await new Promise<void>(go => this.#waiting.push(go))
    else this.#running++
    try {
      return await run()
    } finally {
      // Whoever waits longest takes the place.
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running--
    }
  }
}
