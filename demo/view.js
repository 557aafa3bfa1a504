/** What the page shows of cards and of what came of them. */

import { matchWire } from './agreement.js'
import { h, withAttributes } from './elements.js'
import { codeOf, lineAt, lineId } from './source.js'
import { browserLines, clientLine, engineOf, reasonWords, refusalWords } from './words.js'

const engine = engineOf(globalThis)

/** A card on the page; `show` takes what came of a run. */
export function cardView(card, source, run) {
  const button = withAttributes(h('button', 'Run'), {
    type: 'button',
    'aria-label': `Run: ${card.title}`,
  })
  const mark = h('p.mark')
  const verdict = h('div.content', h('p.empty', 'Not run yet.'))
  const wire = h('div.content', h('p.empty', 'Not run yet.'))
  const code = codeOf(card, source)
  const heading = withAttributes(h('h2', card.title), { id: `${card.id}-title` })
  const element = withAttributes(
    h(
      'article.card',
      h('header', h('div', heading, h('p.note', card.note)), mark, button),
      h(
        'div.panes',
        h('section.pane', h('h3', 'What runs'), code),
        h('section.pane', h('h3', 'What the library says'), verdict),
        h('section.pane', h('h3', 'What the server received'), wire),
      ),
    ),
    { id: card.id, 'aria-labelledby': heading.id },
  )
  button.addEventListener('click', () => {
    if (element.dataset.state !== 'running') run()
  })
  return {
    element,
    running() {
      element.dataset.state = 'running'
      button.setAttribute('aria-disabled', 'true')
      mark.replaceChildren('Running …')
    },
    show(result) {
      const { calls, received, problems } = result
      element.dataset.state = problems.length === 0 ? 'agrees' : 'disagrees'
      button.removeAttribute('aria-disabled')
      mark.replaceChildren(problems.length === 0 ? '✓ Both agree' : '✗ They disagree')
      verdict.replaceChildren(...calls.flatMap((call, index) => callView(call, index, calls)))
      wire.replaceChildren(...wireView(calls, received), ...endView(result))
      markCauses(code, calls)
    },
  }
}

function callView(call, index, calls) {
  const { verdict, cost } = call
  const which = calls.length > 1 ? [h('h4', `Call ${index + 1}`)] : []
  // A recorded call tells of the others only whether they preflight it.
  const verdictIn = other => ({ preflight: verdict.browsers[other], blocked: null })
  const browsers = browserLines(verdict, engine, verdictIn).join(' ')
  if (verdict.blocked) {
    const { what, fix } = refusalWords(verdict.blocked)
    return [
      ...which,
      h('p.badge.blocked', 'Blocked'),
      h('p', `${what}.`),
      h('p.client', `Client: ${fix}.`),
      h('p.browsers', browsers),
    ]
  }
  if (!verdict.preflight) {
    return [...which, h('p.badge.simple', 'No preflight'), h('p.browsers', browsers)]
  }
  return [
    ...which,
    h('p.badge.preflight', 'Preflight'),
    h('ul.reasons', ...verdict.reasons.map(reasonView)),
    h('p', 'Asks for ', ...askedView(verdict.request), '.'),
    ...costView(cost),
    h('p.client', clientLine(verdict.reasons)),
    h('p.browsers', browsers),
  ]
}

function reasonView(reason) {
  const { subject, what } = reasonWords(reason)
  return h('li', h('strong', subject), ` ${what}`, ...placeView(reason.setAt))
}

function placeView(place) {
  if (!place) return []
  const line = lineAt(place)
  const name = place.split('/').at(-1)
  const shown =
    line === undefined ? name : withAttributes(h('a', name), { href: `#${lineId(line)}` })
  return [h('span.place', 'set at ', shown)]
}

const askedView = ({ method, headers }) =>
  headers.length > 0
    ? [h('code', method), ' with ', h('code', headers.join(', '))]
    : [h('code', method)]

function costView({ preflightMs, totalMs, preflightSent }) {
  const [waited, total] = [Math.round(preflightMs), Math.round(totalMs)]
  if (preflightSent === 'no (cached)') {
    return [h('p', `From the preflight cache: ${total} ms in all, none of it for a preflight.`)]
  }
  if (preflightSent !== 'yes') return [h('p', 'What it cost can’t be seen.')]
  // A beacon is over for the page before its preflight is.
  if (waited > total) return [h('p', `Waited ${waited} ms for it.`)]
  const bar = h('span.bar', h('span'))
  bar.firstChild.style.inlineSize = `${Math.min(100, (100 * preflightMs) / totalMs)}%`
  return [h('p', `Waited ${waited} of ${total} ms for it.`), bar]
}

function wireView(calls, received) {
  if (received.length === 0) return [h('p', 'Nothing.')]
  const { pairs, rest } = matchWire(calls, received)
  const requests = [...pairs.flatMap(pair => [pair.preflight, pair.request]), ...rest]
  return [h('ol.wire', ...requests.filter(Boolean).map(requestView))]
}

function requestView({ at, method, path, acrm, acrh }) {
  const asked = [
    ['Access-Control-Request-Method', acrm],
    ['Access-Control-Request-Headers', acrh],
  ].filter(([, value]) => value !== null)
  return h(
    'li',
    h('code.request', `${method} ${path}`),
    h('span.at', `+${at} ms`),
    ...asked.map(([name, value]) => h('code.header', `${name}: `, h('b', value))),
  )
}

function endView({ calls, error, problems }) {
  const status = calls.map(call => call.status).filter(Boolean)
  const saw = error ?? (status.length > 0 ? status.join(', then ') : 'nothing it could read')
  return [
    h('p.page', `The page saw ${saw}.`),
    ...problems.map(problem => h('p.problem', `✗ ${problem}`)),
  ]
}

/** Marks the lines that caused a preflight. */
function markCauses(code, calls) {
  const lines = calls.flatMap(({ verdict }) => verdict.reasons.map(({ setAt }) => lineAt(setAt)))
  for (const line of code.querySelectorAll('.line')) {
    line.classList.toggle('cause', lines.includes(Number(line.dataset.number)))
  }
}
