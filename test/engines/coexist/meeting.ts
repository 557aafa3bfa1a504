/** Another library meets a watcher: in a page without it, after it, and before it. */

import type { Call } from '../../../src/browsers/call.ts'
import type { EngineName } from '../find.ts'
import type { PageFile } from '../origins.ts'
import { type Bench, callsOf, html, js, type Shown, withBench } from './bench.ts'
import { bundle } from './bundle.ts'

/** A page with the watcher in it. */
export interface Watched extends Shown {
  calls: Call[]
  /** After `uninstall()`. */
  after: Shown & {
    /** Calls still recorded. */
    recorded: number
    /** What is not what it was before the install. */
    changed: string[]
  }
}

/** What the three pages showed. */
export interface Meeting {
  bare: Shown
  bareFew: Shown
  /** The watcher was there first. */
  first: Watched
  /** The other library was there first. */
  last: Watched
}

const SCRIPTS: Record<string, string | undefined> = {
  nobody: undefined,
  zone: './guests/zone.js',
  sentry: './guests/sentry.js',
  otel: './guests/otel.js',
  msw: './guests/msw.js',
  axios: './clients/axios.js',
  jquery: './clients/jquery.js',
  ky: './clients/ky.js',
}

/** All that meet a watcher. */
export const guests = Object.keys(SCRIPTS)
/** They patch nothing, so that coming first or last is the same. */
export const clients = ['axios', 'jquery', 'ky']

/** Lets these libraries meet the watcher in one engine. */
export async function meetings(
  engine: EngineName,
  names: string[],
  more: Record<string, PageFile> = {},
): Promise<Record<string, Meeting>> {
  const files: Record<string, PageFile> = { ...more }
  for (const name of names) {
    const path = SCRIPTS[name]
    files[`/${name}/guest.js`] = js(path ? await bundle(path) : '')
    const guest = `/${name}/guest.js`
    files[`/${name}/bare.html`] = html(guest, '/calls.js')
    files[`/${name}/first.html`] = html('/snapshot.js', '/library.js', guest, '/calls.js')
    files[`/${name}/last.html`] = html(guest, '/snapshot.js', '/library.js', '/calls.js')
  }
  return withBench(engine, files, async bench => {
    const met: Record<string, Meeting> = {}
    for (const name of names) {
      await bench.open(`/${name}/bare.html`)
      const bare = await bench.makeCalls()
      const bareFew = await bench.makeCalls('few')
      const first = await watched(bench, `/${name}/first.html`)
      const last = clients.includes(name) ? first : await watched(bench, `/${name}/last.html`)
      met[name] = { bare, bareFew, first, last }
    }
    return met
  })
}

async function watched(bench: Bench, page: string): Promise<Watched> {
  await bench.open(page)
  const shown = await bench.makeCalls()
  const calls = await callsOf(bench)
  const changed = await bench.run<string[]>('watcher.uninstall(); return changesSince(before)')
  const again = await bench.makeCalls('few')
  const recorded = (await callsOf(bench)).length - calls.length
  return { ...shown, calls, after: { ...again, recorded, changed } }
}
