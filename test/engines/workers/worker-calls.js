// A worker's calls; then it posts what its watcher recorded, and what they showed.

const told = work =>
  work().then(
    value => value,
    error => `${error.name}: ${error.message}`,
  )

const CALLS = {
  get: url => fetch(url).then(response => response.text()),
  put: url => fetch(url, { method: 'PUT', body: 'text' }).then(response => response.text()),
  header: url => {
    const headers = new Headers({ 'X-One': '1' })
    return fetch(new Request(url, { headers })).then(response => response.text())
  },
  deny: url => fetch(url, { method: 'DELETE' }),
}

const xhr = (method, url, prepare) =>
  new Promise(resolve => {
    const request = new XMLHttpRequest()
    request.open(method, url)
    prepare(request)
    request.onloadend = () => resolve([request.status, request.responseText])
    request.send('text')
  })

// A service worker has none.
const XHR_CALLS = {
  'xhr-post': url => xhr('POST', url, () => {}),
  'xhr-put': url => xhr('PUT', url, request => request.setRequestHeader('X-Two', '2')),
  'xhr-upload': url =>
    xhr('POST', url, ({ upload }) => upload.addEventListener('progress', () => {})),
}

async function answer(base) {
  const seen = {}
  const calls = { ...CALLS, ...(globalThis.XMLHttpRequest && XHR_CALLS) }
  for (const [name, call] of Object.entries(calls)) {
    seen[name] = await told(() => call(`${base}/${name}`))
  }
  const { watcher } = globalThis
  return { seen, calls: watcher?.calls.map(call => ({ ...call })) ?? [], after: await left(base) }
}

/** What is recorded after `uninstall()`. */
async function left(base) {
  const { watcher } = globalThis
  const before = watcher?.calls.length
  watcher?.uninstall()
  const text = await told(() => CALLS.put(`${base}/after`))
  return { text, recorded: (watcher?.calls.length ?? 0) - (before ?? 0) }
}

const onMessage = async (port, data) => port.postMessage(await answer(data))

globalThis.onmessage = event => onMessage(event.source ?? globalThis, event.data)
globalThis.onconnect = ({ ports: [port] }) => {
  port.onmessage = ({ data }) => onMessage(port, data)
}
