// A page whose API is mocked by MSW's worker, in front of which a browser is simulated.

import { HttpResponse, http } from 'msw'
import { setupWorker } from 'msw/browser'
import { cors } from '../../../dist/msw.js'
import { failureOf, simulateBrowser } from '../../../dist/simulate.js'

const API = 'https://api.example.com'
const REAL = location.hash.slice(1)

const received = []
const worker = setupWorker(
  cors(
    API,
    {
      origins: ['https://app.example.com'],
      methods: ['PUT'],
      headers: ['content-type'],
      maxAge: 600,
    },
    http.put(`${API}/orders/:id`, async ({ request }) => {
      received.push([
        request.method,
        request.mode,
        request.credentials,
        request.headers.get('origin'),
      ])
      return HttpResponse.json({ ok: true, sent: await request.json() })
    }),
    http.get(`${API}/moved`, () => HttpResponse.redirect(`${API}/orders/1`, 302)),
  ),
  http.get(`${API}/no-cors`, () => HttpResponse.text('secret')),
  http.options('https://by-hand.example.com/', ({ request }) => {
    const asked = ['origin', 'access-control-request-method', 'access-control-request-headers']
    received.push(asked.map(name => request.headers.get(name)))
    return new HttpResponse(null, { status: 204 })
  }),
)
const browser = simulateBrowser({
  origin: 'https://app.example.com',
  browser: 'webkit',
  report: 'silent',
})

const start = () =>
  worker.start({
    quiet: true,
    onUnhandledRequest: 'bypass',
    serviceWorker: { url: 'mockServiceWorker.js' },
  })
const begin = {
  'listen, then install': async () => {
    await start()
    browser.install()
  },
  'install, then listen': async () => {
    browser.install()
    await start()
  },
}

const saveOrder = id =>
  fetch(`${API}/orders/${id}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id }),
    credentials: 'omit',
  })

const refused = promise => promise.then(String, error => `${error.name}: ${failureOf(error)?.code}`)

const viaXhr = (method, url) =>
  new Promise(resolve => {
    const xhr = new XMLHttpRequest()
    xhr.open(method, url)
    xhr.onloadend = () => resolve([xhr.status, xhr.responseText])
    xhr.send()
  })

/** Everything the test asks of this page, in one go. */
globalThis.runInOrder = async order => {
  const native = [globalThis.fetch, globalThis.XMLHttpRequest]
  const seen = []
  worker.events.on('request:start', ({ request }) =>
    seen.push(`${request.method} ${new URL(request.url).pathname}`),
  )
  await begin[order]()
  const saved = await saveOrder(1).catch(e => {
    throw new Error(`${e}: ${JSON.stringify(failureOf(e))} ${e.stack}`)
  })
  const result = {
    saved: [saved.status, saved.type, await saved.json()],
    again: (await saveOrder(1)).status,
    preflights: browser.preflights.length,
    notAllowed: await refused(fetch(`${API}/orders/1`, { method: 'DELETE' })),
    withoutHeaders: await refused(fetch(`${API}/no-cors`)),
    byHand: await refused(
      fetch('https://by-hand.example.com/', { method: 'PUT', headers: { 'X-A': '1' } }),
    ),
    moved: await refused(fetch(`${API}/moved`)),
    xhr: await viaXhr('DELETE', `${API}/orders/1`),
    // What is not mocked is the real browser's, and the real server's.
    real: await fetch(`${REAL}/open`).then(response => response.text()),
    realRefused: await refused(fetch(`${REAL}/closed`)),
    realXhr: await viaXhr('GET', `${REAL}/open`),
    received,
    seen: seen.filter(line => !line.includes('/open') && !line.includes('/closed')),
  }
  browser.uninstall()
  worker.stop()
  return {
    ...result,
    restored: native.every((f, i) => f === [globalThis.fetch, globalThis.XMLHttpRequest][i]),
  }
}
