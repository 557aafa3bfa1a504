/** Markdown that reads well as plain text. */

/** Columns that paragraphs are filled to. */
const WIDTH = 100

/** A block of code. */
export const fence = (language: string, lines: readonly string[]): string =>
  [`\`\`\`${language}`, ...lines, '```'].join('\n')

/** The first line of a generated page. */
export const generatedFrom = (source: string): string =>
  `<!-- Generated from ${source} by \`npm run docs\`. Don't edit this page. -->`

/** The cells of a table's rows; `\|` is no border. */
export const cellsOf = (line: string): string[] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map(cell => cell.trim())

/** A table from its rows, the heading first; numbers stand on the right where `right` says so. */
export function table(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const widths = rows[0]!.map((_, column) =>
    Math.max(3, ...rows.map(row => widthOf(row[column] ?? ''))),
  )
  const line = (cells: readonly string[]): string => `|${cells.map(cell => ` ${cell} `).join('|')}|`
  const padded = (row: readonly string[]) =>
    widths.map((width, column) => {
      const cell = row[column] ?? ''
      const space = ' '.repeat(width - widthOf(cell))
      return right.includes(column) ? space + cell : cell + space
    })
  const rule = widths.map((width, column) =>
    right.includes(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  )
  return [line(padded(rows[0]!)), line(rule), ...rows.slice(1).map(row => line(padded(row)))].join(
    '\n',
  )
}

/** What a reader sees as one character counts once. */
const widthOf = (text: string): number => [...text].length

/** Whether a paragraph is a table. */
export const isTable = (paragraph: string): boolean => /^\|.*\|\n\|[ :|-]+\|/.test(paragraph)

/** The rows of a table, the heading first, and which columns stand on the right. */
export function rowsOf(paragraph: string): { rows: string[][]; right: number[] } {
  const [heading = '', rule = '', ...rest] = paragraph.split('\n')
  const right = cellsOf(rule).flatMap((cell, column) => (/^-+:$/.test(cell) ? [column] : []))
  return { rows: [heading, ...rest].map(cellsOf), right }
}

/** What must stay on one line: links and code, with what touches them. */
const WORD = /(?:\[[^\]]*\]\([^)]*\)|`[^`]*`|\S)+/g

/** Fills a paragraph, or an item of a list, anew. */
export function fill(paragraph: string, width = WIDTH): string {
  const [, bullet = '', text = ''] = /^(\s*(?:[-*] |\d+\. )?)(.*)$/s.exec(paragraph)!
  const lines = ['']
  for (const [word] of text.matchAll(WORD)) {
    const line = lines.at(-1)!
    if (line === '') lines[lines.length - 1] = word
    else if (bullet.length + line.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${line} ${word}`
    } else lines.push(word)
  }
  return lines.map((line, n) => (n === 0 ? bullet : ' '.repeat(bullet.length)) + line).join('\n')
}
