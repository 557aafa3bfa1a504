/** Libraries that patch what a watcher patches, and clients that use it. */

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Call } from '../../../src/browsers/call.ts'
import { chosenEngines } from '../chosen.ts'
import type { EngineName } from '../find.ts'
import { js } from './bench.ts'
import { inEachEngine } from './each-engine.ts'
import { clients, guests, meetings } from './meeting.ts'
import { lastPart, saidOf, sentOf, steady } from './wire.ts'

const serviceWorker = readFileSync(
  new URL('../../../node_modules/msw/lib/mockServiceWorker.js', import.meta.url),
  'utf8',
)
const of = inEachEngine(engine =>
  // In a folder of its own, it has no other page in its scope.
  meetings(engine, guests, { '/msw/mockServiceWorker.js': js(serviceWorker) }),
)

const orders = ['first', 'last'] as const
type Order = (typeof orders)[number]

/** Who puts patches on top of ours. */
const patching = ['zone', 'sentry', 'otel']
const traceHeaders: Record<string, string[]> = {
  sentry: ['baggage', 'sentry-trace'],
  otel: ['traceparent'],
}

/** Calls in which zone.js's pages see a difference; each has a test of its own below. */
const seenInZones: Record<Order, string[]> = {
  first: ['order'],
  last: ['order', 'events', 'zone-fetch', 'zone-xhr', 'zone-events'],
}

/** What arrives otherwise than the page's call says when a service worker makes it anew. */
function madeAnew(engine: EngineName): Record<string, string | undefined> {
  return {
    mocked: undefined,
    'xhr-mocked': undefined,
    // Fetch has no way to pass on that an upload is listened to; Chromium keeps it nevertheless.
    ...(engine !== 'chromium' && { 'xhr-upload-listener': 'none', 'xhr-upload-attribute': 'none' }),
    // WebKit's EventSource sets a header that counts when it is set again.
    ...(engine === 'webkit' && { events: 'GET cache-control' }),
  }
}

const endings = (calls: readonly Call[]) =>
  calls.map(({ url, initiator, method, outcome, status }) =>
    [initiator, method, lastPart(url), outcome, status].join(' '),
  )

describe.each(chosenEngines)('in %s', engine => {
  describe.each(guests)('%s', name => {
    const met = () => of(engine)[name]!

    const ordersOf = clients.includes(name) ? (['first'] as const) : orders

    test.each(ordersOf)('works as without a watcher that was there %s', order => {
      const { bare } = met()
      const { seen, wire } = met()[order]
      const known = name === 'zone' ? seenInZones[order] : []
      for (const call of Object.keys(bare.seen)) {
        if (!known.includes(call)) expect(seen[call], call).toEqual(bare.seen[call])
      }
      expect(steady(wire)).toEqual(steady(bare.wire))
    })

    test('a watcher that was there first is right about its preflights', () => {
      const { calls, wire } = met().first
      const said = { ...saidOf(calls), ...(name === 'msw' && madeAnew(engine)) }
      expect(said).toEqual(sentOf(wire))
    })

    // One that came first is not compared with itself.
    const lastTest = ordersOf.length > 1 ? test : () => {}
    lastTest('a watcher that came last records the same calls', () => {
      const { first, last } = met()
      expect(first.calls.length).toBeGreaterThan(7)
      expect(endings(last.calls)).toEqual(endings(first.calls))
      // What others add below it, it can't see.
      if (!(name in traceHeaders)) expect(saidOf(last.calls)).toEqual(saidOf(first.calls))
    })

    test.each(ordersOf)('works when a watcher that was there %s has gone', order => {
      const { seen, wire, recorded } = met()[order].after
      expect(recorded).toBe(0)
      expect(seen).toEqual(met().bareFew.seen)
      expect(steady(wire)).toEqual(steady(met().bareFew.wire))
    })

    test('all functions are the very same again, but for those patched since', () => {
      expect(met().last.after.changed).toEqual([])
      const { changed } = met().first.after
      if (patching.includes(name)) expect(changed).toContain('window.fetch')
      else expect(changed).toEqual([])
    })
  })

  test.each(Object.keys(traceHeaders))('the headers of %s are reasons', name => {
    const { calls } = of(engine)[name]!.first
    for (const path of ['get', 'put', 'form', 'xhr-get', 'xhr-put', 'xhr-deny']) {
      const { verdict } = calls.find(({ url }) => lastPart(url) === path)!
      const names = verdict.reasons.flatMap(reason => (reason.code === 'header' ? reason.name : []))
      expect(names, path).toEqual(expect.arrayContaining(traceHeaders[name]!))
    }
  })

  // zone.js patches then() of the browser's promises to make promises of its own: asking it would
  // change the kind of what fetch() gives back, and its time.
  test.each(orders)('a promise of fetch is the same under zone.js, %s', order => {
    const { zone } = of(engine)
    expect(zone![order].seen.order).toEqual(zone!.bare.seen.order)
  })

  // Added through zone.js, our listeners and timers would count as the page's: Angular waits for them.
  test('a watcher on top of zone.js leaves no tasks in zones', () => {
    const { bare, last } = of(engine).zone!
    expect(last.seen['zone-fetch']).toEqual(bare.seen['zone-fetch'])
    expect(last.seen['zone-xhr']).toEqual(bare.seen['zone-xhr'])
  })

  // zone.js calls all its listeners in the place of the first, which must not be ours.
  test('a watcher on top of zone.js leaves the order of listeners', () => {
    const { bare, last } = of(engine).zone!
    expect(last.seen['zone-events']).toEqual(bare.seen['zone-events'])
  })
})
