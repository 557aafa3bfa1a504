import type { Ask } from '../../explain/asked.ts'
import type { Watcher } from '../../intercept/watch-page.ts'
import type { CallStore } from './call-store.ts'

/** Where the panel has its facts from. */
export interface Source {
  readonly watcher: Watcher
  readonly calls: CallStore
  /** The page's. */
  readonly origin: string
  /** Asks the server about a call that failed; null where nobody can. */
  readonly ask: Ask | null
  readonly storage: Storage | undefined
}
