/** What an XMLHttpRequest tells of a response that arrives: https://xhr.spec.whatwg.org/#handle-response-end-of-body */

import type { ArrivalHabits, LengthHabits, Remembers } from '../browsers/xhr-habits.ts'
import type { FilteredResponse } from './load.ts'

/** Progress is told of so often at most. */
const INTERVAL_MS = 50

/** The pieces of one response after another. */
export class Arrival {
  readonly #habits: ArrivalHabits
  /** Fires `readystatechange`. */
  readonly #again: () => void
  /** Fires `progress`. */
  readonly #tell: () => void
  #untold = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(habits: ArrivalHabits, again: () => void, tell: () => void) {
    this.#habits = habits
    this.#again = again
    this.#tell = tell
  }

  /** The first piece, of which `readystatechange` has told. */
  first(): void {
    const { atOnce } = this.#habits
    if (atOnce && this.#timer) {
      this.#untold = true
    } else {
      if (atOnce) this.#wait()
      this.#tell()
    }
  }

  /** Another piece. */
  more(): void {
    const { stateGoesWith, atOnce } = this.#habits
    if (stateGoesWith === 'each piece') this.#again()
    this.#untold = true
    if (this.#timer) return
    if (atOnce) this.#tick()
    else this.#wait()
  }

  /** The end of the response. */
  last(): void {
    if (this.#habits.forgotten) this.#stop()
    if (this.#untold) {
      this.#untold = false
      this.#tell()
    }
  }

  /** What has not been told of is no more to be. */
  breaks(): void {
    this.#untold = false
  }

  readonly #tick = (): void => {
    this.#timer = undefined
    if (!this.#untold) return
    this.#untold = false
    this.#wait()
    if (this.#habits.stateGoesWith === 'progress') this.#again()
    this.#tell()
  }

  #wait(): void {
    this.#timer = setTimeout(this.#tick, INTERVAL_MS)
  }

  #stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}

/** How much of a response has come, and of how much. */
export class Amounts {
  readonly #habits: LengthHabits
  #loaded = 0
  #total = 0
  #isCompressed = false

  constructor(habits: LengthHabits) {
    this.#habits = habits
  }

  /** The headers of a response are here, and a first piece of so many bytes. */
  begin({ headers, body, url }: FilteredResponse, size: number): void {
    const headerOf = (name: string) => headers.find(([own]) => own === name)?.[1]
    // It comes as one piece, and its length is known although no header tells it.
    const length = headerOf('content-length') ?? (/^data:/.test(url) ? `${size}` : '')
    const { ofNoBody, ofCompressed } = this.#habits
    this.#isCompressed = !/^(identity)?$/i.test(headerOf('content-encoding') ?? '')
    const isKnown =
      /^\d+$/.test(length) &&
      (body !== null || ofNoBody) &&
      !(this.#isCompressed && ofCompressed === 'unknown')
    this.#loaded = 0
    this.#total = isKnown ? Number(length) : 0
  }

  add(bytes: number): void {
    const all = this.#isCompressed && this.#habits.ofCompressed === 'all'
    this.#loaded = all ? this.#total : this.#loaded + bytes
  }

  forgetBut(remembers: Remembers): void {
    if (remembers !== 'amounts') this.#loaded = 0
    if (remembers === 'nothing') this.#total = 0
  }

  /** For `loaded` and `total`. */
  get told(): [loaded: number, total: number] {
    const isPassed = this.#loaded > this.#total && !this.#habits.mayBePassed
    return [this.#loaded, isPassed ? 0 : this.#total]
  }
}
