/** The options of the plugin, checked. */

import { checkNames, checkSwitch } from '../checks.ts'
import { show } from '../show.ts'

/** A part of a URL, or a pattern. */
export type UrlPart = string | RegExp

/** A host with all below it, as `example.com`, or a pattern. */
export type HostPart = string | RegExp

/** What the plugin takes. */
export interface PluginOptions {
  /** Watch only calls to these URLs. Default: all. */
  include?: UrlPart | readonly UrlPart[]
  /** Don't watch calls to these URLs. */
  exclude?: UrlPart | readonly UrlPart[]
  /** Calls that are meant to be preflighted: recorded, but not reported. */
  expected?: UrlPart | readonly UrlPart[]
  /** Whether the dev server repeats the preflights of calls that fail, to tell why. Default: true. */
  ask?: boolean
  /** Whether pages show a panel with all calls. Default: false. */
  panel?: boolean
  /** Repeat preflights to these hosts alone, be they in a private network. Default: to any. */
  allow?: HostPart | readonly HostPart[]
  /** Never repeat preflights to these hosts. */
  deny?: HostPart | readonly HostPart[]
}

/** Options in one form. */
export interface CheckedPluginOptions {
  readonly watch: Readonly<
    Record<'include' | 'exclude' | 'expected', readonly UrlPart[] | undefined>
  >
  readonly ask: boolean
  readonly panel: boolean
  /** Null where any host is allowed. */
  readonly allows: ((host: string) => boolean) | null
  readonly denies: (host: string) => boolean
}

const NAMES = ['include', 'exclude', 'expected', 'ask', 'panel', 'allow', 'deny']

/** @throws TypeError that names the option and what it takes. */
export function checkPluginOptions(options: PluginOptions = {}): CheckedPluginOptions {
  checkNames('why-preflight', options, NAMES)
  const { ask = true, panel = false } = options
  for (const [name, given] of Object.entries({ ask, panel })) checkSwitch(name, given)
  const allow = urlParts('allow', options.allow)
  const deny = urlParts('deny', options.deny) ?? []
  return {
    watch: {
      include: urlParts('include', options.include),
      exclude: urlParts('exclude', options.exclude),
      expected: urlParts('expected', options.expected),
    },
    ask,
    panel,
    allows: allow ? host => allow.some(part => isHost(host, part)) : null,
    denies: host => deny.some(part => isHost(host, part)),
  }
}

/** @throws TypeError for what is no part of a URL, no pattern and no list of them. */
export function urlParts(name: string, given: unknown): readonly UrlPart[] | undefined {
  if (given === undefined) return undefined
  const list: readonly unknown[] = Array.isArray(given) ? given : [given]
  for (const part of list) {
    if (typeof part === 'string' || part instanceof RegExp) continue
    throw new TypeError(
      `option ${name} takes a string, a RegExp or an array of these, not ${show(part)}`,
    )
  }
  return list as readonly UrlPart[]
}

const isHost = (host: string, part: HostPart): boolean =>
  typeof part === 'string' ? host === part || host.endsWith(`.${part}`) : part.test(host)
