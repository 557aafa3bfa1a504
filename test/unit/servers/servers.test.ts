import { describe, expect, test } from 'vitest'
import { SERVERS, type ServerName } from '../../../src/explain/servers.ts'
import { remedyOf, simpleRemedy } from './remedies.ts'

const names = Object.keys(SERVERS) as ServerName[]

describe.each(names)('the recipe for %s', name => {
  const { recipe, title } = SERVERS[name]

  test('has all that a call needs', () => {
    const text = recipe(
      remedyOf({ credentials: true, headers: ['content-type', 'x-trace'], exposed: ['x-total'] }),
    )
    for (const part of ['https://app.example.com', 'PUT', 'x-trace', '7200', 'x-total']) {
      expect(text).toContain(part)
    }
  })

  test('names the origin, and nothing that was not asked for', () => {
    const text = recipe(simpleRemedy())
    expect(text).toContain('https://app.example.com')
    expect(text).not.toMatch(/"\*"|'\*'|PUT|content-type|max-?age/i)
  })

  test('allows credentials only where asked', () => {
    const allows = /credentials["']?[ :(]+("?true|\))/i
    expect(recipe(remedyOf())).not.toMatch(allows)
    if (name === 's3') return
    expect(recipe(remedyOf({ credentials: true }))).toMatch(allows)
  })

  test('allows everybody where the remedy does', () => {
    const text = recipe(simpleRemedy({ origin: '*' }))
    expect(text).toContain('*')
    expect(text).not.toContain('Vary')
  })

  test('is short, and shows nothing of a query', () => {
    const text = recipe(remedyOf({ credentials: true, exposed: ['x-total'] }))
    expect(text.split('\n').length).toBeLessThan(32)
    expect(Math.max(...text.split('\n').map(line => line.length))).toBeLessThan(130)
    expect(text).not.toContain('secret')
    expect(text).toBe(text.trim())
  })

  test('has a title', () => {
    expect(title).toMatch(/^\w/)
  })
})

test('notes are sentences', () => {
  const notes = names.flatMap(name => SERVERS[name].note?.(remedyOf({ methods: ['PATCH'] })) ?? [])
  expect(notes.length).toBeGreaterThan(2)
  for (const note of notes) expect(note).toMatch(/^[A-Z].*\.$/)
})
