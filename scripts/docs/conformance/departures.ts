/** Where the rules of engines are not those of the standard, as data. */

import { ENGINES, type Engine } from '../../../src/browsers/rules.ts'

/** Everybody's rules of one kind. */
export type Rules = Readonly<Record<Engine | 'standard', object>>

/** A rule that is not the same for all. */
export interface Departure {
  /** As in `cache.maxAge`. */
  readonly path: string
  readonly standard: string
  /** The engines that leave the standard, with what is so there. */
  readonly engines: Partial<Record<Engine, string>>
}

/** All rules that some engine has otherwise. */
export const departures = (rules: Rules): Departure[] => between(rules, '')

const between = (rules: Rules, within: string): Departure[] =>
  Object.keys(rules.standard).flatMap(name => {
    const values = valuesOf(rules, name)
    const path = within + name
    if (Object.values(values).every(isPlainObject)) return between(values as Rules, `${path}.`)
    const leaving = ENGINES.filter(engine => values[engine] !== values.standard)
    if (leaving.length === 0) return []
    const engines = Object.fromEntries(
      leaving.map(engine => [engine, inWords(values[engine], values.standard)]),
    )
    return [{ path, standard: inWords(values.standard, values.standard), engines }]
  })

const valuesOf = (rules: Rules, name: string): Record<Engine | 'standard', unknown> => ({
  standard: rules.standard[name as never],
  chromium: rules.chromium[name as never],
  firefox: rules.firefox[name as never],
  webkit: rules.webkit[name as never],
})

const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** A value in words; of a list only what the standard's has not, or has otherwise. */
function inWords(value: unknown, standard: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'function') return value === standard ? 'its rule' : 'a rule of its own'
  if (value instanceof Map) {
    const own = [...value].filter(([name, rule]) => (standard as typeof value).get(name) !== rule)
    return own.length === 0 ? 'its list' : `otherwise for ${names(own.map(([name]) => name))}`
  }
  if (value instanceof Set) return value.size === 0 ? 'none' : names([...value])
  if (typeof value === 'number' && value !== Infinity) return `${value}`
  if (value === Infinity) return 'no limit'
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : names(value)
  if (isPlainObject(value)) return Object.entries(value).flat().join(' ')
  return `\`${value}\``
}

const names = (list: readonly string[]): string => list.map(name => `\`${name}\``).join(', ')
