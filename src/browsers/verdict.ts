/** What a browser will do with a described call, for one browser and for all. */

import type { Description } from '../standard/description.ts'
import type { Refusal } from '../standard/failure.ts'
import { isCrossOrigin } from '../standard/origin.ts'
import { type PreflightRequest, preflightReasons } from '../standard/preflight.ts'
import type { Reason } from '../standard/reason.ts'
import { blockedFailure } from './blocked.ts'
import { type Browser, ENGINES, type Engine, RULES } from './rules.ts'

/** Whether a call will be preflighted, why, and what the preflight asks. */
export interface Verdict {
  /** Whether the URL belongs to another origin than the page. */
  crossOrigin: boolean
  /** Whether the call needs a CORS-preflight request, on its first hop. */
  preflight: boolean
  /** Every reason; empty exactly when `preflight` is false. */
  reasons: Reason[]
  /** What the preflight will ask; null when there is none. */
  request: PreflightRequest | null
  /** Why the call never leaves; null where it does. */
  blocked: Refusal | null
  /** Whether each engine would preflight this call. */
  browsers: Record<Engine, boolean>
}

/** The verdict on a call; `preflight`, `reasons`, `request` and `blocked` speak for one browser. */
export function verdictOn(description: Description, browser: Browser): Verdict {
  const crossOrigin = isCrossOrigin(description.url, description.origin)
  const verdictOf = (candidate: Browser) => {
    const blocked = blockedFailure(description, crossOrigin, candidate)
    const asked = crossOrigin && !blocked
    return { blocked, ...(asked ? preflightReasons(description, RULES[candidate]) : NOTHING) }
  }
  const { blocked, reasons, request } = verdictOf(browser)
  const preflight = reasons.length > 0
  return {
    crossOrigin,
    preflight,
    reasons: [...reasons],
    request: preflight ? request : null,
    blocked,
    browsers: Object.fromEntries(
      ENGINES.map(engine => [engine, verdictOf(engine).reasons.length > 0]),
    ) as Record<Engine, boolean>,
  }
}

const NOTHING = { reasons: [], request: null }
