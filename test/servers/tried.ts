/** Recipes that are tried: each in a server of its own. */

import { SERVERS } from '../../src/explain/servers.ts'
import type { Call } from './combination.ts'
import type { Running } from './listen.ts'
import { fresh } from './page.ts'
import { PATHS, type RunnableServer, runnableServers, startWith } from './recipe-servers.ts'
import { type Tried, triedRemedies } from './remedies.ts'

/** A server that runs with a recipe in it. */
export interface TriedRecipe extends Tried {
  server: RunnableServer
  running: Running
}

/** Starts every server with the recipe for every remedy, before the application at `behind`. */
export async function startAll(page: string, behind: string): Promise<TriedRecipe[]> {
  const starts = await Promise.allSettled(
    runnableServers.flatMap(server =>
      triedRemedies(page).map(async tried => {
        const text = SERVERS[server].recipe(tried.remedy)
        return { ...tried, server, running: await startWith(server, text, behind) }
      }),
    ),
  )
  const started = starts.flatMap(start => (start.status === 'fulfilled' ? start.value : []))
  const failed = starts.find(start => start.status === 'rejected')
  if (failed === undefined) return started
  // Nobody else knows of those that did start.
  await Promise.all(started.map(({ running }) => running.close()))
  throw failed.reason
}

/** The calls to make of one, at every path; `mark` keeps caches out of it. */
export const callsOf = ({ call, running }: TriedRecipe, mark: string): Call[] =>
  Object.keys(PATHS)
    .filter(path => !(asksForLogin(path) && call.credentials === 'include'))
    .map(path => ({ ...call, url: fresh(running.origin + path, mark) }))

/** Where credentials may go along, a browser asks the user for them, and waits. */
const asksForLogin = (path: string): boolean => path === '/locked/'
