// preflight: content-type, method PATCH, method DELETE, header user-agent
// preflight (chromium): content-type, method PATCH, method DELETE
import axios from 'axios'

const client = axios.create({ baseURL: 'https://api.example.com', adapter: 'fetch' })

await tell('plain', async () => (await client.get('/plain')).data)
await tell('json', async () => (await client.patch('/json', { a: 1 })).data) // ← content-type, method PATCH
await tell('progress', async () => {
  const onDownloadProgress = ({ loaded }) => console.log('down', loaded)
  return (await client.get('/progress', { onDownloadProgress })).status
})
await tell('denied', () => client.delete('/denied'))
await tell('missing', () => client.get('/missing'))
await tell('timeout', () => client.get('/slow', { timeout: 60 })) // ←
await tell('aborted', () => client.get('/slow', { signal: AbortSignal.timeout(60) })) // ←
