/** What an XMLHttpRequest tells of its upload: https://xhr.spec.whatwg.org/#the-send()-method */

import type { UploadHabits } from '../browsers/xhr-habits.ts'
import type { TakenBody } from './body.ts'

/** Fires a progress event. */
export type Tell = (type: string, loaded: number, total: number, computable?: boolean) => void

/** One upload, from `send()` to its end. */
export class Upload {
  readonly #habits: UploadHabits
  readonly #tell: Tell
  readonly #body: TakenBody | null
  /** Whether anybody listened when it began, and whether its end is told of in any case. */
  readonly #heard: boolean
  #endIsTold: boolean
  #complete: boolean
  /** Whether nothing more is to be told. */
  #isOver = false
  #told = 0
  #sendings = 0
  /** Whether what is under way is the request itself, with its body. */
  #out = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    habits: UploadHabits,
    tell: Tell,
    body: TakenBody | null,
    { heard, sameOrigin }: { heard: boolean; sameOrigin: boolean },
  ) {
    this.#habits = habits
    this.#tell = tell
    this.#body = body
    this.#heard = heard
    this.#endIsTold = heard || (sameOrigin && habits.toldToLateListeners)
    this.#complete = body === null && !habits.failsWithoutBody
  }

  get #size(): number {
    return this.#body?.size ?? 0
  }

  /** Whether anybody can tell what becomes of it. */
  get isTold(): boolean {
    return this.#body !== null && this.#endIsTold
  }

  begins(): void {
    if (this.#body === null || !this.#heard || this.#complete) return
    const computable = this.#size > 0 || this.#habits.emptyIsComputable
    this.#tell('loadstart', 0, this.#size, computable)
  }

  /** A request leaves the browser, to the page's own origin or to another. */
  sent(isPreflight: boolean, hasBody: boolean, sameOrigin: boolean): void {
    const { told, countsAgain } = this.#habits
    this.#endIsTold &&= this.#heard || sameOrigin
    clearTimeout(this.#timer)
    this.#out = !isPreflight
    if (isPreflight || !hasBody || this.#isOver) return
    this.#sendings++
    if (this.#complete) {
      const size = this.#size
      if (countsAgain && this.#heard) this.#tell('progress', this.#sendings * size, size)
    } else if (told === 'sent') {
      this.#end()
    } else if ('all' in told) {
      this.#timer = setTimeout(() => this.#end(), told.all)
    } else {
      this.#timer = setTimeout(() => this.#progress(), told.progress)
    }
  }

  /** The response is here. */
  answered(): void {
    clearTimeout(this.#timer)
    if (this.isTold) this.#end()
  }

  /** No response comes; what was on its way may have been sent. */
  unanswered(): void {
    const { told } = this.#habits
    if (this.#out && typeof told === 'object' && 'all' in told) this.answered()
  }

  /** The browser itself refuses the call. */
  refused(): void {
    this.#complete ||= this.#body === null
  }

  /** The call ends, and nothing more is sent. */
  ends(): void {
    clearTimeout(this.#timer)
    this.#isOver = true
  }

  /** The call has ended so. */
  fails(type: 'error' | 'abort' | 'timeout'): void {
    if (this.#complete) return
    this.#complete = true
    if (!this.#heard) return
    const sent = this.#habits.failureSaysHowMuch ? this.#told : 0
    this.#tell(type, sent, sent)
    this.#tell('loadend', sent, sent)
  }

  #progress(): void {
    const size = this.#size
    if (this.#complete || this.#told > 0 || !this.#heard) return
    if (size === 0 && this.#habits.whenEmpty !== 'all') return
    this.#told = size
    this.#tell('progress', size, size)
  }

  #end(): void {
    const size = this.#size
    const { whenEmpty, emptyIsComputable } = this.#habits
    this.#progress()
    if (this.#complete || (size === 0 && whenEmpty === 'nothing')) return
    this.#complete = true
    if (!this.#endIsTold) return
    const computable = size > 0 || emptyIsComputable
    this.#tell('load', size, size, computable)
    this.#tell('loadend', size, size, computable)
  }
}
