import type { Browser } from '../browsers/rules.ts'

/** Environments that stand in for a browser and are none. */
const STAND_INS = /\b(?:jsdom|HappyDOM|Node\.js|Deno|Bun)\b/i

/**
 * The engine that a page runs in, told by what only its JavaScript has: a user agent string can be
 * set to anything. `standard` where it is no browser.
 */
export function engineOf(target: typeof globalThis): Browser {
  const userAgent = target.navigator?.userAgent ?? ''
  if (!userAgent || STAND_INS.test(userAgent)) return 'standard'
  if ('InternalError' in target) return 'firefox'
  return 'v8BreakIterator' in target.Intl ? 'chromium' : 'webkit'
}
