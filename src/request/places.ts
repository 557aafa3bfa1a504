/** Where in the page's code something happened. */

import type { Place } from '../standard/header.ts'

/** Stacks taken in a burst, and how many a millisecond after it. */
const BURST = 300
const PER_MS = 10

/** A URL or an absolute path, with line and column, at the end of a frame. */
const LOCATION = /((?:[a-z][\w+.-]*:\/\/|(?<=^|[\s(@])(?:\/|[A-Z]:\\))\S+?:\d+:\d+)\)?$/
const DEPENDENCY =
  /\/node_modules\/|vite\/deps\/|[/.](?:axios|jquery|ky|superagent|zone)(?:[-.][\w.-]*)?\.m?js[:?]/

/** A stack, kept as the engine took it until somebody reads it. */
class Trace implements Place {
  #error: { stack?: string } | undefined
  #stack = ''
  readonly #framesOf: (error: { stack?: string }) => string

  constructor(error: { stack?: string }, framesOf: (error: { stack?: string }) => string) {
    this.#error = error
    this.#framesOf = framesOf
  }

  /** The frames of the page, a line each, outermost last. */
  get stack(): string {
    if (this.#error) {
      this.#stack = this.#framesOf(this.#error)
      this.#error = undefined
    }
    return this.#stack
  }

  get line(): string | undefined {
    const locations = this.stack.split('\n').flatMap(frame => LOCATION.exec(frame)?.[1] ?? [])
    return locations.find(location => !DEPENDENCY.test(location)) ?? locations[0]
  }
}

export type { Trace }

/** Takes stacks, but never so many that a page in a tight loop would feel it. */
export class Places {
  #left = BURST
  #refilled: number
  #refused = 0
  readonly #clock: () => number
  readonly #capture: (at: object, below: unknown) => void
  readonly #framesOf: (error: { stack?: string }) => string

  /** @param formatted Whether the environment's own formatter of stacks counts, as it does in tests. */
  constructor(target: typeof globalThis, formatted = false) {
    this.#framesOf = formatted ? located : unformatted
    this.#clock = target.Date.now
    this.#refilled = this.#clock()
    const PageError = target.Error as unknown as PageErrorConstructor
    const { captureStackTrace } = PageError
    this.#capture = captureStackTrace
      ? (at, below) => {
          const { stackTraceLimit } = PageError
          // A frozen Error can't be set.
          const deeper =
            stackTraceLimit < FRAMES && Reflect.set(PageError, 'stackTraceLimit', FRAMES)
          captureStackTrace(at, below)
          if (deeper) PageError.stackTraceLimit = stackTraceLimit
        }
      : at => {
          ;(at as { stack?: string }).stack = withoutTop(new PageError().stack ?? '', OWN_FRAMES)
        }
  }

  /** The place that called `below`, a function of ours; undefined in a tight loop. */
  take(below: unknown): Trace | undefined {
    if (this.#left < 1 && !this.#refill()) return undefined
    this.#left--
    const error: { stack?: string } = {}
    this.#capture(error, below)
    return new Trace(error, this.#framesOf)
  }

  #refill(): boolean {
    // Looking at the clock costs too.
    if (++this.#refused % 16 !== 0) return false
    const now = this.#clock()
    this.#left = Math.min(BURST, this.#left + (now - this.#refilled) * PER_MS)
    this.#refilled = now
    return this.#left >= 1
  }
}

interface PageErrorConstructor {
  new (): { stack?: string }
  captureStackTrace?: (at: object, below: unknown) => void
  stackTraceLimit: number
}

/** Chromium takes ten frames by itself; Angular's HttpClient alone puts sixty on top of the page's. */
const FRAMES = 100

/** `#capture`, `take` and the patched function, where the engine can't leave them out itself. */
const OWN_FRAMES = 3

const withoutTop = (stack: string, frames: number): string =>
  stack.split('\n').slice(frames).join('\n')

/** The frames that say where they are. */
const located = ({ stack }: { stack?: string }): string =>
  `${stack ?? ''}`
    .split('\n')
    .map(frame => frame.trim())
    .filter(frame => LOCATION.test(frame))
    .join('\n')

/** A page's own formatter of stacks would notice that somebody reads one. */
function unformatted(error: { stack?: string }): string {
  const { prepareStackTrace } = Error as { prepareStackTrace?: unknown }
  const own = Object.hasOwn(Error, 'prepareStackTrace')
  try {
    if (own) (Error as { prepareStackTrace?: unknown }).prepareStackTrace = undefined
    return located(error)
  } finally {
    if (own) (Error as { prepareStackTrace?: unknown }).prepareStackTrace = prepareStackTrace
  }
}
