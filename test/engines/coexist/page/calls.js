// A page's calls, each telling what its code saw and in which order.

const told = async work => {
  try {
    return await work()
  } catch (error) {
    return `${error.name}: ${error.message}`
  }
}

const read = async response => [response.status, response.type, await response.text()]

/** Logs every event of an XMLHttpRequest by attribute and by listener. */
function listen(log, where, target, types) {
  for (const type of types) {
    const note = how => event => {
      const { readyState, status } = target
      const state = readyState === undefined ? '' : ` ${readyState} ${status}`
      const line = `${where}.${how} ${event.type}${state} ${event.loaded ?? ''}`
      // How many progress events there are is the network's affair.
      if (log.at(-1) !== line) log.push(line)
    }
    target.addEventListener(type, note('listener'))
    target[`on${type}`] = note('attribute')
  }
}

const ENDS = ['loadstart', 'load', 'error', 'abort', 'timeout', 'loadend']

/** Runs one XMLHttpRequest until it has ended. */
function xhr(
  url,
  { method = 'GET', body, prepare = () => {}, sent = () => {}, opened = () => {} },
) {
  return new Promise(resolve => {
    const log = []
    const request = new XMLHttpRequest()
    listen(log, 'xhr', request, ['readystatechange', ...ENDS])
    prepare(request, log)
    request.open(method, url)
    opened(request, log)
    request.addEventListener('loadend', () =>
      setTimeout(() => resolve([...log, request.status, request.responseText]), 5),
    )
    request.send(body)
    sent(request)
  })
}

// Each call has a path of its own, so that no preflight cache hides what another one asked.
const COMMON = {
  // First, because nobody tells when it has arrived.
  beacon: url => navigator.sendBeacon(url, new Blob(['{}'], { type: 'application/json' })),
  get: url => fetch(url).then(read),
  put: url =>
    fetch(url, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', 'X-One': '1' },
      body: '{}',
    }).then(read),
  request: url => {
    const headers = new Headers([['x-two', '2']])
    headers.append('X-Three', '3')
    return fetch(new Request(url, { method: 'POST', headers, body: 'text' })).then(read)
  },
  form: url => {
    const body = new FormData()
    body.set('a', 'b')
    return fetch(url, { method: 'POST', body, credentials: 'include' }).then(read)
  },
  'no-cors': url => fetch(url, { mode: 'no-cors' }).then(read),
  order: async url => {
    const log = []
    const call = fetch(url)
    call.then(() => log.push('first')).finally(() => log.push('finally'))
    call.then(() => log.push('second'))
    const isOfThePage = call.constructor === Promise
    await call
    log.push('awaited', isOfThePage)
    await new Promise(resolve => setTimeout(resolve))
    return log
  },
  deny: url => fetch(url, { method: 'DELETE' }),
  slow: url => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 60)
    return fetch(url, { signal: controller.signal })
  },
  'not-a-url': () => fetch('http://[/', { method: 'PUT' }),
  'xhr-get': url => xhr(url, {}),
  'xhr-put': url =>
    xhr(url, {
      method: 'PUT',
      body: 'text',
      opened: (request, log) => {
        request.setRequestHeader('X-Four', '4')
        listen(log, 'upload', request.upload, ENDS)
      },
    }),
  'xhr-upload-listener': url =>
    xhr(url, {
      method: 'POST',
      body: 'text',
      prepare: ({ upload }, log) => upload.addEventListener('load', () => log.push('uploaded')),
    }),
  'xhr-upload-attribute': url =>
    xhr(url, {
      method: 'POST',
      body: 'text',
      prepare: ({ upload }, log) => {
        upload.onprogress = () => log.push('progress')
      },
    }),
  'xhr-upload-removed': url =>
    xhr(url, {
      method: 'POST',
      body: 'text',
      prepare: ({ upload }, log) => {
        const listener = () => log.push('never')
        const other = () => log.push('never')
        upload.addEventListener('load', listener)
        upload.addEventListener('load', other)
        upload.removeEventListener('load', listener)
        upload.removeEventListener('load', other)
        upload.onload = listener
        upload.onload = null
      },
    }),
  'xhr-deny': url =>
    xhr(url, {
      method: 'POST',
      body: '{}',
      opened: request => request.setRequestHeader('Content-Type', 'application/json'),
    }),
  'xhr-slow': url => xhr(url, { sent: request => setTimeout(() => request.abort(), 60) }),
  'xhr-late': url =>
    xhr(url, {
      opened: request => {
        request.timeout = 60
      },
    }),
  events: url =>
    new Promise(resolve => {
      const log = []
      const source = new EventSource(url)
      source.onopen = () => log.push('open')
      source.addEventListener('open', () => log.push('open listener'))
      source.addEventListener('error', () => log.push('error'))
      source.onmessage = ({ data }) => {
        source.close()
        resolve([...log, data, source.readyState, source.constructor === EventSource])
      }
    }),
}

/** Enough of them to see whether a page still works. */
const FEW = /^(get|put|json|mocked|events|(xhr-|fetch-)?(deny|put|intercepted|progress))$/

/** Makes the page's calls, all or a few, one after the other; a client's page has its own. */
globalThis.makeCalls = async (base, few) => {
  await globalThis.ready
  const seen = {}
  const calls = globalThis.clientCalls ?? { ...globalThis.moreCalls, ...COMMON }
  for (const [name, call] of Object.entries(calls)) {
    if (!few || FEW.test(name)) seen[name] = await told(() => call(`${base}/${name}`))
  }
  return seen
}
