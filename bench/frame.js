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

// Garbage collection of the browser's own objects comes in bursts far larger than what is measured:
// of many small batches the median has seen none, and each batch ends with what it left to do.
const BATCH = 200
const BATCHES = 150

const task = () =>
  new Promise(resolve => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => resolve()
    port2.postMessage(0)
  })

async function time(way) {
  for (let i = 0; i < 5000; i++) way(i)
  await new Promise(resolve => setTimeout(resolve, 100))
  const batches = []
  for (let batch = 0; batch < BATCHES; batch++) {
    const start = performance.now()
    for (let i = 0; i < BATCH; i++) way(i)
    await task()
    batches.push(performance.now() - start)
  }
  return (batches.sort((a, b) => a - b)[BATCHES / 2] / BATCH) * 1000
}

const results = {}
for (const [name, way] of Object.entries(ways)) results[name] = await time(way)
parent.postMessage(results, '*')
