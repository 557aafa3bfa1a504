// Runs in a window whose network is stubbed: microseconds for each way to make a call.
const API = 'https://api.example.com'
const BODY = JSON.stringify({ id: 1, name: 'x' })

const listener = () => {}

const ways = {
  'same-origin GET': i => fetch(`/orders/${i % 100}`),
  'simple cross-origin GET': i => fetch(`${API}/orders/${i % 100}`),
  'cross-origin POST, JSON, five headers': i =>
    fetch(`${API}/orders/${i % 100}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json',
        Authorization: 'Bearer x',
        'X-Request-Id': 'x',
        'X-Trace-Id': 'y',
      },
      body: BODY,
    }),
  'XHR, five headers, an upload listener': i => {
    const xhr = new XMLHttpRequest()
    xhr.open('POST', `${API}/orders/${i % 100}`)
    xhr.setRequestHeader('Content-Type', 'application/json')
    xhr.setRequestHeader('Accept', 'application/json')
    xhr.setRequestHeader('Authorization', 'Bearer x')
    xhr.setRequestHeader('X-Request-Id', 'x')
    xhr.setRequestHeader('X-Trace-Id', 'y')
    xhr.upload.addEventListener('progress', listener)
  },
}

const BATCH = 1000
const BATCHES = 20

const task = () =>
  new Promise(resolve => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => resolve()
    port2.postMessage(0)
  })

async function time(way) {
  for (let i = 0; i < BATCH * 3; i++) way(i)
  await new Promise(resolve => setTimeout(resolve, 100))
  let best = Infinity
  let total = 0
  for (let batch = 0; batch < BATCHES; batch++) {
    const start = performance.now()
    for (let i = 0; i < BATCH; i++) way(i)
    await task()
    const took = performance.now() - start
    total += took
    best = Math.min(best, took)
  }
  return { best: (best / BATCH) * 1000, mean: (total / BATCH / BATCHES) * 1000 }
}

const results = {}
for (const [name, way] of Object.entries(ways)) results[name] = await time(way)
parent.postMessage(results, '*')
