/** What it would save if servers let browsers keep what preflights allow. */

import { ENFORCEMENT } from '../browsers/enforcement.ts'
import type { Engine } from '../browsers/rules.ts'
import { MAX_AGE } from '../explain/call.ts'
import { PreflightCache } from '../standard/preflight-cache.ts'
import { tokenList } from '../standard/token-list.ts'
import type { RecordedPreflight } from './call.ts'

/** Replays preflights before a cache that keeps each for as long as a browser would. */
export class Saving {
  readonly #cache: PreflightCache
  #now = 0

  constructor(engine: Engine) {
    this.#cache = new PreflightCache(ENFORCEMENT[engine].cache, () => this.#now)
  }

  /**
   * Whether this one would not have been sent.
   *
   * @param passes Whether it allowed its call; if not, nothing is kept.
   */
  spares(
    { url, origin, method, headers, began, answer }: RecordedPreflight,
    passes: boolean,
  ): boolean {
    this.#now = began
    const key = { origin, url, credentials: 'same-origin' } as const
    if (this.#cache.allows(key, { method, headers: [...headers], forced: false })) return true
    if (!passes) return false
    const listed = (name: string) => tokenList(answer.get(name)) ?? []
    const check = {
      failures: [],
      methods: [...listed('access-control-allow-methods'), method],
      headers: [
        ...listed('access-control-allow-headers').map(name => name.toLowerCase()),
        ...headers,
      ],
    }
    this.#cache.keep(key, check, `${MAX_AGE}`)
    return false
  }
}
