/** Installing a watcher with a reporter. */

import type { Call } from './browsers/call.ts'
import { ENGINES } from './browsers/rules.ts'
import type { Entry } from './intercept/record.ts'
import { summarize } from './intercept/summary.ts'
import { type Watcher, watchPage } from './intercept/watch-page.ts'
import { checkOptions, type InstallOptions } from './options.ts'
import type { Reporter } from './report/reporter.ts'

/** Makes the reporter for the console, now or when it is first needed. */
export type MakeReporter = (
  console: Console,
  origin: string,
  styled: boolean,
) => Reporter | Promise<Reporter>

/** Shows a watcher's calls somewhere, until it is told to end. */
export type Show = (watcher: Watcher, target: typeof globalThis) => () => void

/** What shows calls, each loaded by whoever asks for it. */
export type Shows = Readonly<Record<'panel' | 'track', () => Promise<Show>>>

/**
 * Installs a watcher whose words come from `makeReporter`.
 *
 * @throws TypeError for a bad option.
 */
export function installWith(
  makeReporter: MakeReporter,
  options: InstallOptions,
  shows?: Shows,
): Watcher {
  const { target, report, isExpected, shown, ...watched } = checkOptions(options)
  const { location, console } = target as Partial<typeof globalThis>
  if (!location || !console) return INERT

  let reporter: Reporter | Promise<Reporter> | undefined
  const tell = (say: (reporter: Reporter) => void): void => {
    if (report !== 'console') return
    reporter ??= makeReporter(console, target.origin ?? location.origin, !('process' in target))
    if (reporter instanceof Promise) reporter.then(say, () => undefined)
    else say(reporter)
  }
  const tellOf = (entry: Entry): void => {
    const { call } = entry
    const { verdict } = call
    if (report === 'silent' || !(verdict.crossOrigin || verdict.blocked)) return
    const finding = isFinding(call)
    if (finding && isExpected(call.url)) return
    if (typeof report === 'function') {
      if (finding) report(call)
    } else if (finding) {
      tell(to =>
        to.found({
          call: { ...call },
          browser: entry.browser,
          verdictIn: other => entry.verdictIn(other),
        }),
      )
    } else {
      tell(to => to.simple(call))
    }
  }
  let faults = 0
  const onError = (error: unknown): void => {
    if (faults++ === 0) tell(to => to.fault(error))
  }

  const watcher = watchPage({
    ...watched,
    target,
    onError,
    wrapped: names => tell(to => to.wrapped(names)),
    known: tellOf,
  })
  return shown.length > 0 && shows
    ? showing(
        watcher,
        shown.map(name => shows[name]().then(show => show(watcher, target))),
        onError,
      )
    : watcher
}

/** A watcher that, when it goes, takes along what shows its calls. */
function showing(
  watcher: Watcher,
  ends: readonly Promise<() => void>[],
  onError: (error: unknown) => void,
): Watcher {
  for (const end of ends) end.catch(onError)
  const { uninstall } = watcher
  const uninstallAll = () => {
    uninstall()
    for (const end of ends) end.then(stop => stop()).catch(onError)
  }
  return Object.assign(watcher, { uninstall: uninstallAll, [Symbol.dispose]: uninstallAll })
}

/** Whether there is something to tell of a call. */
export const isFinding = ({ verdict: { preflight, blocked, browsers } }: Call): boolean =>
  preflight || blocked !== null || ENGINES.some(engine => browsers[engine])

/** Where there is no page, as in Node, nothing is watched. */
const INERT: Watcher = {
  calls: [],
  subscribe: () => () => undefined,
  browser: 'standard',
  verdictIn: () => undefined,
  summary: () => summarize([]),
  uninstall: () => undefined,
  [Symbol.dispose]: () => undefined,
}
