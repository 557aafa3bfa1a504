import { describe, expect, test } from 'vitest'
import type { Call } from '../../src/browsers/call.ts'
import type { Summary } from '../../src/intercept/summary.ts'
import type { Case, Pair, Step } from './cases.ts'
import { chosenEngines } from './chosen.ts'
import { record } from './record.ts'
import { library } from './verdicts.ts'

const HELD_MS = 300

/** A server that takes its time to answer an OPTIONS, and lets the page see timings or not. */
function caseOf(id: string, steps: Step[], maxAge: string, timingAllowed: boolean): Case {
  const origin: Pair = ['Access-Control-Allow-Origin', '$ORIGIN']
  const preflight: Pair[] = [
    origin,
    ['Access-Control-Allow-Methods', '$ACRM'],
    ['Access-Control-Allow-Headers', '$ACRH'],
    ['Access-Control-Max-Age', maxAge],
  ]
  const actual: Pair[] = timingAllowed ? [origin, ['Timing-Allow-Origin', '*']] : [origin]
  return {
    id,
    family: 'cache',
    note: 'cost',
    steps,
    server: {
      B: {
        preflight: { status: 204, headers: preflight, delayMs: HELD_MS },
        actual: { status: 200, headers: actual, body: 'ok' },
      },
    },
  }
}

const put: Step = { api: 'fetch', to: 'B', path: '/x', method: 'PUT' }
const xhr: Step = { ...put, api: 'xhr' }
const get: Step = { ...put, method: 'GET' }

const cases = [
  caseOf('cached', [put, put, put], '600', true),
  caseOf('cached-xhr', [xhr, xhr], '600', true),
  caseOf('never-cached', [put, put], '0', true),
  caseOf('hidden', [put, put], '600', false),
  caseOf('simple', [get], '600', true),
]

interface Collected {
  calls: Call[]
  /** Those of the recorder's warm-up too. */
  all: Call[]
  summary: Summary
}

describe.each(chosenEngines)('in %s, with an OPTIONS held for 300 ms', engine => {
  test('the cost is told as far as it can be seen', async () => {
    const { observations } = await record({
      engine,
      cases,
      inject: `${library()};globalThis.__watcher = whyPreflight.install({ report: 'silent' })`,
      collect: `
        const calls = () => __watcher.calls.filter(({ url }) => url.includes('/c/' + key + '/'))
        for (let i = 0; i < 20 && calls().some(({ cost }) => cost.preflightSent === 'unknown'); i++) {
          await new Promise(resolve => setTimeout(resolve, 50))
        }
        return { calls: calls(), all: __watcher.calls, summary: __watcher.summary() }`,
    })
    const [cached, cachedXhr, never, hidden, simple] = observations.map(({ collected }) =>
      (collected as Collected).calls.map(({ cost }) => cost),
    )
    const sent = (of: typeof cached) => of?.map(({ preflightSent }) => preflightSent)

    expect(sent(cached)).toEqual(['yes', 'no (cached)', 'no (cached)'])
    expect(sent(cachedXhr)).toEqual(['yes', 'no (cached)'])
    expect(sent(never)).toEqual(['yes', 'yes'])
    expect(sent(hidden)).toEqual(['unknown', 'unknown'])
    expect(sent(simple)).toEqual(['no'])
    const waits = [cached?.[0], cachedXhr?.[0], never?.[0], never?.[1]].map(
      cost => cost?.preflightMs ?? 0,
    )
    for (const wait of waits) {
      expect(wait).toBeGreaterThan(HELD_MS * 0.85)
      expect(wait).toBeLessThan(HELD_MS * 1.15)
    }

    const { summary, all } = observations[3]!.collected as Collected
    const ofAll = (value: (call: Call) => number) => all.reduce((sum, call) => sum + value(call), 0)
    expect(summary.calls).toBe(all.length)
    expect(summary.preflighted).toBe(ofAll(({ verdict }) => Number(verdict.preflight)))
    expect(summary.preflightsSent).toBe(ofAll(({ cost }) => Number(cost.preflightSent === 'yes')))
    expect(summary.waitedMs).toBeCloseTo(ofAll(({ cost }) => cost.preflightMs))
    expect(summary.savedByMaxAgeMs).toBeCloseTo(waits[3]!)
    for (const key of ['calls', 'preflightsSent', 'waitedMs', 'savedByMaxAgeMs'] as const) {
      expect(summary.endpoints.reduce((sum, endpoint) => sum + endpoint[key], 0)).toBeCloseTo(
        summary[key],
      )
    }
  })
})
