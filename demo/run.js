/** Running a card: its calls are made, then the library and the server are asked about them. */

import { disagreements } from './agreement.js'

const SETTLED_MS = 6000
const BEACON_MS = 3000

const sleep = ms => new Promise(resolve => setTimeout(resolve, ms))

/**
 * Starts a card.
 *
 * @returns `ended`, a promise that the calls are over, and `result`, which also waits for their cost
 * to be known.
 */
export function startCard(card, policy, watcher) {
  const opened = openRun(policy)
  const calling = opened.then(async ({ id, api }) => {
    const calls = watchCalls(watcher, api)
    let error = null
    try {
      await endOf(await card.run(api))
    } catch (thrown) {
      error = `${thrown}`
    }
    return { id, calls, error }
  })
  return { ended: calling, result: calling.then(call => resultOf(call, policy)) }
}

async function openRun(policy) {
  const response = await fetch('/runs', { method: 'POST', body: JSON.stringify(policy) })
  return response.json()
}

async function resultOf({ id, calls, error }, policy) {
  await Promise.race([calls.settled(), sleep(SETTLED_MS)])
  const seen = calls.stop()
  const received = await receivedIn(
    id,
    seen.some(({ initiator }) => initiator === 'beacon'),
  )
  return { calls: seen, received, error, problems: disagreements(seen, received, policy) }
}

/** A page can't know when a beacon has arrived, so the server is asked until it has. */
async function receivedIn(id, isBeacon) {
  const limit = performance.now() + BEACON_MS
  for (;;) {
    const received = await (await fetch(`/runs/${id}`)).json()
    const arrived = received.some(({ method }) => method !== 'OPTIONS')
    if (!isBeacon || arrived || performance.now() > limit) return received
    await sleep(30)
  }
}

/** Collects the library's calls below an address. */
function watchCalls(watcher, api) {
  const calls = new Map()
  const known = new Set()
  let look = () => {}
  const unsubscribe = watcher.subscribe(call => {
    if (!call.url.startsWith(`${api}/`)) return
    calls.set(call.id, call)
    // Told of a second time, no longer pending, its cost is known or will not be.
    if (call.outcome !== 'pending') known.add(call.id)
    look()
  })
  return {
    settled: () =>
      new Promise(resolve => {
        look = () => {
          if (known.size === calls.size) resolve()
        }
        look()
      }),
    stop: () => {
      unsubscribe()
      return structuredClone([...calls.values()])
    },
  }
}

/** Waits for the end of what a card started. */
function endOf(made) {
  // A browser knows what a call took when all of its answer has been read.
  if (made instanceof Response) return made.text()
  if (made instanceof XMLHttpRequest) {
    return new Promise(resolve => made.addEventListener('loadend', resolve))
  }
  if (made instanceof EventSource) {
    return new Promise((resolve, reject) => {
      made.onmessage = resolve
      made.onerror = () => reject(new Error('the EventSource failed'))
    }).finally(() => made.close())
  }
}
