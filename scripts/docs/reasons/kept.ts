/** How long browsers keep the answer to a preflight. */

import { ENFORCEMENT } from '../../../src/browsers/enforcement.ts'
import { ENGINES, type Engine } from '../../../src/browsers/rules.ts'
import { NAMES } from '../../../src/explain/call.ts'
import { table } from '../markdown.ts'

const cacheOf = (engine: Engine) => ENFORCEMENT[engine].cache

/** The longest time that a browser keeps an answer, in seconds. */
export const capOf = (engine: Engine): number => cacheOf(engine).maxAge(`${2 ** 40}`)

/** The engine that a source names. */
export function engineNamed(name: string): Engine {
  const engine = ENGINES.find(engine => engine === name)
  if (!engine) throw new Error(`${name} is none of ${ENGINES.join(', ')}`)
  return engine
}

const inWords = (seconds: number): string =>
  `${seconds} s (${seconds % 3600 === 0 ? `${seconds / 3600} hours` : `${seconds / 60} minutes`})`

/** What a server may send that is no plain number. */
const ODD = ['1.5', '600s', '600, 600', 'forever']

const keptAsOdd = (engine: Engine): string => {
  const kept = new Set(ODD.map(value => cacheOf(engine).maxAge(value)))
  const [seconds, ...others] = kept
  if (seconds === undefined || others.length > 0) throw new Error(`${engine}: it depends`)
  return seconds === 0 ? 'not kept' : `kept for ${seconds} s`
}

const keptStar = (engine: Engine): string =>
  cacheOf(engine).wildcards === 'none' ? 'preflight again' : 'no preflight'

/** The most seconds, in a sentence. */
export function keptSentence(): string {
  const [first, ...others] = ENGINES.map(engine => [NAMES[engine], capOf(engine)] as const)
  const rest = others.map(([name, cap]) => `${name} for ${cap}`).join(' and ')
  return `${first![0]} keeps the answer for at most ${first![1]} seconds, ${rest}.`
}

/** All of it, in a table. */
export const keptTable = (): string =>
  table([
    ['', ...ENGINES.map(engine => NAMES[engine])],
    ['longest time kept', ...ENGINES.map(engine => inWords(capOf(engine)))],
    ['without the header', ...ENGINES.map(engine => `${cacheOf(engine).maxAge(null)} s`)],
    ['value that is no plain number', ...ENGINES.map(keptAsOdd)],
    ['`*` for methods or headers, next call', ...ENGINES.map(keptStar)],
  ])
