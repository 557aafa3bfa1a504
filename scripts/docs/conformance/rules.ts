/** The rules that engines have otherwise than the standard, with their evidence, for the page. */

import { readFileSync } from 'node:fs'
import { ENFORCEMENT } from '../../../src/browsers/enforcement.ts'
import { FETCH_HABITS } from '../../../src/browsers/fetch-habits.ts'
import { ENGINES, type Engine, RULES } from '../../../src/browsers/rules.ts'
import { XHR_HABITS } from '../../../src/browsers/xhr-habits.ts'
import { readTruth } from '../../../test/engines/page-probes/truth.ts'
import { fill } from '../markdown.ts'
import { type Departure, departures, type Rules } from './departures.ts'
import { commentsIn, meaningsIn } from './evidence.ts'

/** Rules of one kind, and what their members are called in the sources. */
interface Kind {
  readonly rules: Rules
  /** Interfaces by the path of what has them, with their files. */
  readonly interfaces: Readonly<Record<string, readonly [file: string, name: string]>>
  /** The object with an engine's rules, and its file. */
  readonly object: (engine: Engine) => readonly [file: string, name: string]
}

const inBrowsers =
  (file: string): Kind['object'] =>
  engine => [`browsers/${file}.ts`, engine.toUpperCase()]

const KINDS: Readonly<Record<string, Kind>> = {
  deciding: {
    rules: RULES,
    interfaces: {
      '': ['standard/preflight.ts', 'PreflightRules'],
      'safelist.': ['standard/safelist.ts', 'SafelistRules'],
    },
    object: engine => [`browsers/${engine}.ts`, `${engine.toUpperCase()}_RULES`],
  },
  enforcing: {
    rules: ENFORCEMENT,
    interfaces: {
      '': ['browsers/enforcement.ts', 'EnforcementRules'],
      'check.': ['standard/preflight-response.ts', 'PreflightCheckRules'],
      'cache.': ['standard/preflight-cache.ts', 'PreflightCacheRules'],
      'redirects.': ['standard/redirect.ts', 'RedirectRules'],
    },
    object: inBrowsers('enforcement'),
  },
  fetch: {
    rules: FETCH_HABITS,
    interfaces: { '': ['browsers/fetch-habits.ts', 'FetchHabits'] },
    object: inBrowsers('fetch-habits'),
  },
  xhr: {
    rules: XHR_HABITS,
    interfaces: {
      '': ['browsers/xhr-habits.ts', 'XhrHabits'],
      'upload.': ['browsers/xhr-habits.ts', 'UploadHabits'],
      'arrival.': ['browsers/xhr-habits.ts', 'ArrivalHabits'],
      'length.': ['browsers/xhr-habits.ts', 'LengthHabits'],
    },
    object: inBrowsers('xhr-habits'),
  },
}

const sourceOf = (file: string): string =>
  readFileSync(new URL(`../../../src/${file}`, import.meta.url), 'utf8')

/** The rules of a kind that engines have otherwise, as a list. */
export function rulesList(name: string): string {
  const kind = KINDS[name]
  if (!kind) throw new Error(`${name} is none of ${Object.keys(KINDS).join(', ')}`)
  const comments = new Map(
    ENGINES.map(engine => {
      const [file, object] = kind.object(engine)
      return [engine, commentsIn(sourceOf(file), object)]
    }),
  )
  return departures(kind.rules)
    .map(departure => item(departure, meaningOf(kind, departure.path), comments))
    .join('\n')
}

/** What a rule is; where it has no interface, the meaning is that of what it is in. */
function meaningOf({ interfaces }: Kind, path: string): string {
  const at = path.lastIndexOf('.') + 1
  const described = interfaces[path.slice(0, at)]
  if (!described) return meaningOf({ interfaces } as Kind, path.slice(0, at - 1))
  const [file, name] = described
  const meaning = meaningsIn(sourceOf(file), name).get(path.slice(at))
  if (meaning === undefined) throw new Error(`${name} does not say what ${path} is`)
  return meaning
}

/** What is said above a rule, or above what it is in. */
function commentOn(path: string, comments: ReadonlyMap<string, string>): string {
  const comment = comments.get(path)
  if (comment || !path.includes('.')) return comment ?? ''
  return commentOn(path.slice(0, path.lastIndexOf('.')), comments)
}

function item(
  { path, standard, engines }: Departure,
  meaning: string,
  comments: ReadonlyMap<Engine, ReadonlyMap<string, string>>,
): string {
  const groups = new Map<string, string[]>()
  for (const [engine, value] of Object.entries(engines) as [Engine, string][]) {
    const shown = evidenceIn(commentOn(path, comments.get(engine)!))
    const named = shown.length > 0 ? `${engine} (${shown.join(', ')})` : engine
    groups.set(value, [...(groups.get(value) ?? []), named])
  }
  const others = [...groups].map(([value, names]) => `${names.join(', ')}: ${value}`)
  return fill(`- \`${path}\`: ${meaning} Standard: ${standard}. ${others.join('. ')}.`)
}

const PROBES = Object.keys(readTruth()).sort((a, b) => b.length - a.length)

/** The cases and probes that a comment names; of probes the longest names that fit. */
function evidenceIn(comment: string): string[] {
  const cases = comment.match(/[a-z]+-(?:e|s\d+-r)\d+/g) ?? []
  let left = comment
  const probes = PROBES.filter(name => {
    const at = `, ${left}, `.indexOf(`, ${name}, `)
    if (at < 0) return false
    left = left.slice(0, at) + left.slice(at + name.length)
    return true
  })
  return [...cases, ...probes.map(name => `\`${name}\``)]
}
