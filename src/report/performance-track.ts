/**
 * Preflights on a track of their own in Chromium's Performance panel:
 * https://developer.chrome.com/docs/devtools/performance/extension
 */

import type { Call } from '../browsers/call.ts'
import { DOCS, publicUrl } from '../explain/call.ts'
import { milliseconds } from '../explain/quantities.ts'
import { reasonWords } from '../explain/reasons.ts'
import { stateOf } from '../explain/state.ts'
import { engineOf } from '../intercept/engine.ts'
import type { Watcher } from '../intercept/watch-page.ts'

/**
 * Puts each preflight that is known to have been sent onto the track, at the moments measured; in
 * other browsers than Chromium nothing.
 *
 * @returns A function that ends it.
 */
export function showTrack(watcher: Watcher, target: typeof globalThis): () => void {
  const { performance } = target
  if (engineOf(target) !== 'chromium') return () => undefined
  return watcher.subscribe(call => {
    if (call.cost.preflightSent !== 'yes') return
    const { name, ...options } = trackEntry(call)
    performance.measure(name, options)
    // A recording has it by now; the page's own timeline is to stay as it is.
    performance.clearMeasures(name)
  })
}

/** A call's preflight as an entry of the track. */
export function trackEntry(call: Call) {
  const { method, url, cost, verdict, outcome } = call
  const what = `${method} ${publicUrl(url)}`
  return {
    name: `OPTIONS ${publicUrl(url)}`,
    start: cost.preflightStart,
    end: cost.preflightStart + cost.preflightMs,
    detail: {
      devtools: {
        dataType: 'track-entry',
        track: 'Preflights',
        color: outcome === 'error' ? 'error' : 'warning',
        tooltipText: `${what}  ${stateOf(call)}`,
        properties: [
          ['Call', what],
          ...verdict.reasons.map(reason => {
            const { subject, what } = reasonWords(reason)
            return [subject, reason.setAt ? `${what}, set at ${reason.setAt}` : what]
          }),
          ['Waited', `${milliseconds(cost.preflightMs)} of ${milliseconds(cost.totalMs)}`],
          ['More', `${DOCS}/${verdict.reasons[0]?.code}.md`],
        ],
      },
    },
  }
}
