/** What is allowed, but costly or unwise, in words. */

import type { Engine } from '../browsers/rules.ts'
import { and, MAX_AGE, NAMES } from './call.ts'

/** A preflight's answer without `Access-Control-Max-Age`. */
export interface MaxAgeMissing {
  code: 'max-age-missing'
  /** How long browsers keep it all the same. */
  seconds: number
}

/** An `Access-Control-Max-Age` that is more than browsers keep. */
export interface MaxAgeCapped {
  code: 'max-age-capped'
  /** As it was sent. */
  received: string
  /** Seconds that each browser really keeps the answer, where that is less. */
  kept: Partial<Record<Engine, number>>
}

/** An answer for one origin without `Vary: Origin`, which a cache may give to another. */
export interface VaryMissing {
  code: 'vary-missing'
  /** `Access-Control-Allow-Origin` as it was sent. */
  received: string
  /** Whether the answer differs from that to another origin; else it only names one. */
  varies: boolean
}

/** Any origin is allowed with credentials. */
export interface OriginReflected {
  code: 'origin-reflected'
  /** The made-up origin that was allowed. */
  probe: string
}

/** The origin `null` is allowed, which any site can be in a sandboxed frame. */
export interface NullAllowed {
  code: 'null-allowed'
  /** Whether with credentials too. */
  credentials: boolean
}

/** Methods that are listed in lower case, where case counts. */
export interface MethodCase {
  code: 'method-case'
  /** As they are listed. */
  methods: readonly string[]
}

/** `Authorization` is allowed by `*` alone, which the standard does not take for it. */
export interface AuthorizationUnderWildcard {
  code: 'authorization-under-wildcard'
}

/** What a server's answers allow, but at a cost or a risk, as data; `code` tells which. */
export type Advice =
  | MaxAgeMissing
  | MaxAgeCapped
  | VaryMissing
  | OriginReflected
  | NullAllowed
  | MethodCase
  | AuthorizationUnderWildcard

/** Advice in words. */
export interface AdviceWords {
  /** What is so, and what comes of it. */
  what: string
  /** What to change. */
  fix: string
  /** Whether it costs time, is a risk, or may stop working. */
  kind: 'cost' | 'risk' | 'doubt'
}

/** Puts advice into words. */
export function adviceWords(advice: Advice): AdviceWords {
  switch (advice.code) {
    case 'max-age-missing':
      return {
        kind: 'cost',
        what: `the preflight's answer has no Access-Control-Max-Age: browsers ask again after ${advice.seconds} seconds`,
        fix: `answer the OPTIONS with Access-Control-Max-Age: ${MAX_AGE}`,
      }
    case 'max-age-capped':
      return {
        kind: 'cost',
        what: `Access-Control-Max-Age: ${advice.received} is more than browsers keep: ${keptWords(advice.kept)}`,
        fix: `send Access-Control-Max-Age: ${MAX_AGE}, as no browser but Firefox keeps more`,
      }
    case 'vary-missing':
      return {
        kind: 'risk',
        what: `${
          advice.varies ? 'the answer depends on who asks' : `the answer names ${advice.received}`
        }, but has no Vary: Origin: a cache may give one origin what was meant for another`,
        fix: 'send Vary: Origin with every answer of this URL, also where no Origin came',
      }
    case 'origin-reflected':
      return {
        kind: 'risk',
        what: `any origin is allowed with credentials, ${advice.probe} too: every site can read what its visitors may read here`,
        fix: 'compare Origin with a list of those that you know',
      }
    case 'null-allowed':
      return {
        kind: 'risk',
        what: `the origin null is allowed${advice.credentials ? ' with credentials' : ''}: any site can be that, in a sandboxed frame`,
        fix: 'take null out of the list',
      }
    case 'method-case':
      return {
        kind: 'doubt',
        what: `Access-Control-Allow-Methods has ${and(advice.methods)} in lower case, where case counts: it allows no ${and(advice.methods.map(method => method.toUpperCase()))}`,
        fix: `write ${and(advice.methods.map(method => method.toUpperCase()))}`,
      }
    case 'authorization-under-wildcard':
      return {
        kind: 'doubt',
        what: 'Authorization is allowed by * alone: browsers let that pass today, but the standard says they should not',
        fix: 'name authorization in Access-Control-Allow-Headers, beside *',
      }
  }
}

const keptWords = (kept: Partial<Record<Engine, number>>): string =>
  and(
    Object.entries(kept).map(
      ([engine, seconds]) =>
        `${NAMES[engine as Engine]} ${seconds === 0 ? 'keeps nothing' : `${seconds} seconds`}`,
    ),
  )
