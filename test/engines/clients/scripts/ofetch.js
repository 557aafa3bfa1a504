// preflight: content-type, header accept-hook, method PUT, method DELETE
import { ofetch } from 'ofetch'

const api = ofetch.create({ baseURL: 'https://api.example.com', retry: 0 })
const hooked = api.create({
  onRequest({ options }) {
    options.headers.set('Accept-Hook', '1') // ← header accept-hook
  },
})

await tell('plain', () => api('/plain'))
await tell('json', () => api('/json', { method: 'PUT', body: { a: 1 } })) // ← content-type, method PUT
await tell('hooked', () => hooked('/hooked'))
await tell('denied', () => api('/denied', { method: 'DELETE' }))
await tell('missing', () => api('/missing'))
await tell('timeout', () => api('/slow', { timeout: 60 }))
await tell('aborted', () => api('/slow', { signal: AbortSignal.timeout(60) }))
