/** Watching a browser context: the script goes in before anything of a page, and what it says comes out. */

import type { BrowserContext, Frame } from '@playwright/test'
import { clientSource } from '../plugin/client-source.ts'
import { type Listener, listenTo } from './connection.ts'
import type { PageConfig, SentMessage } from './messages.ts'
import type { ContextRecord } from './record.ts'

/** The name that the way to the test has in a page until the script takes it. */
const BINDING = '__whyPreflight'

const WORKERS = new Set(['worker', 'shared_worker', 'service_worker'])
const PAGES = new Set(['page', 'iframe'])

/** A context that is being watched. */
export interface Watching {
  /** Whether the browser tells what it sends. */
  readonly compared: boolean
  end(): void
}

/** Watches a context that has no pages yet. */
export async function watchContext(
  context: BrowserContext,
  watch: PageConfig['watch'],
  record: ContextRecord,
): Promise<Watching> {
  const config: PageConfig = { binding: BINDING, watch }
  const script = clientSource(['playwright-client'], config)
  const end = listenTo(context, listener(script, record))
  if (end) return { compared: true, end }
  await watchPages(context, script, record)
  return { compared: false, end: () => undefined }
}

/** What there is where the browser's protocol is not to be had: pages alone, and no requests. */
async function watchPages(
  context: BrowserContext,
  script: string,
  record: ContextRecord,
): Promise<void> {
  const frames = new Map<Frame, number>()
  await context.exposeBinding(BINDING, ({ frame }, text: string) => {
    if (!frames.has(frame)) frames.set(frame, frames.size)
    const message = JSON.parse(text) as SentMessage
    record.addMessage(message, '', `${frames.get(frame)} ${message.began}`)
  })
  await context.addInitScript({ content: script })
}

const BEFORE_SCRIPTS = 'beforeScriptExecution'

interface Paused {
  readonly reason: string
}

interface BindingCalled {
  readonly name: string
  readonly payload: string
  readonly executionContextId: number
}

const listener = (script: string, record: ContextRecord): Listener => ({
  onTarget(session, type) {
    if (!WORKERS.has(type)) return
    session.send('Runtime.addBinding', { name: BINDING })
    // Chromium reports no preflights of shared workers, so their other requests prove nothing.
    if (type !== 'shared_worker') session.send('Network.enable')
    // A worker that waits for its start has no location yet, and crashes when it is asked for it. It
    // is stopped once more, before the first line of its own.
    session.send('Debugger.enable')
    session.send('Debugger.setInstrumentationBreakpoint', { instrumentation: BEFORE_SCRIPTS })
  },
  onEnabled(session, type) {
    // Not earlier: a window that has no scripts yet would get its binding too late.
    if (!PAGES.has(type)) return
    session.send('Runtime.addBinding', { name: BINDING })
    const options = { source: script, runImmediately: true }
    session.send('Page.addScriptToEvaluateOnNewDocument', options)
  },
  onEvent(session, method, params) {
    if (method === 'Debugger.paused') {
      if ((params as Paused).reason !== 'instrumentation') return false
      // What is said to a debugger overtakes the rest.
      session.send('Runtime.evaluate', { expression: script }, () =>
        session.send('Debugger.disable'),
      )
      return true
    }
    if (method !== 'Runtime.bindingCalled') {
      record.addEvent(session.id, method, params)
      return false
    }
    const { name, payload, executionContextId } = params as BindingCalled
    if (name !== BINDING) return false
    record.addMessage(JSON.parse(payload), session.id, `${session.id} ${executionContextId}`)
    return true
  },
  onError: error => record.addFault(error),
})
