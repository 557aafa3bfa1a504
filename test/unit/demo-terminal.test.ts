import { expect, test } from 'vitest'
import { ConsoleLines } from '../../demo/terminal.ts'

const PREFIX = 'color:#8250df;font-weight:bold'
const BOLD = 'font-weight:bold'
const HOW = 'color:#bf8700;font-weight:normal'
const TITLE = {
  type: 'startGroupCollapsed',
  text: `%c[why-preflight]%c %s  %c%s ${PREFIX} ${BOLD} PUT https://a.test/%c?x=%s ${HOW} preflighted, waited 84 ms`,
}

test('a title reads as on the console, and what is in its group is indented', () => {
  const lines = new ConsoleLines(false)
  expect(lines.read(TITLE)).toBe(
    '[why-preflight] PUT https://a.test/%c?x=%s  preflighted, waited 84 ms',
  )
  expect(lines.read({ type: 'log', text: 'PUT   a method\nServer: answer' })).toBe(
    '    PUT   a method\n    Server: answer',
  )
  expect(lines.read({ type: 'endGroup', text: '' })).toBeUndefined()
  expect(lines.read({ type: 'log', text: 'of the page, 100%' })).toBe('of the page, 100%')
})

test('its colours are those of the console', () => {
  const text = new ConsoleLines(true).read(TITLE)
  expect(text).toContain('\x1b[1;38;2;130;80;223m[why-preflight]\x1b[0m')
  expect(text).toContain('\x1b[38;2;191;135;0mpreflighted, waited 84 ms\x1b[0m')
})
