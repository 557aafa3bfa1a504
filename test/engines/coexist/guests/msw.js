import { HttpResponse, http } from 'msw'
import { setupWorker } from 'msw/browser'

const mocked = () => HttpResponse.json({ mocked: true })
const worker = setupWorker(http.put('*/mocked', mocked), http.put('*/xhr-mocked', mocked))

globalThis.ready = worker.start({
  quiet: true,
  onUnhandledRequest: 'bypass',
  serviceWorker: { url: '/msw/mockServiceWorker.js' },
})

globalThis.moreCalls = {
  mocked: async url => {
    const response = await fetch(url, { method: 'PUT', headers: { 'X-Five': '5' } })
    return [response.status, await response.json()]
  },
  'xhr-mocked': url =>
    new Promise(resolve => {
      const request = new XMLHttpRequest()
      request.open('PUT', url)
      request.responseType = 'json'
      request.onloadend = () => resolve([request.status, request.response])
      request.send()
    }),
}
