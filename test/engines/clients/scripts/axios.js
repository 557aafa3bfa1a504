// preflight: content-type, header x-trace, header x-intercepted, method PATCH, method DELETE, upload-listener
import axios from 'axios'

const api = 'https://api.example.com'
const client = axios.create({ baseURL: api, headers: { 'X-Trace': '1' } }) // ← header x-trace
client.interceptors.request.use(async config => {
  await new Promise(resolve => setTimeout(resolve))
  config.headers.set('X-Intercepted', '1')
  return config
})

await tell('plain', async () => (await axios.get(`${api}/plain`)).data)
await tell('json', async () => (await axios.patch(`${api}/json`, { a: 1 })).data)
await tell('intercepted', async () => (await client.get('/intercepted')).data)
await tell('progress', async () => {
  const onUploadProgress = ({ loaded, total }) => console.log('up', loaded, total)
  const onDownloadProgress = ({ loaded }) => console.log('down', loaded)
  return (await axios.post(`${api}/progress`, 'text', { onUploadProgress, onDownloadProgress }))
    .status
})
await tell('denied', () => axios.delete(`${api}/denied`))
await tell('missing', () => axios.get(`${api}/missing`))
await tell('timeout', () => axios.get(`${api}/slow`, { timeout: 60 }))
await tell('aborted', () => axios.get(`${api}/slow`, { signal: AbortSignal.timeout(60) }))
