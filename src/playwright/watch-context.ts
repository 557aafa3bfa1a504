/** Watching a browser context: the script goes in before anything of a page, and what it says comes out. */

import type { BrowserContext, Frame } from '@playwright/test'
import { clientSource } from '../plugin/client-source.ts'
import { type Listener, listenTo, type Message } from './connection.ts'
import type { PageConfig, PageMessage } from './messages.ts'
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
  const script = clientSource('playwright-client', config)
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
    const message = JSON.parse(text) as PageMessage & { began: number }
    record.addMessage(message, '', `${frames.get(frame)} ${message.began}`)
  })
  await context.addInitScript({ content: script })
}

interface BindingCalled {
  readonly name: string
  readonly payload: string
  readonly executionContextId: number
}

const listener = (script: string, record: ContextRecord): Listener => ({
  onTarget: type => {
    if (PAGES.has(type)) {
      const params = { source: script, runImmediately: true }
      return [addBinding, { method: 'Page.addScriptToEvaluateOnNewDocument', params }]
    }
    if (!WORKERS.has(type)) return []
    const run: Message = { method: 'Runtime.evaluate', params: { expression: script } }
    return [addBinding, run, { method: 'Network.enable' }]
  },
  onEvent: (session, method, params) => {
    if (method !== 'Runtime.bindingCalled') {
      record.addEvent(session, method, params)
      return false
    }
    const { name, payload, executionContextId } = params as BindingCalled
    if (name !== BINDING) return false
    record.addMessage(JSON.parse(payload), session, `${session} ${executionContextId}`)
    return true
  },
  onError: error => record.addFault(error),
})

const addBinding: Message = { method: 'Runtime.addBinding', params: { name: BINDING } }
