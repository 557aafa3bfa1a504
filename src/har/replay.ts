/** Recorded preflights, replayed before caches: as it was, and as it could have been. */

import { ENFORCEMENT } from '../browsers/enforcement.ts'
import type { Engine } from '../browsers/rules.ts'
import { MAX_AGE } from '../explain/call.ts'
import { PreflightCache } from '../standard/preflight-cache.ts'
import { type Figures, noFigures } from './figures.ts'
import type { Judgement } from './judge.ts'
import type { Exchange } from './pair.ts'

/** Counts exchanges, by what a browser had kept before each. */
export class Replay {
  readonly #asItWas: PreflightCache
  readonly #asItCouldBe: PreflightCache
  #now = 0

  constructor(engine: Engine) {
    const { cache } = ENFORCEMENT[engine]
    this.#asItWas = new PreflightCache(cache, () => this.#now)
    this.#asItCouldBe = new PreflightCache(cache, () => this.#now)
  }

  /** The figures on the next exchange. */
  count({ preflight, call }: Exchange, judgement: Judgement): Figures {
    const { allowed, question, verdict } = judgement
    if (!Number.isNaN(question.began)) this.#now = question.began
    const figures = { ...noFigures(), calls: call ? 1 : 0 }
    if (!preflight) {
      if (!verdict?.preflight) return figures
      return { ...figures, [this.#asItWas.allows(question, question) ? 'cached' : 'unshown']: 1 }
    }
    const { ms, answer } = preflight
    const isSpared = this.#asItCouldBe.allows(question, question)
    if (allowed) {
      this.#asItWas.keep(question, allowed, answer.get('access-control-max-age'))
      if (!isSpared) this.#asItCouldBe.keep(question, allowed, `${MAX_AGE}`)
    }
    return {
      ...figures,
      ...{ preflights: 1, preflightMs: ms, unfollowed: allowed && !call ? 1 : 0 },
      ...(isSpared ? { spared: 1, sparedMs: ms } : {}),
    }
  }
}
