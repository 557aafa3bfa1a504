// What every page under tracing calls.
const api = 'https://api.example.com'
const xhr = (method, path, body) =>
  new Promise(resolve => {
    const request = new XMLHttpRequest()
    request.open(method, `${api}/${path}`) // ← method PUT
    request.onloadend = ({ type }) => resolve([type, request.status, request.responseText])
    request.send(body) // ←
  })

export async function makeCalls() {
  await tell('get', async () => (await fetch(`${api}/get`)).json())
  await tell('json', async () => {
    const headers = { 'Content-Type': 'application/json' }
    return (await fetch(`${api}/json`, { method: 'POST', headers, body: '{}' })).status // ← content-type
  })
  await tell('headers', async () => {
    const headers = new Headers()
    headers.set('X-A', '1')
    return (await fetch(`${api}/headers`, { headers })).status
  })
  await tell('request', async () => (await fetch(new Request(`${api}/request`))).status)
  await tell('xhr-get', () => xhr('GET', 'xhr-get'))
  await tell('xhr-put', () => xhr('PUT', 'xhr-put', 'text'))
  await tell('denied', () => fetch(`${api}/denied`))
  await tell('xhr-denied', () => xhr('GET', 'denied'))
  await tell('aborted', () => fetch(`${api}/slow`, { signal: AbortSignal.timeout(60) })) // ←
}
