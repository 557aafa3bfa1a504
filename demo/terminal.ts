/** What a page's console and the demo's results look like in a terminal. */

import { stripVTControlCharacters } from 'node:util'
import { PREFIX } from '../src/prefix.ts'
import type { ConsoleMessage } from '../test/engines/engine.ts'
import type { CardResult } from './results.ts'

/** Prints console messages one after another; what is in a group is indented. */
export class ConsoleLines {
  readonly #colours: boolean
  #depth = 0

  constructor(colours: boolean) {
    this.#colours = colours
  }

  /** The text for a message; undefined where it has none of its own. */
  read({ type, text }: ConsoleMessage): string | undefined {
    if (type === 'endGroup') {
      this.#depth = Math.max(0, this.#depth - 1)
      return undefined
    }
    // Firefox's driver doesn't tell of the end of a group; a line with the prefix is never inside.
    if (text.includes(PREFIX)) this.#depth = 0
    const styled = styledText(text)
    const shown = this.#colours ? styled : stripVTControlCharacters(styled)
    const lines = shown.split('\n').map(line => '    '.repeat(this.#depth) + line)
    if (type.startsWith('startGroup')) this.#depth++
    return lines.join('\n')
  }
}

/**
 * `%cA%c %s style style B`, as drivers give it, with the styles as escape sequences: a style is one
 * word, and a text reaches up to the next style.
 */
function styledText(text: string): string {
  const words = text.split(' ')
  const start = words.findIndex(isStyle)
  if (start < 0) return text
  const given = words.slice(start)
  const take = (isPart: (word: string, index: number) => boolean) => {
    const end = given.findIndex((word, index) => !isPart(word, index))
    return given.splice(0, end < 0 ? given.length : end).join(' ')
  }
  const [before = '', ...parts] = words.slice(0, start).join(' ').split('%c')
  return (
    before +
    parts
      .map(part => {
        const style = take((_, index) => index === 0)
        const shown = part.replace('%s', () => take(word => !isStyle(word)))
        return `${escapeOf(style)}${shown}\x1b[0m`
      })
      .join('')
  )
}

const isStyle = (word: string): boolean => /^(color|font-weight):[^\s]+$/.test(word)

function escapeOf(style: string): string {
  const colour = /color:#([0-9a-f]{6})/.exec(style)?.[1]
  const bytes = colour?.match(/../g)?.map(byte => Number.parseInt(byte, 16)) ?? []
  const codes = [
    ...(style.includes('font-weight:bold') ? [1] : []),
    ...(bytes.length > 0 ? [38, 2, ...bytes] : []),
  ]
  return `\x1b[${codes.join(';')}m`
}

/** A line for each card: verdict, wire, and whether they agree. */
export function resultTable(results: readonly CardResult[]): string {
  const rows = [
    ['Card', 'Library', 'Server received', 'Agree'],
    ...results.map(({ title, calls, received, problems }) => [
      title,
      calls.map(verdictText).join(', then '),
      received.map(({ method }) => method).join(', ') || 'nothing',
      problems.length === 0 ? 'yes' : `NO: ${problems.join('; ')}`,
    ]),
  ]
  const widths = [0, 1, 2].map(column => Math.max(...rows.map(row => row[column]!.length)))
  const lines = rows.map(row => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)))
  const rule = lines[0]!.map(cell => '─'.repeat(cell.length))
  return [lines[0]!, rule, ...lines.slice(1)].map(line => line.join('  ').trimEnd()).join('\n')
}

function verdictText({ verdict, cost }: CardResult['calls'][number]): string {
  if (verdict.blocked) return `blocked (${verdict.blocked.code})`
  if (!verdict.preflight) return 'no preflight'
  const cached = cost.preflightSent === 'no (cached)' ? ' from the cache' : ''
  const reasons = verdict.reasons.map(reason =>
    'name' in reason ? reason.name : 'method' in reason ? reason.method : reason.code,
  )
  return `preflight${cached} (${reasons.join(', ')})`
}
