// preflight: content-type, header x-hooked, method PUT, method DELETE
import ky from 'ky'

const api = ky.create({ prefixUrl: 'https://api.example.com', retry: 0 })
const hooked = api.extend({
  hooks: {
    beforeRequest: [
      // ↓ header x-hooked
      request => request.headers.set('X-Hooked', '1'),
    ],
  },
})

await tell('plain', () => api.get('plain').json())
await tell('json', () => api.put('json', { json: { a: 1 } }).json()) // ← content-type
await tell('hooked', () => hooked.get('hooked').text())
await tell('progress', () => {
  const onDownloadProgress = ({ transferredBytes }) => console.log('down', transferredBytes)
  return api.get('progress', { onDownloadProgress }).text()
})
await tell('denied', () => api.delete('denied'))
await tell('missing', () => api.get('missing'))
await tell('timeout', () => api.get('slow', { timeout: 60 }))
await tell('aborted', () => api.get('slow', { signal: AbortSignal.timeout(60) }))
