/** Calls that have been checked, of servers as they are and of servers that answer by the remedy. */

import { type CorsCheck, checkCors } from '../../src/server.ts'
import type { Call, Callable } from './combination.ts'
import { fixed } from './fixed.ts'
import type { Running } from './listen.ts'
import { fresh } from './page.ts'

/** A call, and what `checkCors` says of it. */
export interface Checked {
  name: string
  call: Call
  url: string
  check: CorsCheck
}

/** One of a server with a layer in front by which it should not fail. */
export interface Mended extends Checked {
  layer: Running
}

/** Checks them one after another, for the page at `origin`. */
export const checkAll = (calls: readonly Callable[], origin: string): Promise<Checked[]> =>
  inTurn(calls, async ({ server, policy, call, url }) => {
    const name = `${server} ${policy}: ${described(call)}`
    return { name, call, url, check: await ask(call, url, origin) }
  })

/** Puts a layer in front of each, and checks it again. */
export const mendAll = (failing: readonly Checked[], origin: string): Promise<Mended[]> =>
  inTurn(failing, async ({ name, call, url, check }) => {
    const layer = await fixed(url, check.remedy!)
    const there = layer.origin + new URL(url).pathname
    return { name, call, url: there, check: await ask(call, there, origin), layer }
  })

const ask = (call: Call, url: string, origin: string): Promise<CorsCheck> =>
  checkCors({ ...call, url: fresh(url, 'check') }, { origin, send: true })

const described = ({ method, headers, credentials }: Call): string =>
  [method, ...headers.map(([name]) => name), credentials].join(' ')

async function inTurn<T, U>(list: readonly T[], work: (item: T) => Promise<U>): Promise<U[]> {
  const done: U[] = []
  for (const item of list) done.push(await work(item))
  return done
}
