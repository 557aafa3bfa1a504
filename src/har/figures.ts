/** Figures on calls and preflights, of a whole HAR or of an endpoint. */

/** What is counted. */
export interface Figures {
  /** To other origins, with CORS. */
  calls: number
  /** Preflights that went over the network, and the milliseconds that they took. */
  preflights: number
  preflightMs: number
  /** How many of them, and of those milliseconds, a longer Access-Control-Max-Age would have spared. */
  spared: number
  sparedMs: number
  /** Preflights that passed, after which no call came. */
  unfollowed: number
  /** Calls that went without a preflight, for what an earlier one had allowed. */
  cached: number
  /** Calls that need a preflight of which the HAR shows none, and nothing else that explains it. */
  unshown: number
}

/** Nothing counted yet. */
export const noFigures = (): Figures => ({
  ...{ calls: 0, preflights: 0, preflightMs: 0, spared: 0, sparedMs: 0 },
  ...{ unfollowed: 0, cached: 0, unshown: 0 },
})

/** Adds figures to others. */
export function addTo(figures: Figures, more: Readonly<Figures>): void {
  for (const name of Object.keys(noFigures()) as (keyof Figures)[]) figures[name] += more[name]
}
