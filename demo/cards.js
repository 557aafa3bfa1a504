/**
 * One card for each cause. `run` is what the card shows and what really runs: it gets the address of
 * the API and returns what it waits for, if it can't wait by itself.
 */

/** The first two are what most people come for; the rest goes from common to rare. */
export const cards = [
  {
    id: 'simple-get',
    title: 'A plain GET',
    note: 'A form could send it too, so no server is asked first.',
    run(api) {
      return fetch(`${api}/orders`)
    },
  },
  {
    id: 'xhr-xml',
    title: 'A header of your own, and XML',
    note: 'The classic: an XMLHttpRequest with two reasons, each from a line of its own.',
    run(api) {
      const xhr = new XMLHttpRequest()
      xhr.open('POST', `${api}/people`)
      xhr.setRequestHeader('X-PINGOTHER', 'pingpong')
      xhr.setRequestHeader('Content-Type', 'application/xml')
      xhr.send('<person><name>Arun</name></person>')
      return xhr
    },
  },
  {
    id: 'json-body',
    title: 'JSON',
    note: 'The most common preflight of all.',
    run(api) {
      return fetch(`${api}/orders`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ item: 'tea' }),
      })
    },
  },
  {
    id: 'method-put',
    title: 'PUT',
    note: 'Any method but GET, HEAD and POST.',
    run(api) {
      return fetch(`${api}/orders/1`, {
        method: 'PUT',
        body: 'paid',
      })
    },
  },
  {
    id: 'custom-header',
    title: 'A tracing header',
    note: 'Even a GET is preflighted for it.',
    run(api) {
      return fetch(`${api}/orders`, {
        headers: { 'x-trace-id': '7f3a' },
      })
    },
  },
  {
    id: 'headers-elsewhere',
    title: 'A header that is set elsewhere',
    note: 'The line named is the one to change, not the one that calls fetch.',
    also: traced,
    run(api) {
      return fetch(traced(`${api}/orders`))
    },
  },
  {
    id: 'upload-listener',
    title: 'A progress bar',
    note: 'Nothing about the request is special; that somebody listens is enough.',
    run(api) {
      const xhr = new XMLHttpRequest()
      xhr.open('POST', `${api}/photos`)
      xhr.upload.addEventListener('progress', () => {})
      xhr.send('a photo')
      return xhr
    },
  },
  {
    id: 'beacon-json',
    title: 'A beacon with JSON',
    note: 'sendBeacon sends a Blob with its type, and the type asks for a preflight.',
    run(api) {
      const json = new Blob(['{"seen":true}'], {
        type: 'application/json',
      })
      navigator.sendBeacon(`${api}/events`, json)
    },
  },
  {
    id: 'accept-byte',
    title: 'A quote in Accept',
    note: 'Accept is safelisted, but not with every byte.',
    run(api) {
      return fetch(`${api}/orders`, {
        headers: { Accept: 'application/json; profile="x"' },
      })
    },
  },
  {
    id: 'accept-language-long',
    title: '129 bytes of Accept-Language',
    note: 'One byte fewer, and there is no preflight.',
    run(api) {
      return fetch(`${api}/orders`, {
        headers: { 'Accept-Language': 'en,'.repeat(43) },
      })
    },
  },
  {
    id: 'range-suffix',
    title: 'The last 500 bytes',
    note: 'A range with a start would need no preflight.',
    run(api) {
      return fetch(`${api}/video`, {
        headers: { Range: 'bytes=-500' },
      })
    },
  },
  {
    id: 'dpr',
    title: 'A client hint',
    note: 'Browsers disagree: Chrome safelists it, Firefox and Safari do not.',
    run(api) {
      return fetch(`${api}/photo`, {
        headers: { DPR: '2' },
      })
    },
  },
  {
    id: 'stream-body',
    title: 'A stream as the body',
    note:
      'Chrome asks, then needs HTTP/2, which this server has not. Firefox sends text. Safari ' +
      'refuses.',
    run(api) {
      const body = new Blob(['a long story']).stream()
      return fetch(`${api}/stories`, {
        method: 'POST',
        body,
        duplex: 'half',
      })
    },
  },
  {
    id: 'credentials',
    title: 'Cookies',
    note: 'The answer has to allow them, but nobody asks before.',
    run(api) {
      return fetch(`${api}/me`, {
        credentials: 'include',
      })
    },
  },
  {
    id: 'event-source',
    title: 'EventSource',
    note: 'A plain GET, whatever it asks for.',
    run(api) {
      return new EventSource(`${api}/news`)
    },
  },
  {
    id: 'no-cors',
    title: 'no-cors',
    note: 'Nothing is asked, and nothing of the answer can be read.',
    run(api) {
      return fetch(`${api}/events`, {
        method: 'POST',
        mode: 'no-cors',
        body: 'seen',
      })
    },
  },
  {
    id: 'same-origin',
    title: 'Mode same-origin',
    note: 'Never leaves the browser, so the server sees nothing.',
    run(api) {
      return fetch(`${api}/orders`, {
        mode: 'same-origin',
      })
    },
  },
  {
    id: 'put-twice',
    title: 'The same PUT twice',
    note: 'With Max-Age, the second one needs no OPTIONS: the browser remembers the first.',
    async run(api) {
      const url = `${api}/orders/1`
      const first = await fetch(url, { method: 'PUT', body: 'paid' })
      await first.text()
      return fetch(url, { method: 'PUT', body: 'sent' })
    },
  },
]

function traced(url) {
  const headers = new Headers()
  headers.set('x-trace-id', '7f3a')
  return new Request(url, { headers })
}
