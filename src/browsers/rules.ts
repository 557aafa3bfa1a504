import { type PreflightRules, STANDARD_RULES } from '../standard/preflight.ts'
import { CHROMIUM_RULES } from './chromium.ts'
import { FIREFOX_RULES } from './firefox.ts'
import { WEBKIT_RULES } from './webkit.ts'

/** A browser, by the name of its engine. */
export type Engine = 'chromium' | 'firefox' | 'webkit'

/** The engines whose behaviour is known. */
export const ENGINES = ['chromium', 'firefox', 'webkit'] as const satisfies readonly Engine[]

/** For whom a verdict speaks: an engine, or the letter of the Fetch Standard: https://fetch.spec.whatwg.org/ */
export type Browser = Engine | 'standard'

/** Everybody's rules. */
export const RULES: Readonly<Record<Browser, PreflightRules>> = {
  standard: STANDARD_RULES,
  chromium: CHROMIUM_RULES,
  firefox: FIREFOX_RULES,
  webkit: WEBKIT_RULES,
}
