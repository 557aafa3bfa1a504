/** The calls of a watcher as the panel sees them: not each change, but a few times a second. */

import type { Call } from '../../browsers/call.ts'
import type { Watcher } from '../../intercept/watch-page.ts'
import { concerns } from './concern.ts'

/** Milliseconds between two looks at the calls. */
const PAUSE = 150

/** Tells of changes, a few times a second at most. */
export class CallStore {
  #calls: readonly Call[] | undefined
  #scheduled = false
  readonly #watcher: Watcher
  readonly #listeners = new Set<() => void>()
  readonly #unsubscribe: () => void

  /** @param later Runs a function after so many milliseconds. */
  constructor(watcher: Watcher, later: (run: () => void, ms: number) => void) {
    this.#watcher = watcher
    this.#unsubscribe = watcher.subscribe(() => {
      this.#calls = undefined
      if (this.#scheduled) return
      this.#scheduled = true
      later(() => {
        this.#scheduled = false
        for (const listener of this.#listeners) listener()
      }, PAUSE)
    })
  }

  /** Those that have to do with CORS, in the order made; the same array until something changes. */
  get calls(): readonly Call[] {
    this.#calls ??= this.#watcher.calls.filter(concerns)
    return this.#calls
  }

  /** @returns A function that ends it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  stop(): void {
    this.#unsubscribe()
    this.#listeners.clear()
  }
}
