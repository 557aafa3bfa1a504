// Ordinary page code: it calls fetch, XMLHttpRequest and the others as any page would, so that a
// library installed before it sees what it would see in an application.

const STEP_TIMEOUT_MS = 8000
// The server tells the steps of a case apart by time.
const PAUSE_BETWEEN_STEPS_MS = 15
// A page cannot know when a beacon has been sent.
const BEACON_SETTLE_MS = 300

const sleep = ms => new Promise(resolve => setTimeout(resolve, ms))

/**
 * Runs jobs `{ key, steps, names }` and gives back `{ key, steps: [{ startedAt, seen }] }` for each.
 */
globalThis.runJobs = async (jobs, { originOf, parallel, collect }) => {
  const results = []
  const queue = jobs.slice()
  const worker = async () => {
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
      results.push(await runJob(job, originOf, collect))
    }
  }
  await Promise.all(Array.from({ length: parallel }, worker))
  return results
}

async function runJob(job, originOf, collect) {
  const place = { key: job.key, originOf, names: job.names }
  const steps = []
  for (const step of job.steps) {
    if (steps.length > 0) await sleep(PAUSE_BETWEEN_STEPS_MS)
    if (step.waitMs !== undefined) await sleep(step.waitMs)
    const startedAt = Date.now()
    steps.push({ startedAt, seen: await runStep(step, place) })
  }
  if (collect === undefined) return { key: job.key, steps }
  const collected = await new Function('key', `return (async () => {${collect}})()`)(job.key)
  return { key: job.key, steps, collected }
}

async function runStep(step, place) {
  const origin = place.originOf[step.to]
  const base = step.userinfo === undefined ? origin : origin.replace('://', `://${step.userinfo}@`)
  const url = `${base}/c/${place.key}${step.path ?? '/x'}`
  const run = { fetch: runFetch, xhr: runXhr, beacon: runBeacon, eventsource: runEventSource }
  let timer
  const late = new Promise(resolve => {
    timer = setTimeout(resolve, STEP_TIMEOUT_MS, { outcome: 'timeout' })
  })
  try {
    return await Promise.race([run[step.api](step, url, place), late])
  } finally {
    clearTimeout(timer)
  }
}

const failed = errorName => ({ outcome: 'error', errorName })

const throws = (where, error) => ({ outcome: 'throws', errorName: error.name, where })

/** A URL with the origin's letter for the origin and without the case's prefix. */
function shortUrl(url, { key, originOf }) {
  const [, userinfo = '', rest] = /^http:\/\/([^/@]*@)?(.*)$/.exec(url) ?? []
  if (rest === undefined) return url
  for (const [letter, origin] of Object.entries(originOf)) {
    const start = `${origin.replace('http://', '')}/c/${key}`
    if (rest.startsWith(start)) return `${userinfo}${letter}${rest.slice(start.length)}`
  }
  return url
}

// --- fetch ---

const FETCH_OPTIONS = [
  'method',
  'mode',
  'credentials',
  'redirect',
  'cache',
  'keepalive',
  'referrerPolicy',
  'integrity',
  'priority',
]

function fetchInit(step) {
  const init = {}
  for (const name of FETCH_OPTIONS) if (step[name] !== undefined) init[name] = step[name]
  if (step.headers !== undefined) init.headers = headersArgument(step)
  if (step.body !== undefined) init.body = makeBody(step.body)
  if (step.body?.type === 'stream') init.duplex = 'half'
  return init
}

function headersArgument({ headers, headersAs }) {
  if (headersAs === 'object') return Object.fromEntries(headers)
  if (headersAs === 'Headers') return new Headers(headers)
  return headers
}

async function runFetch(step, url, place) {
  let pending
  try {
    pending = callFetch(step, url)
  } catch (error) {
    return throws('Request', error)
  }
  try {
    const response = await pending
    const bodyText = await response.text()
    return {
      outcome: 'ok',
      status: response.status,
      type: response.type,
      redirected: response.redirected,
      url: shortUrl(response.url, place),
      bodyText,
      visibleHeaders: place.names.filter(name => response.headers.has(name)),
    }
  } catch (error) {
    // fetch rejects for bad arguments as it does for the network: a Request tells the two apart.
    try {
      new Request(url, fetchInit(step))
    } catch {
      return throws('Request', error)
    }
    return failed(error.name)
  }
}

function callFetch(step, url) {
  const init = fetchInit(step)
  switch (step.viaRequest) {
    case undefined:
      return fetch(url, init)
    case 'twice':
      return fetch(new Request(new Request(url, init)))
    case 'clone':
      return fetch(new Request(url, init).clone())
    case 'override':
      return fetch(new Request(url, init), step.override)
    default:
      return fetch(new Request(url, init))
  }
}

// --- XMLHttpRequest ---

function runXhr(step, url, place) {
  const options = step.xhr ?? {}
  const { upload = [], uploadWhen = 'after-open', async = true } = options
  const fired = new Set()
  let where = 'open'
  const listenIf = moment => {
    if (uploadWhen === moment) for (const listener of upload) listen(xhr, listener, fired)
  }
  const xhr = new XMLHttpRequest()

  const result = new Promise(resolve => {
    xhr.addEventListener('load', () => resolve(xhrOk(xhr, step, place, fired)))
    xhr.addEventListener('error', () => resolve(failed('NetworkError')))
    xhr.addEventListener('abort', () => resolve(failed('AbortError')))
    xhr.addEventListener('timeout', () => resolve({ outcome: 'timeout' }))
  })

  try {
    listenIf('before-open')
    if (options.user !== undefined || options.password !== undefined) {
      xhr.open(step.method ?? 'GET', url, async, options.user, options.password)
    } else xhr.open(step.method ?? 'GET', url, async)
    where = 'setup'
    for (const name of ['withCredentials', 'responseType', 'timeout']) {
      if (options[name] !== undefined) xhr[name] = options[name]
    }
    if (options.overrideMimeType !== undefined) xhr.overrideMimeType(options.overrideMimeType)
    where = 'setRequestHeader'
    for (const [name, value] of step.headers ?? []) xhr.setRequestHeader(name, value)
    listenIf('after-open')
    where = 'send'
    if (step.body === undefined) xhr.send()
    else xhr.send(makeBody(step.body))
    listenIf('after-send')
  } catch (error) {
    if (where === 'send' && error.name === 'NetworkError') return failed(error.name)
    return throws(where, error)
  }
  return async ? result : xhrOk(xhr, step, place, fired)
}

function xhrOk(xhr, step, place, fired) {
  const readable = xhr.getAllResponseHeaders().toLowerCase().split('\r\n')
  const names = new Set(readable.map(line => line.slice(0, line.indexOf(':'))))
  const url = shortUrl(xhr.responseURL, place)
  const asked = `${step.to}${step.path ?? '/x'}`.replace(/#.*$/, '')
  return {
    outcome: 'ok',
    status: xhr.status,
    url,
    redirected: url.replace(/^[^/@]*@/, '') !== asked,
    bodyText: xhrText(xhr),
    ...(fired.size > 0 && { uploadEvents: [...fired].sort() }),
    visibleHeaders: place.names.filter(name => names.has(name)),
  }
}

function xhrText(xhr) {
  if (xhr.responseType === '' || xhr.responseType === 'text') return xhr.responseText
  if (xhr.responseType === 'arraybuffer') return new TextDecoder().decode(xhr.response)
  return xhr.responseType === 'json' ? JSON.stringify(xhr.response) : String(xhr.response)
}

function listen(xhr, { type, how, target }, fired) {
  const on = target === 'xhr' ? xhr : xhr.upload
  const heard = () => fired.add(type)
  switch (how) {
    case 'on':
      on[`on${type}`] = heard
      break
    case 'on-then-null':
      on[`on${type}`] = heard
      on[`on${type}`] = null
      break
    case 'on-null':
      on[`on${type}`] = null
      break
    case 'add':
      on.addEventListener(type, heard)
      break
    case 'add-once':
      on.addEventListener(type, heard, { once: true })
      break
    case 'add-capture':
      on.addEventListener(type, heard, { capture: true })
      break
    case 'add-object':
      on.addEventListener(type, { handleEvent: heard })
      break
    case 'add-null':
      on.addEventListener(type, null)
      break
    case 'add-then-remove':
      on.addEventListener(type, heard)
      on.removeEventListener(type, heard)
      break
    case 'add-aborted-signal':
      on.addEventListener(type, heard, { signal: AbortSignal.abort() })
      break
    default:
      throw new Error(`Unknown way to listen: ${how}`)
  }
}

// --- beacon and EventSource ---

async function runBeacon(step, url) {
  let sent
  try {
    sent =
      step.body === undefined
        ? navigator.sendBeacon(url)
        : navigator.sendBeacon(url, makeBody(step.body))
  } catch (error) {
    return throws('sendBeacon', error)
  }
  if (!sent) return failed('returned-false')
  await sleep(BEACON_SETTLE_MS)
  return { outcome: 'ok' }
}

function runEventSource(step, url, place) {
  const { withCredentials } = step
  let source
  try {
    source =
      withCredentials === undefined
        ? new EventSource(url)
        : new EventSource(url, { withCredentials })
  } catch (error) {
    return throws('EventSource', error)
  }
  const settled = new Promise(resolve => {
    source.onmessage = event =>
      resolve({ outcome: 'ok', url: shortUrl(source.url, place), bodyText: event.data })
    source.onerror = () => resolve(failed('error-event'))
  })
  return settled.finally(() => source.close())
}

// --- bodies ---

function makeBody({ type, value, mime, repeat, file }) {
  const text = repeat === undefined ? value : value.repeat(repeat)
  const bytes = () => new TextEncoder().encode(text)
  switch (type) {
    case 'string':
      return text
    case 'blob':
      return mime === undefined ? new Blob([text]) : new Blob([text], { type: mime })
    case 'formdata': {
      const form = new FormData()
      for (const [name, field] of new URLSearchParams(text)) form.append(name, field)
      if (file) form.append('file', new File(['x'], 'x.txt', { type: 'text/plain' }))
      return form
    }
    case 'urlsearchparams':
      return new URLSearchParams(text)
    case 'arraybuffer':
      return bytes().buffer
    case 'typedarray':
      return bytes()
    case 'dataview':
      return new DataView(bytes().buffer)
    case 'stream':
      return new ReadableStream({
        start(controller) {
          controller.enqueue(bytes())
          controller.close()
        },
      })
    case 'document':
      return new DOMParser().parseFromString(text, mime ?? 'text/html')
    default:
      throw new Error(`Unknown kind of body: ${type}`)
  }
}
