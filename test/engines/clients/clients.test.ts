/** Real clients beside a watcher: it is right about their calls, and they don't notice it. */

import { describe, expect, test } from 'vitest'
import type { Reason } from '../../../src/standard/reason.ts'
import { chosenEngines } from '../chosen.ts'
import { inEachEngine } from '../coexist/each-engine.ts'
import { saidOf, sentOf, steady } from '../coexist/wire.ts'
import type { EngineName } from '../find.ts'
import { type Run, runAll, vendor } from './runs.ts'
import { snippets } from './snippets.ts'

const of = inEachEngine(runAll)

/** Libraries that patch fetch and XMLHttpRequest, by the packages that they are made of. */
const TRACERS: Record<string, RegExp> = {
  sentry: /^@sentry\//,
  opentelemetry: /^@opentelemetry\/instrumentation-/,
  datadog: /^@datadog\//,
  'application-insights': /^@microsoft\/applicationinsights-/,
}

const clientOf = (path: string): string => path.split('/')[2]!

/** By the beginning of a path, the engines in whose stacks not every call has its user's line. */
const OUT_OF_SIGHT: Record<string, readonly EngineName[]> = {
  // Firefox has it for the first call of each upload.
  '/src/tus/': ['chromium', 'firefox', 'webkit'],
  '/src/uppy/': ['chromium', 'webkit'],
  '/src/urql/': ['chromium', 'webkit'],
  '/src/superagent/': ['webkit'],
  '/src/ky/script.js': ['webkit'],
  // Behind an asynchronous interceptor.
  '/src/axios/script.js': ['webkit'],
}

const outOfSight = (path: string, engine: EngineName): boolean =>
  Object.entries(OUT_OF_SIGHT).some(
    ([beginning, engines]) => path.startsWith(beginning) && engines.includes(engine),
  )

const nameOf = (reason: Reason): string =>
  [
    reason.code,
    'name' in reason ? reason.name : undefined,
    'method' in reason ? reason.method : undefined,
  ]
    .filter(Boolean)
    .join(' ')

const reasonsOf = ({ calls }: Run): Reason[] => calls.flatMap(({ verdict }) => verdict.reasons)

const withoutQuery = <T extends { path: string }>(request: T): T => ({
  ...request,
  path: request.path.replace(/\?.*/, ''),
})

describe.each(chosenEngines)('in %s', (engine: EngineName) => {
  describe.each(snippets)('$path', ({ path, reasonsIn, placesOf, answer }) => {
    const run = () => of(engine).get(path)!

    test('sends the preflights that its verdicts tell', () => {
      const { calls, watched } = run()
      expect(saidOf(calls)).toEqual(sentOf(watched.wire.map(withoutQuery)))
      for (const { verdict } of calls) expect(verdict.preflight).toBe(verdict.request !== null)
      expect([...new Set(reasonsOf(run()).map(nameOf))].sort()).toEqual(reasonsIn(engine))
    })

    test('is pointed at, not what is inside of its client', () => {
      for (const { url, verdict } of run().calls) {
        for (const reason of verdict.reasons) {
          const name = nameOf(reason)
          const [place = ''] = /\/src\/.*:\d+(?=:\d+$)/.exec(`${reason.setAt}`) ?? [reason.setAt]
          const inside = vendor.packageAt(`${reason.setAt}`)
          if (!inside || !outOfSight(path, engine)) {
            expect(placesOf(name, url), `${name} of ${url}`).toContain(place)
          }
        }
      }
    })

    const tracer = TRACERS[clientOf(path)]
    const tracerTest = tracer ? test : () => {}
    tracerTest('has the library that adds headers on top of its stack', () => {
      for (const { stack, initiator } of run().calls) {
        // WebKit forgets a function whose last act is the call.
        if (engine === 'webkit' && initiator === 'xmlhttprequest') continue
        const [top = ''] = /\bhttp:\S+:\d+/.exec(stack) ?? []
        expect(vendor.packageAt(top)).toMatch(tracer!)
      }
    })

    // A guide shows what the server has to answer.
    const guideTest = answer ? test : () => {}
    guideTest('is allowed by the answer that its guide shows', () => {
      expect(run().calls.map(({ outcome }) => outcome)).not.toContain('error')
    })

    test('works as without a watcher', () => {
      const { bare, watched } = run()
      expect(JSON.stringify(bare.seen)).not.toContain('the script has not ended')
      expect(watched.seen).toEqual(bare.seen)
      expect(steady(watched.wire)).toEqual(steady(bare.wire))
    })
  })
})
