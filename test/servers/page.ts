/** A page, and the calls that it makes in a real engine. */

import type { Engine } from '../engines/engine.ts'
import type { Call } from './combination.ts'
import { listen, type Running } from './listen.ts'

/** How a call ended, to the page. */
export interface Ended {
  outcome: 'allowed' | 'blocked'
  /** 0 where the page sees none. */
  status: number
}

/** Serves a blank page. */
export const servePage = (): Promise<Running> =>
  listen((_, response) => {
    response.setHeader('Content-Type', 'text/html;charset=utf-8')
    // The empty icon keeps browsers from asking for one.
    response.end('<!doctype html><link rel="icon" href="data:,"><title>page</title>')
  })

/** Makes the calls from the page that is open, one after another. */
export const makeCalls = (engine: Engine, calls: readonly Call[]): Promise<Ended[]> =>
  engine.run<Ended[]>(
    `const ended = []
    for (const { url, ...init } of ${JSON.stringify(calls)}) {
      try {
        const { status } = await fetch(url, init)
        ended.push({ outcome: 'allowed', status })
      } catch (error) {
        if (!(error instanceof TypeError)) throw error
        ended.push({ outcome: 'blocked', status: 0 })
      }
    }
    return ended`,
    { timeoutMs: 60_000 },
  )

/** A URL that no cache knows yet. */
export const fresh = (url: string, mark: string): string => `${url}?n=${mark}`
