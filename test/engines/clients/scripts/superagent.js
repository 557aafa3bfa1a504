// preflight: content-type, header x-a, method PUT, method DELETE, upload-listener
import request from 'superagent'

const api = 'https://api.example.com'

await tell('plain', async () => (await request.get(`${api}/plain`)).body)
await tell('json', async () => (await request.put(`${api}/json`).send({ a: 1 })).body)
await tell('header', async () => (await request.get(`${api}/header`).set('X-A', '1')).status)
await tell('progress', () => {
  const upload = request.post(`${api}/progress`).type('text/plain').send('text')
  return upload.on('progress', ({ direction, loaded }) => console.log(direction, loaded))
})
await tell('denied', () => request.delete(`${api}/denied`))
await tell('missing', () => request.get(`${api}/missing`))
await tell('timeout', () => request.get(`${api}/slow`).timeout(60))
await tell('callback', () => new Promise(done => request.get(`${api}/callback`).end(done)))
