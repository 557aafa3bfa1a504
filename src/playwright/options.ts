/** The options of the fixture, checked. */

import { checkNames } from '../checks.ts'
import { matchesAny } from '../matcher.ts'
import { type UrlPart, urlParts } from '../plugin/options.ts'
import type { PageConfig } from './messages.ts'

/** What the fixture takes as `preflightOptions`. */
export interface PreflightOptions {
  /** Watch only calls to these URLs. Default: all. */
  include?: UrlPart | readonly UrlPart[]
  /** Don't watch calls to these URLs, even if `include` names them. */
  exclude?: UrlPart | readonly UrlPart[]
  /** Calls that are meant to be preflighted: recorded, but not in the report. */
  expected?: UrlPart | readonly UrlPart[]
}

/** Options in one form. */
export interface CheckedPreflightOptions {
  /** For the script in the page. */
  readonly watch: PageConfig['watch']
  readonly isWanted: (url: string) => boolean
  readonly isExpected: (url: string) => boolean
}

/** @throws TypeError that names the option and what it takes. */
export function checkPreflightOptions(options: PreflightOptions): CheckedPreflightOptions {
  checkNames('preflightOptions', options, ['include', 'exclude', 'expected'])
  const include = urlParts('include', options.include)
  const exclude = urlParts('exclude', options.exclude)
  const expected = urlParts('expected', options.expected) ?? []
  return {
    watch: { include, exclude },
    isWanted: url => (!include || matchesAny(include, url)) && !matchesAny(exclude ?? [], url),
    isExpected: url => matchesAny(expected, url),
  }
}
