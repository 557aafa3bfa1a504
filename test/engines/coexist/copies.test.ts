/** Two watchers in one page, of two copies of the library or of one. */

import { describe, expect, test } from 'vitest'
import type { Call } from '../../../src/browsers/call.ts'
import { chosenEngines } from '../chosen.ts'
import type { EngineName } from '../find.ts'
import { callsOf, html, js, LIBRARY, type Shown, withBench } from './bench.ts'
import { inEachEngine } from './each-engine.ts'
import { saidOf, sentOf, steady } from './wire.ts'

const install = (name: string) => `globalThis.${name} = whyPreflight.install({ report: 'silent' })`
const copies = {
  'two copies': js(`${LIBRARY};${install('one')};${LIBRARY};${install('two')}`),
  'one copy twice': js(`${LIBRARY};${install('one')};${install('two')}`),
}
const orders = [
  ['one', 'two'],
  ['two', 'one'],
] as const

interface Doubled {
  both: Shown
  one: Call[]
  two: Call[]
  /** After the first was uninstalled. */
  left: Shown & { recordedByFirst: number; second: Call[] }
  /** After both were. */
  changed: string[]
  none: Shown & { recorded: number }
}

async function double(engine: EngineName) {
  const files = {
    '/bare.html': html('/calls.js'),
    ...Object.fromEntries(
      Object.entries(copies).flatMap(([name, script], index) => [
        [`/copies-${index}.js`, script],
        ...orders.map(([first]) => [
          page(name, first),
          html('/snapshot.js', `/copies-${index}.js`, '/calls.js'),
        ]),
      ]),
    ),
  }
  return withBench(engine, files, async bench => {
    await bench.open('/bare.html')
    const bare = { both: await bench.makeCalls(), few: await bench.makeCalls('few') }
    const doubled: Record<string, Doubled> = {}
    for (const name of Object.keys(copies)) {
      for (const [first, second] of orders) {
        await bench.open(page(name, first))
        const both = await bench.makeCalls()
        const [one, two] = [await callsOf(bench, 'one'), await callsOf(bench, 'two')]
        await bench.run(`${first}.uninstall()`)
        const left = await bench.makeCalls('few')
        const recordedByFirst = (await callsOf(bench, first)).length - one.length
        const later = (await callsOf(bench, second)).slice(one.length)
        const changed = await bench.run<string[]>(
          `${second}.uninstall(); return changesSince(before)`,
        )
        const none = await bench.makeCalls('few')
        const recorded = (await callsOf(bench, second)).length - one.length - later.length
        doubled[`${name}, ${first} removed first`] = {
          both,
          one,
          two,
          left: { ...left, recordedByFirst, second: later },
          changed,
          none: { ...none, recorded },
        }
      }
    }
    return { bare, doubled }
  })
}

const page = (name: string, first: string) => `/${name.replaceAll(' ', '-')}-${first}.html`

const of = inEachEngine(double)

describe.each(chosenEngines)('two watchers in %s', engine => {
  const names = Object.keys(copies).flatMap(name =>
    orders.map(([first]) => `${name}, ${first} removed first`),
  )

  describe.each(names)('%s', name => {
    test('the page works as without any', () => {
      const { bare, doubled } = of(engine)
      for (const shown of ['both', 'left', 'none'] as const) {
        const { seen, wire } = shown === 'both' ? bare.both : bare.few
        expect(doubled[name]![shown].seen).toEqual(seen)
        expect(steady(doubled[name]![shown].wire)).toEqual(steady(wire))
      }
    })

    test('both record, with verdicts that the wire bears out', () => {
      const { both, one, two, left } = of(engine).doubled[name]!
      expect(saidOf(one)).toEqual(sentOf(both.wire))
      expect(saidOf(two)).toEqual(sentOf(both.wire))
      expect(saidOf(left.second)).toEqual(sentOf(left.wire))
    })

    test('an uninstalled one records no more', () => {
      const { left, none } = of(engine).doubled[name]!
      expect(left.recordedByFirst).toBe(0)
      expect(none.recorded).toBe(0)
    })

    // Removed first, the lower one finds the upper one's patches on top of its own and leaves them;
    // removed then, the upper one puts back what it found. One copy knows what of that is its own and
    // asleep; two copies of the code know nothing of each other.
    const lastTest = name === 'two copies, one removed first' ? test.fails : test
    lastTest('in the end all functions are what they were', () => {
      expect(of(engine).doubled[name]!.changed).toEqual([])
    })
  })
})
