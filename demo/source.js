/** The code of cards as the file has it, with the numbers of its lines. */

import { h, withAttributes } from './elements.js'

const FILE = '/cards.js'

/** The text of the cards' file. */
export async function loadSource() {
  return (await fetch(FILE)).text()
}

/** What a card runs. */
export function codeOf(card, source) {
  const start = source.indexOf(`id: '${card.id}'`)
  const body = linesOf(card.run, source, start).slice(1, -1)
  const also = card.also ? linesOf(card.also, source, 0) : []
  const gap = also.length > 0 ? [h('span.line.gap', '⋯\n')] : []
  return h('pre', h('code', outdented(body).map(lineElement), gap, also.map(lineElement)))
}

/** Where a place of the library is in the cards' file; undefined if it is elsewhere. */
export function lineAt(place) {
  const [, path, number] = /^\w+:\/\/[^/]+(\/[^:]*):(\d+):\d+$/.exec(place ?? '') ?? []
  return path === FILE ? Number(number) : undefined
}

/** The id of the element that shows a line. */
export const lineId = number => `L${number}`

function linesOf(code, source, from) {
  const text = `${code}`
  const first = source.slice(0, source.indexOf(text, from)).split('\n').length
  return text.split('\n').map((line, index) => ({ number: first + index, text: line }))
}

function outdented(lines) {
  const indent = Math.min(...lines.map(({ text }) => text.search(/\S|$/)))
  return lines.map(({ number, text }) => ({ number, text: text.slice(indent) }))
}

function lineElement({ number, text }) {
  const parts = text.split(/('[^']*'|`[^`]*`)/)
  const shown = parts.map((part, index) => (index % 2 === 1 ? h('span.string', part) : part))
  // The number is drawn by the style sheet: copied code has none.
  return withAttributes(h('span.line', ...shown, '\n'), {
    id: lineId(number),
    'data-number': number,
  })
}
