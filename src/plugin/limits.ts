/** How much may be asked at once, and in a minute. */

/** The bounds. */
export interface Limits {
  readonly atOnce: number
  readonly waiting: number
  readonly perMinute: number
}

/** Enough for a page, too little for a scan. */
export const LIMITS: Limits = { atOnce: 4, waiting: 16, perMinute: 120 }

const MINUTE_MS = 60_000

/** Lets so many through at once, a few wait, and refuses the rest. */
export class Turnstile {
  readonly #limits: Limits
  readonly #now: () => number
  readonly #waiting: (() => void)[] = []
  #running = 0
  /** When the last ones came, of a minute. */
  #came: number[] = []

  constructor(limits: Limits, now: () => number) {
    this.#limits = limits
    this.#now = now
  }

  /** Runs something in its turn; null where there are too many. */
  async pass<T>(run: () => Promise<T>): Promise<T | null> {
    const { atOnce, waiting, perMinute } = this.#limits
    const now = this.#now()
    this.#came = this.#came.filter(moment => now - moment < MINUTE_MS)
    const isFull = this.#running >= atOnce && this.#waiting.length >= waiting
    if (isFull || this.#came.length >= perMinute) return null
    this.#came.push(now)
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
