/** How browsers enforce CORS: the standard's rules, and where the engines leave them. */

import { isCorsSafelistedMethod } from '../standard/method.ts'
import {
  DEFAULT_MAX_AGE,
  maxAgeUpTo,
  type PreflightCacheRules,
  STANDARD_CACHE,
} from '../standard/preflight-cache.ts'
import type { PreflightCheckRules } from '../standard/preflight-response.ts'
import { type RedirectRules, STANDARD_REDIRECTS } from '../standard/redirect.ts'
import type { Browser } from './rules.ts'

/** What a browser does with responses. */
export interface EnforcementRules {
  readonly check: PreflightCheckRules
  readonly cache: PreflightCacheRules
  readonly redirects: RedirectRules
  /** Whether the preflight after a redirect between foreign origins names the page as its origin. */
  readonly preflightKeepsOrigin: boolean
  /** Whether a preflight to the page's own origin, after a redirect, passes without CORS headers. */
  readonly ownOriginNeedsNoHeaders: boolean
  /** Whether a redirect within an origin leaves the Origin header as it is, or was not. */
  readonly keepsOrigin: boolean
  /** Whether any redirect to another origin makes the origin `null`, where CORS is not in use. */
  readonly movesToNull: boolean
  /** On which hops the referrer policy counts for the Origin header. */
  readonly referrerPolicyCounts: 'always' | 'before redirects' | 'never'
  /**
   * Whether redirects of a call that began within its origin are checked as if credentials went
   * along, once the next hop has had its preflight.
   */
  readonly redirectsNeedCredentials: boolean
  /** Whether a URL of another origin loses the user name and password that the page gave. */
  readonly dropsUserinfo: boolean
  /** Whether `fetch` exposes all headers where `*` stands before something that is no token. */
  readonly starSurvives: boolean
  /** Whether a request with a user name or password in its URL fails after its preflight. */
  readonly refusesUserinfoLate: boolean
  /** Whether the hidden redirect that redirect mode `manual` gives has a body for `integrity`, an empty one. */
  readonly redirectsHaveIntegrity: boolean
  /** Which headers the preflight after a redirect asks for, and so whether there is one. */
  readonly asksAfterRedirect: 'what is sent' | 'what this redirect left' | 'what the page set'
  /** Whether the Content-Type of XMLHttpRequest's body, where the page set none, comes and goes with the body. */
  readonly bodyTypeIsOfBody: boolean
  /** Whether a `no-cors` call sends its body's Content-Type whatever it is. */
  readonly sendsAnyBodyType: boolean
  /** What `fetch` says of a failure. */
  readonly message: string
}

const STANDARD: EnforcementRules = {
  check: { authorizationUnderWildcard: false, assumesMethod: true, statusFirst: false },
  cache: STANDARD_CACHE,
  redirects: STANDARD_REDIRECTS,
  preflightKeepsOrigin: false,
  ownOriginNeedsNoHeaders: false,
  keepsOrigin: false,
  movesToNull: false,
  referrerPolicyCounts: 'always',
  redirectsNeedCredentials: false,
  dropsUserinfo: false,
  starSurvives: false,
  refusesUserinfoLate: false,
  redirectsHaveIntegrity: true,
  asksAfterRedirect: 'what is sent',
  bodyTypeIsOfBody: false,
  sendsAnyBodyType: false,
  message: 'Failed to fetch',
}

/**
 * enforce-e0211 and others: all three engines let `*` allow Authorization. None takes an upload
 * listener's method for allowed where the response names no methods.
 */
const ENGINES_CHECK: PreflightCheckRules = {
  authorizationUnderWildcard: true,
  assumesMethod: false,
  statusFirst: false,
}

/** cache-e0027: a number may have a sign, and keeps nothing below 1. It must fit into 64 bits. */
const signedUpTo =
  (cap: number): PreflightCacheRules['maxAge'] =>
  value => {
    const seconds = /^[+-]?\d+$/.test(value ?? '') ? BigInt(value!) : null
    if (seconds === null || BigInt.asIntN(64, seconds) !== seconds) return DEFAULT_MAX_AGE
    return Math.min(Number(seconds), cap)
  }

const CHROMIUM: EnforcementRules = {
  ...STANDARD,
  check: ENGINES_CHECK,
  cache: {
    ...STANDARD_CACHE,
    maxAge: signedUpTo(7200),
    // cache-e0156
    replaces: true,
    // A redirect makes a `null` of its own.
    sharesOpaqueOrigins: false,
    tellsUserinfoApart: false,
    wildcards: 'those kept without credentials',
    isExempt: isCorsSafelistedMethod,
    // cache-e0137: a preflight that fails has dropped its forerunner by asking
    dropsMissed: true,
    // cache-e0147
    clearedByFailure: false,
    // cache-e0098; If-None-Match and its like make a request one in mode no-store
    isBypassedBy: ({ cache, conditional }) =>
      /^(no-store|reload|no-cache)$/.test(cache) || (cache === 'default' && conditional),
    isKeptIn: mode => mode !== 'no-store',
  },
  redirects: {
    ...STANDARD_REDIRECTS,
    emptyLocation: 'none',
    errorNeedsLocation: true,
    manualRefuses: target => target === null,
    // Another part of the browser makes these calls.
    limit: ({ keepalive }) => (keepalive ? 19 : 20),
    escapesBytes: true,
    // redirect-e0157: for fetch, even where everything is of one origin
    refusesUserinfo: (request, target) =>
      request.initiator === 'fetch' || STANDARD_REDIRECTS.refusesUserinfo(request, target),
  },
  redirectsHaveIntegrity: false,
  movesToNull: true,
  referrerPolicyCounts: 'never',
}

const FIREFOX: EnforcementRules = {
  ...STANDARD,
  check: ENGINES_CHECK,
  cache: {
    ...STANDARD_CACHE,
    // cache-e0008, cache-e0018: what is no plain number is not kept at all
    maxAge: value => (value === null || /^\d*$/.test(value) ? maxAgeUpTo(86_400)(value) : 0),
    // cache-e0055
    credentialedServesAll: false,
    // cache-e0114
    wildcards: 'none',
    // cache-e0072
    isExempt: method => method === 'GET' || method === 'POST',
    // Entries are looked at one by one, and nothing is looked for where none is needed.
    exemptOutlives: true,
    isBypassedBy: ({ cache, conditional, initiator }) =>
      /^(no-store|reload)$/.test(cache) ||
      (cache === 'default' && conditional && initiator === 'fetch'),
  },
  redirects: { ...STANDARD_REDIRECTS, escapesBytes: true },
  starSurvives: true,
  // redirect-e0006
  preflightKeepsOrigin: true,
  // redirect-e0236
  ownOriginNeedsNoHeaders: true,
  // redirect-e0023, redirect-e0252
  asksAfterRedirect: 'what this redirect left',
  bodyTypeIsOfBody: true,
  message: 'NetworkError when attempting to fetch resource.',
}

const WEBKIT: EnforcementRules = {
  ...STANDARD,
  // As its console tells.
  check: { ...ENGINES_CHECK, statusFirst: true },
  cache: {
    ...STANDARD_CACHE,
    // White space of all kinds around the number does no harm.
    maxAge: value => signedUpTo(600)(value?.trim() ?? null),
    replaces: true,
    sharesOpaqueOrigins: false,
    tellsUserinfoApart: false,
    // cache-s1-r0008
    authorizationUnderWildcard: true,
    isExempt: isCorsSafelistedMethod,
    dropsMissed: true,
    // cache-s1-r0006
    keepsRefused: true,
    // cache-e0147
    clearedByFailure: false,
  },
  redirects: {
    ...STANDARD_REDIRECTS,
    // Any but 300 and, by redirect-e0499 and redirect-e0501, 304 to 306
    alsoRedirects: status => status > 306 && status < 400,
    emptyLocation: 'invalid',
    manualRefuses: target => target?.protocol === 'ftp:',
    errorNeedsLocation: true,
    // redirect-e0014; redirect-e0013 stays with its origin, and stays DELETE
    becomesGet: (method, status, leaves) =>
      STANDARD_REDIRECTS.becomesGet(method, status, leaves) || (leaves && method === 'DELETE'),
    // redirect-e0198: from the page's own origin, the target is asked for its preflight first
    refusesUserinfo: ({ cors }) => cors,
  },
  // redirect-e0050
  keepsOrigin: true,
  referrerPolicyCounts: 'before redirects',
  // redirect-e0198
  refusesUserinfoLate: true,
  // redirect-s1-r0085
  redirectsNeedCredentials: true,
  // classify-e1622
  dropsUserinfo: true,
  // redirect-e0553
  asksAfterRedirect: 'what the page set',
  // classify-e1164
  sendsAnyBodyType: true,
  message: 'Load failed',
}

/** Everybody's rules for responses. */
export const ENFORCEMENT: Readonly<Record<Browser, EnforcementRules>> = {
  standard: STANDARD,
  chromium: CHROMIUM,
  firefox: FIREFOX,
  webkit: WEBKIT,
}
