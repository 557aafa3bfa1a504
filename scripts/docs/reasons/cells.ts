/** Cells of tables that can be worked out. */

import { runInThisContext } from 'node:vm'
import { ENGINES, type Engine } from '../../../src/browsers/rules.ts'
import { NAMES } from '../../../src/explain/call.ts'
import { explain } from '../../../src/explain.ts'
import type { WireEntry } from '../../../test/engines/cases.ts'
import { OBSERVED } from '../truth.ts'

const CASE = /[a-z]+-(?:e|s\d+-r)\d+/g

/**
 * Fills in tables that compare browsers by recorded cases, and those that say which of several
 * values, with `each` a RequestInit that has `$` for one, need a preflight.
 */
export async function filledCells(rows: string[][], each: string | undefined): Promise<string[][]> {
  const [heading, ...body] = rows as [string[], ...string[][]]
  return [
    heading,
    ...body.map(row =>
      row.map((cell, column) => {
        if (cell !== '=') return cell
        const engine = ENGINES.find(engine => NAMES[engine] === heading[column])
        if (engine) return recordedIn(engine, row.at(-1)!)
        if (each !== undefined) return judged(row[0]!, each)
        throw new Error(`nothing is known of | ${row.join(' | ')} |`)
      }),
    ),
  ]
}

/** What an engine was seen to do in all of these cases. */
function recordedIn(engine: Engine, cases: string): string {
  const seen = (cases.match(CASE) ?? []).map(id => {
    const observation = OBSERVED[engine].get(id)
    if (!observation) throw new Error(`${id} was not recorded in ${engine}`)
    return stateOf(observation.steps?.[0]?.wire ?? [])
  })
  return theOne(seen, `${engine} in ${cases}`)
}

function stateOf(wire: readonly WireEntry[]): string {
  if (wire.length === 0) return 'refused'
  return wire.some(({ acrm }) => acrm !== undefined) ? 'preflight' : 'no preflight'
}

/** Whether all values in a cell need a preflight. */
function judged(cell: string, each: string): string {
  const verdicts = [...cell.matchAll(/`([^`]+)`/g)].map(([, value]) => {
    const init = runInThisContext(`(${each.replace('$', () => JSON.stringify(value))})`)
    const context = { origin: 'https://app.example.com', browser: 'standard' } as const
    return explain('https://files.example.com/', init, context).preflight ? 'yes' : 'no'
  })
  return theOne(verdicts, cell)
}

function theOne(states: readonly string[], what: string): string {
  const [state, ...others] = new Set(states)
  if (state === undefined || others.length > 0) throw new Error(`${what}: ${states}`)
  return state
}
