// A page of an online shop: its calls, made when it is told to.

const api = decodeURIComponent(location.hash.slice(1))
const json = { 'Content-Type': 'application/json' }

const calls = {
  list: () => fetch(`${api}/orders?state=open`),
  save: id =>
    fetch(`${api}/orders/${id}`, {
      method: 'PUT',
      headers: { ...json, 'X-Request-Id': 'r-17' },
      body: JSON.stringify({ id }),
    }),
  search: () => fetch(`${api}/search`, { method: 'POST', headers: json, body: '{"text":"tea"}' }),
  denied: () => fetch(`${api}/deny`, { method: 'DELETE' }),
  unsent: () => fetch(`${api}/orders`, { mode: 'same-origin' }),
  hint: () => fetch(`${api}/photo`, { headers: { DPR: '2' } }),
  upload: () =>
    new Promise(resolve => {
      const xhr = new XMLHttpRequest()
      xhr.open('POST', `${api}/photos`)
      xhr.upload.onprogress = () => {}
      xhr.onloadend = resolve
      xhr.send('a photo')
    }),
}

/** Makes each of them, one after the other. */
globalThis.shop = async () => {
  const run = async name => {
    try {
      // Only what is read to its end has a timing.
      await (await calls[name](7)).text?.()
    } catch {}
  }
  for (const name of [
    'list',
    'save',
    'save',
    'save',
    'search',
    'search',
    'upload',
    'hint',
    'unsent',
    'denied',
    'save',
  ]) {
    await run(name)
  }
}
