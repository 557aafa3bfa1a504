// Ordinary page code: what probes share. `probes` is filled by the files that follow; each probe is
// given the place `{ a, b }` (the page's own origin, another origin) and `log`.

/* exported probes, xhrProbe, call, seen, shown, thrown, rejection, pause */

const probes = {}

/** How long nothing more must happen for a probe to be over. */
const QUIET_MS = 40

const pause = (ms = QUIET_MS) => new Promise(resolve => setTimeout(resolve, ms))

/** A value in few words. */
const shown = value => {
  if (typeof value === 'string') {
    return value.length > 200 ? `<${value.length} characters>` : JSON.stringify(value)
  }
  if (value instanceof ArrayBuffer) return `ArrayBuffer ${shownBytes(new Uint8Array(value))}`
  if (value instanceof Uint8Array) return `Uint8Array ${shownBytes(value)}`
  if (value instanceof Blob) return `Blob ${value.size} ${JSON.stringify(value.type)}`
  if (value?.documentElement !== undefined) return shownDocument(value)
  if (value instanceof Error || value instanceof DOMException) return `an error: ${nameOf(value)}`
  if (typeof value === 'function') return 'a function'
  if (value !== null && typeof value === 'object') {
    return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype
      ? JSON.stringify(value)
      : Object.prototype.toString.call(value)
  }
  return String(value)
}

const shownBytes = bytes =>
  bytes.length > 20
    ? `of ${bytes.length}`
    : `[${[...bytes].map(byte => byte.toString(16).padStart(2, '0')).join(' ')}]`

const shownDocument = document => {
  const { contentType, documentElement } = document
  return `${contentType} <${documentElement?.nodeName}> ${JSON.stringify(documentElement?.textContent)}`
}

/** Of an error only the kind: the words are every engine's own. */
const nameOf = error => (error instanceof TypeError ? 'TypeError' : `${error?.name ?? error}`)

/** What a function gives, or which error it throws. */
const thrown = run => {
  try {
    return shown(run())
  } catch (error) {
    return `throws ${nameOf(error)}`
  }
}

/** What a promise gives, or which error it rejects with. */
// biome-ignore lint/correctness/noUnusedVariables: the files that follow use it
const rejection = async promise => {
  try {
    return shown(await promise)
  } catch (error) {
    return `rejects with ${error instanceof Object ? nameOf(error) : shown(error)}`
  }
}

/** Whether an attribute has the same value the next time. */
// biome-ignore lint/correctness/noUnusedVariables: the files that follow use it
const isSame = read => Object.is(read(), read())

/** Sets an attribute and gives what it is then. */
// biome-ignore lint/correctness/noUnusedVariables: the files that follow use it
const setTo = (object, name, value) => {
  object[name] = value
  return object[name]
}

const XHR_EVENTS = ['readystatechange', 'loadstart', 'progress', 'abort', 'error', 'load']
XHR_EVENTS.push('timeout', 'loadend')

const textOf = xhr => {
  if (xhr.responseType !== '' && xhr.responseType !== 'text') return shown(xhr.response)
  return shown(xhr.responseText)
}

/** An event, with what the object shows at that moment. */
const seen = (xhr, event, where = '') => {
  const { type } = event
  const state = type === 'readystatechange' ? `${type} ${xhr.readyState}` : type
  const amount =
    event.loaded === undefined
      ? ''
      : ` ${event.loaded}/${event.total}${event.lengthComputable ? '' : ' unknown'}`
  const response = where ? '' : ` ${xhr.readyState} ${xhr.status} ${textOf(xhr)}`
  return `${where}${state}${amount}${response}`
}

/** Logs all events; `on` says what else to do at a moment, such as `readystatechange 2`, once. */
const watchXhr = (xhr, log, { upload = true, on = {} } = {}) => {
  const left = { ...on }
  const watch = (target, where) => {
    for (const type of XHR_EVENTS) {
      target.addEventListener(type, event => {
        log(seen(xhr, event, where))
        const moment = `${where}${type}${type === 'readystatechange' ? ` ${xhr.readyState}` : ''}`
        const act = left[moment]
        if (!act) return
        delete left[moment]
        log(`(${moment})`)
        act(xhr, event)
        log('(done)')
      })
    }
  }
  watch(xhr, '')
  if (upload) watch(xhr.upload, 'upload.')
}

const newXhr = (log, options) => {
  const xhr = new XMLHttpRequest()
  watchXhr(xhr, log, options)
  return xhr
}

/** Waits for the end of what is under way, and a little longer. */
const ended = async xhr => {
  await Promise.race([new Promise(resolve => xhr.addEventListener('loadend', resolve)), pause(800)])
  await pause()
}

/** Makes a call and logs what it shows. */
const call = async (log, method, url, options = {}) => {
  const { body, set = () => {}, after = () => {} } = options
  const xhr = newXhr(log, options)
  const end = ended(xhr)
  xhr.open(method, url)
  set(xhr)
  log('(send)')
  log(`send: ${thrown(() => xhr.send(...('body' in options ? [body] : [])))}`)
  after(xhr)
  await end
  return xhr
}

/** A probe that is one call. */
// biome-ignore lint/correctness/noUnusedVariables: the files that follow use it
const xhrProbe = (name, method, path, options = {}) => {
  probes[name] = ({ a, b, log }) => call(log, method, path({ a, b }), options)
}

/** Counts the errors that the page's listeners leave uncaught; gives a function that ends it. */
const caught = () => {
  let count = 0
  const note = event => {
    count++
    event.preventDefault()
  }
  addEventListener('error', note)
  return () => {
    removeEventListener('error', note)
    return count
  }
}

/** Runs a probe and gives its log. */
globalThis.runProbe = async (name, place) => {
  const log = []
  const closed = { log: false }
  const say = line => {
    if (!closed.log) log.push(anonymous(`${line}`, place))
  }
  const late = pause(12_000).then(() => say('(nothing for 12 s)'))
  await Promise.race([
    late,
    (async () => probes[name]({ caught, ...place, log: say }))().catch(error => {
      say(`(fails: ${error?.stack ?? error})`)
    }),
  ])
  closed.log = true
  return log
}
globalThis.probeNames = () => Object.keys(probes)

/** Ports are never the same. */
const anonymous = (line, { a, b }) => {
  const host = origin => origin.slice('http://'.length)
  const words = [a, encodeURIComponent(a), host(a), b, encodeURIComponent(b), host(b)]
  return words.reduce((text, word, at) => text.replaceAll(word, at < 3 ? 'A' : 'B'), line)
}
