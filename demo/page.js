/** The page: cards, the server's settings, and running one card or all. */

import { cards } from './cards.js'
import { startCard } from './run.js'
import { loadSource } from './source.js'
import { cardView } from './view.js'

const settings = document.querySelector('form')
const status = document.querySelector('#status')
const results = new Map()

/** The watcher that the page's first script installed. */
const { watcher } = globalThis

const source = await loadSource()
const views = new Map(
  cards.map(card => [card, cardView(card, source, () => run(card).result.then(tellStatus))]),
)
document.querySelector('#cards').append(...[...views.values()].map(({ element }) => element))

function run(card) {
  const { delay, maxAge } = settings.elements
  const view = views.get(card)
  view.running()
  const policy = { delayMs: Number(delay.value), maxAge: maxAge.checked ? Number(maxAge.value) : 0 }
  const { ended, result } = startCard(card, policy, watcher)
  return {
    ended: ended.catch(() => undefined),
    result: result.catch(unanswered).then(of => {
      results.set(card.id, of)
      view.show(of)
    }),
  }
}

/** What came of a run if the demo's own server is gone. */
const unanswered = error => ({
  calls: [],
  received: [],
  error: `${error}`,
  problems: ['the demo’s server does not answer'],
})

async function runAll() {
  if (document.body.dataset.state === 'running') return
  document.body.dataset.state = 'running'
  results.clear()
  const settling = []
  for (const card of cards) {
    status.textContent = `Running ${settling.length + 1} of ${cards.length} …`
    const { ended, result } = run(card)
    settling.push(result)
    // One after the other: calls that queue for a connection would seem to wait for a preflight.
    await ended
  }
  status.textContent = 'Waiting for the last figures …'
  await Promise.all(settling)
  tellStatus()
  document.body.dataset.state = 'done'
}

function tellStatus() {
  const wrong = [...results.values()].filter(({ problems }) => problems.length > 0).length
  const { preflightsSent, waitedMs } = watcher.summary()
  const agreement = wrong === 0 ? 'library and server agree' : `${wrong} disagree`
  status.textContent =
    `${results.size} of ${cards.length} run: ${agreement}. ` +
    `${preflightsSent} preflights timed, ${Math.round(waitedMs)} ms waited for them.`
}

document.querySelector('#run-all').addEventListener('click', runAll)

/** For whoever runs the page without looking at it. */
globalThis.demoResults = () =>
  cards.flatMap(({ id, title }) => {
    const result = results.get(id)
    return result ? [{ id, title, ...result }] : []
  })
document.body.dataset.state = 'ready'
