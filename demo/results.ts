/** Running the page's cards in a browser, and what came of them. */

import type { Call } from '../src/index.ts'
import type { Engine } from '../test/engines/engine.ts'
import type { Received } from './runs.ts'

/** What came of one card. */
export interface CardResult {
  id: string
  title: string
  calls: Call[]
  received: Received[]
  /** What the card's code threw. */
  error: string | null
  /** Where library and server disagree; empty where they don't. */
  problems: string[]
}

const RUN_ALL = `
  const until = async state => {
    while (document.body.dataset.state !== state) await new Promise(done => setTimeout(done, 20))
  }
  await until('ready')
  document.querySelector('#run-all').click()
  await until('done')
  return demoResults()`

/** Opens the page, clicks "Run all" and waits for every card. */
export async function runAllCards(engine: Engine, url: string): Promise<CardResult[]> {
  await engine.goto(url)
  return engine.run<CardResult[]>(RUN_ALL, { timeoutMs: 60_000 })
}
