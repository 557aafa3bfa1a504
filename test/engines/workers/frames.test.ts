/** Frames: each with a watcher of its own, or watched by the page around it. */

import { describe, expect, test } from 'vitest'
import type { Call } from '../../../src/browsers/call.ts'
import { chosenEngines } from '../chosen.ts'
import {
  type Bench,
  callsOf,
  html,
  js,
  LIBRARY,
  PAGE_FILES,
  type Shown,
  withBench,
} from '../coexist/bench.ts'
import { inEachEngine } from '../coexist/each-engine.ts'
import { saidOf, sentOf, steady } from '../coexist/wire.ts'
import type { EngineName } from '../find.ts'

/** How a frame's document comes to be. */
const kinds = {
  'of a URL': "frame.src = '/frame.html'",
  'of srcdoc': 'frame.srcdoc = "<!doctype html><title>frame</title>"',
  'about:blank': '',
}
type Kind = keyof typeof kinds
const names = Object.keys(kinds) as Kind[]

/** Puts a frame into the page, and a script's text into it. */
const page = js(`
  globalThis.addFrame = async how => {
    const frame = document.createElement('iframe')
    const loaded = new Promise(resolve => frame.addEventListener('load', resolve))
    new Function('frame', how)(frame)
    document.documentElement.append(frame)
    await loaded
    globalThis.inner = frame.contentWindow
    inner.globalThis.Page = globalThis
  }
  globalThis.runInFrame = text => {
    const script = inner.document.createElement('script')
    script.textContent = text
    inner.document.documentElement.append(script)
  }
  globalThis.makeCalls = (...args) => inner.makeCalls(...args)
`)

interface Framed extends Shown {
  calls: Call[]
  /** Of the page around it. */
  outer: number
  /** Whether a promise, an error and an event source are the frame's own. */
  ofTheFrame: boolean[]
  /** Whether its functions inherit from its own Function. */
  inherits: boolean
  changed: string[]
  recordedLater: number
}

const CALLS = JSON.stringify(PAGE_FILES['/calls.js']!.body)
const SNAPSHOT = JSON.stringify(PAGE_FILES['/snapshot.js']!.body)
const installed = `${LIBRARY};globalThis.watcher = whyPreflight.install({ report: 'silent' })`
const ways = {
  bare: '',
  own: `runInFrame(${JSON.stringify(installed)}); globalThis.framed = inner.watcher`,
  parent: "globalThis.framed = whyPreflight.install({ report: 'silent', target: inner })",
}
type Way = keyof typeof ways

const OF_THE_FRAME = `
  const made = inner.fetch('data:,')
  const headers = new inner.Request('/', { headers: { a: 'b' } }).headers
  const failed = await inner.fetch('http://[').catch(error => error)
  return [
    made instanceof inner.Promise,
    headers instanceof inner.Headers,
    failed instanceof inner.TypeError,
  ]`
const INHERITS = `
  const { open } = inner.XMLHttpRequest.prototype
  return [inner.fetch, open].every(method => method instanceof inner.Function)`

async function frame(engine: EngineName) {
  const files = {
    '/frame.html': html(),
    '/page.js': page,
    '/outer.html': html('/library.js', '/page.js'),
  }
  return withBench(engine, files, async bench => {
    const framed = {} as Record<Kind, Record<Way, Framed>>
    for (const name of names) {
      framed[name] = {} as Record<Way, Framed>
      for (const way of Object.keys(ways) as Way[]) {
        // Another fragment alone would not load the page anew.
        await bench.open('/frame.html')
        await bench.open('/outer.html')
        await bench.run(`
          await addFrame(${JSON.stringify(kinds[name])})
          runInFrame(${SNAPSHOT})
          ${ways[way]}
          runInFrame(${CALLS})`)
        const shown = await bench.makeCalls('few')
        const calls = way === 'bare' ? [] : await callsOf(bench, 'framed')
        const outer = (await callsOf(bench)).length
        const ofTheFrame = await bench.run<boolean[]>(OF_THE_FRAME)
        const inherits = await bench.run<boolean>(INHERITS)
        const count = '(globalThis.framed?.calls.length ?? 0)'
        const [changed, recordedLater] = await bench.run<[string[], number]>(`
          globalThis.framed?.uninstall()
          const before = ${count}
          await inner.fetch('/frame.html')
          return [inner.changesSince(inner.before), ${count} - before]`)
        framed[name][way] = { ...shown, calls, outer, ofTheFrame, inherits, changed, recordedLater }
      }
    }
    return { framed, gone: await gone(bench) }
  })
}

/** What is left of a watcher when its frame is taken out of the page. */
async function gone(bench: Bench) {
  await bench.open('/frame.html')
  await bench.open('/outer.html')
  await bench.run(`await addFrame(${JSON.stringify(kinds['of a URL'])}); ${ways.parent}`)
  return bench.run(`
    inner.fetch('/frame.html').catch(() => {})
    document.querySelector('iframe').remove()
    await new Promise(resolve => setTimeout(resolve, 50))
    framed.summary()
    framed.uninstall()
    return framed.calls.length`)
}

const of = inEachEngine(frame)

describe.each(chosenEngines)('a frame in %s', engine => {
  describe.each(names)('%s', name => {
    test.each(['own', 'parent'] as const)('watched by its %s', way => {
      const { bare, [way]: watched } = of(engine).framed[name]
      expect(watched.seen).toEqual(bare.seen)
      expect(steady(watched.wire)).toEqual(steady(bare.wire))
      expect(watched.ofTheFrame).toEqual(bare.ofTheFrame)
      expect(saidOf(watched.calls)).toEqual(sentOf(watched.wire))
      expect(watched.calls.length).toBe(6)
      expect(watched.changed).toEqual([])
      expect(watched.recordedLater).toBe(0)
    })

    test('has functions of its own kind, watched by itself', () => {
      expect(of(engine).framed[name].bare.inherits).toBe(true)
      expect(of(engine).framed[name].own.inherits).toBe(true)
    })

    // What takes their place is made where the library was loaded, and must not inherit from there.
    test('has functions of its own kind, watched by its parent', () => {
      expect(of(engine).framed[name].parent.inherits).toBe(true)
    })

    test('is nothing that the page around it made', () => {
      expect(of(engine).framed[name].own.outer).toBe(0)
      expect(of(engine).framed[name].parent.outer).toBe(0)
    })
  })
  test('leaves its record when it is gone', () => {
    expect(of(engine).gone).toBe(1)
  })
})
