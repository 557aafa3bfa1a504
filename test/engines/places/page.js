// Each line that causes a reason ends in a comment that names it.
globalThis.run = async api => {
  await fetch(`${api}/init`, { method: 'PUT', headers: { 'x-init': '1' } }) // init
  const headers = new Headers()
  headers.set('X-Set', '1') // set
  headers.append('x-appended', '1') // append
  await fetch(`${api}/headers`, { headers })
  const made = new Headers({ 'X-Made': '1' }) // made
  await fetch(`${api}/made`, { headers: new Headers(made) })
  const request = new Request(`${api}/request`, { headers: { 'x-request': '1' } }) // request
  request.headers.set('x-later', '1') // later
  await fetch(request.clone())
  await fetch(`${api}/body`, { method: 'POST', body: new Blob(['{}'], { type: 'a/b' }) }) // body
  const xhr = new XMLHttpRequest()
  xhr.open('DELETE', `${api}/xhr`) // open
  xhr.setRequestHeader('X-PINGOTHER', 'pingpong') // header
  xhr.setRequestHeader('Content-Type', 'application/xml') // type
  xhr.upload.addEventListener('progress', () => undefined) // listener
  await new Promise(resolve => {
    xhr.onloadend = resolve
    xhr.send('<a/>')
  })
  helper(`${api}/helper`) // caller
  new EventSource(`${api}/events`).close() // events
  navigator.sendBeacon(`${api}/beacon`, new Blob(['{}'], { type: 'application/json' })) // beacon
}

const helper = url => fetchLike(url)
