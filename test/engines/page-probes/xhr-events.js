// Which events an XMLHttpRequest fires, in which order, and what it shows at each.

/* global probes, xhrProbe, call, thrown, pause, newXhr, ended, seen, XHR_EVENTS */

const own =
  path =>
  ({ a }) =>
    `${a}${path}`
const other =
  path =>
  ({ b }) =>
    `${b}${path}`
const redirectTo =
  (path, status = 302) =>
  ({ a, b }) =>
    `${a}/open/redirect?status=${status}&to=${encodeURIComponent(path({ a, b }))}`
const withHeader = { set: xhr => xhr.setRequestHeader('X-A', '1') }
const post = body => ({
  get body() {
    return body()
  },
})

xhrProbe('GET', 'GET', own('/closed/text'))
xhrProbe('GET: no upload listeners', 'GET', own('/closed/text'), { upload: false })
xhrProbe('GET: one byte', 'GET', own('/closed/one'))
xhrProbe('GET: empty', 'GET', own('/closed/empty'))
/** Into how many pieces a large body falls is a matter of time. */
probes['GET: 100 kB'] = ({ a, log }) =>
  call(line => /^(readystatechange 3|progress)/.test(line) || log(line), 'GET', `${a}/closed/large`)
xhrProbe('GET: in three pieces', 'GET', own('/closed/pieces'))
xhrProbe('GET: in two pieces, length unknown', 'GET', own('/closed/chunked'))
xhrProbe('GET: in pieces that come quickly', 'GET', own('/closed/quick'))
xhrProbe('GET: in two pieces, type to be sniffed', 'GET', own('/closed/sniffed'))
xhrProbe('GET: split within a character', 'GET', own('/closed/split'))
xhrProbe('GET: compressed', 'GET', own('/closed/gzip'))
xhrProbe('GET: compressed to more', 'GET', own('/closed/gzip-small'))
for (const name of ['no-content', 'reset-content', 'not-modified', 'missing', 'failing', 'odd']) {
  xhrProbe(`GET: ${name}`, 'GET', own(`/closed/${name}`))
}
xhrProbe('GET: breaks off', 'GET', own('/closed/broken'))
xhrProbe('GET: breaks off before the first byte', 'GET', own('/closed/broken-at-once'))
xhrProbe('GET: no answer', 'GET', own('/closed/dropped'))
xhrProbe('GET: blocked port', 'GET', () => 'http://127.0.0.1:1/')
xhrProbe('GET: body ignored', 'GET', own('/closed/echo'), { body: 'ignored' })
xhrProbe('HEAD', 'HEAD', own('/closed/text'))

const bodies = {
  text: () => 'hello ä',
  'empty text': () => '',
  'no body': () => undefined,
  null: () => null,
  Blob: () => new Blob(['hello'], { type: 'text/x' }),
  'empty Blob': () => new Blob([]),
  ArrayBuffer: () => new Uint8Array([1, 2, 3]).buffer,
  'empty ArrayBuffer': () => new ArrayBuffer(0),
  'part of an ArrayBuffer': () => new Uint8Array([1, 2, 3, 4]).subarray(1, 3),
  URLSearchParams: () => new URLSearchParams({ a: 'ä b' }),
  'an object': () => ({ toString: () => 'an object' }),
  'a number': () => 12,
}
for (const [name, body] of Object.entries(bodies)) {
  xhrProbe(`POST: ${name}`, 'POST', own('/closed/echo'), post(body))
}
xhrProbe('POST: no argument', 'POST', own('/closed/echo'))
xhrProbe('POST: text, no upload listeners', 'POST', own('/closed/echo'), {
  body: 'hello',
  upload: false,
})
xhrProbe('POST: answered with 500', 'POST', own('/closed/failing'), { body: 'hello' })
xhrProbe('POST: answered with 204', 'POST', own('/closed/no-content'), { body: 'hello' })
xhrProbe('POST: no answer', 'POST', own('/closed/dropped'), { body: 'hello' })
xhrProbe('POST: answer breaks off', 'POST', own('/closed/broken'), { body: 'hello' })
xhrProbe('PUT: text', 'PUT', own('/closed/echo'), { body: 'hello' })

/** The length of a form depends on its boundary. */
const formProbe = (name, fill) => {
  probes[`POST: ${name}`] = ({ a, log }) => {
    const form = new FormData()
    fill(form)
    const unsized = line => {
      const [, loaded, total] = /^upload.* (\d+)\/(\d+)/.exec(line) ?? []
      log(
        total
          ? line.replace(/\d+\/\d+/, `${loaded === total ? 'all' : loaded}/${total > 90}`)
          : line,
      )
    }
    return call(unsized, 'POST', `${a}/closed/echo`, { body: form })
  }
}
formProbe('FormData', form => form.append('a', 'ä'))
formProbe('FormData with a file', form => form.append('f', new File(['x'], 'x"y.txt')))

xhrProbe('other origin: GET', 'GET', other('/open/text'))
xhrProbe('other origin: GET, no upload listeners', 'GET', other('/open/text'), { upload: false })
xhrProbe('other origin: preflight', 'PUT', other('/open/text'), { body: 'hello', ...withHeader })
xhrProbe('other origin: preflight, no body', 'DELETE', other('/open/text'))
xhrProbe('other origin: refused', 'GET', other('/closed/text'), { upload: false })
xhrProbe('other origin: refused, preflight allowed', 'PUT', other('/halfway/text'), {
  body: 'hello',
})
xhrProbe('other origin: POST refused', 'POST', other('/closed/text'), {
  body: 'hello',
  upload: false,
})
xhrProbe('other origin: preflight refused', 'PUT', other('/unasked/text'), { body: 'hello' })
xhrProbe('other origin: preflight refused, no body', 'DELETE', other('/unasked/text'))
xhrProbe('other origin: preflight refused, no upload listeners', 'PUT', other('/unasked/text'), {
  body: 'hello',
  upload: false,
})
xhrProbe('other origin: header not allowed', 'GET', other('/open/text'), {
  upload: false,
  set: xhr => xhr.setRequestHeader('X-Other', '1'),
})
xhrProbe('other origin: no answer', 'POST', other('/open/dropped'), { body: 'hello' })
xhrProbe('other origin: with credentials', 'GET', other('/open/text'), {
  upload: false,
  set: xhr => {
    xhr.withCredentials = true
  },
})
xhrProbe('other origin: with credentials, refused', 'GET', other('/public/text'), {
  upload: false,
  set: xhr => {
    xhr.withCredentials = true
  },
})

xhrProbe('redirect', 'GET', redirectTo(own('/closed/text')))
xhrProbe('redirect: to another origin', 'GET', redirectTo(other('/open/text')), { upload: false })
xhrProbe('redirect: to another origin, refused', 'GET', redirectTo(other('/closed/text')), {
  upload: false,
})
xhrProbe('redirect: POST becomes GET', 'POST', redirectTo(own('/closed/echo'), 303), {
  body: 'hello',
})
xhrProbe('redirect: POST stays', 'POST', redirectTo(own('/closed/echo'), 307), { body: 'hello' })
xhrProbe('redirect: POST, then refused', 'POST', redirectTo(other('/closed/text'), 307), {
  body: 'hello',
})
xhrProbe('redirect: without end', 'GET', own('/closed/loop'))
xhrProbe('redirect: to nowhere', 'GET', own('/closed/nowhere'))
xhrProbe('redirect: to a bad URL', 'GET', own('/open/redirect?to=http%3A%2F%2F%3A'))

// --- abort ---

const aborts = { on: {} }
for (const moment of [
  'readystatechange 1',
  'loadstart',
  'readystatechange 2',
  'readystatechange 3',
  'progress',
  'readystatechange 4',
  'load',
  'loadend',
]) {
  aborts.on = { [moment]: xhr => xhr.abort() }
  xhrProbe(`abort: in ${moment}`, 'GET', own('/closed/text'), { ...aborts })
}
for (const moment of [
  'loadstart',
  'upload.loadstart',
  'upload.progress',
  'upload.load',
  'upload.loadend',
]) {
  xhrProbe(`abort: POST, in ${moment}`, 'POST', own('/closed/slow'), {
    body: 'hello',
    on: { [moment]: xhr => xhr.abort() },
  })
}
xhrProbe('abort: after send', 'GET', own('/closed/text'), { after: xhr => xhr.abort() })
xhrProbe('abort: POST, after send', 'POST', own('/closed/text'), {
  body: 'hello',
  after: xhr => xhr.abort(),
})
xhrProbe('abort: between the pieces', 'GET', own('/closed/pieces'), {
  after: xhr => setTimeout(() => xhr.abort(), 120),
})
xhrProbe('abort: while waiting', 'POST', own('/closed/slow'), {
  body: 'hello',
  after: xhr => setTimeout(() => xhr.abort(), 200),
})
xhrProbe('abort: during the preflight', 'PUT', other('/open/text?slow-preflight'), {
  body: 'hello',
  after: xhr => setTimeout(() => xhr.abort(), 200),
})
xhrProbe('abort: soon', 'POST', own('/closed/slow'), {
  body: 'hello',
  after: xhr => setTimeout(() => xhr.abort(), 30),
})
xhrProbe('abort: in abort', 'GET', own('/closed/text'), {
  after: xhr => xhr.abort(),
  on: { abort: xhr => xhr.abort() },
})
xhrProbe('abort: in readystatechange 4 of an abort', 'POST', own('/closed/slow'), {
  body: 'hello',
  after: xhr => xhr.abort(),
  on: { 'readystatechange 4': xhr => xhr.abort() },
})
xhrProbe('abort: in error', 'GET', own('/closed/dropped'), { on: { error: xhr => xhr.abort() } })
probes['abort: unsent and opened'] = async ({ a, log }) => {
  const xhr = newXhr(log)
  const abort = () => log(`abort: ${thrown(() => xhr.abort())}, ${xhr.readyState} ${xhr.status}`)
  abort()
  xhr.open('GET', `${a}/closed/text`)
  abort()
  await pause()
}
probes['abort: done, and what is left'] = async ({ a, log }) => {
  const xhr = await call(log, 'GET', `${a}/closed/text`)
  xhr.abort()
  log(`${xhr.readyState} ${xhr.status} ${xhr.responseText} ${xhr.response} ${xhr.responseURL}`)
  log(
    `${xhr.statusText} ${xhr.getAllResponseHeaders().length} ${xhr.getResponseHeader('content-type')}`,
  )
  xhr.open('GET', `${a}/closed/one`)
  log(`${xhr.readyState} ${xhr.status} ${xhr.responseText} ${xhr.response} ${xhr.responseURL}`)
}
probes['abort: opened, then opened again'] = async ({ a, log }) => {
  const xhr = newXhr(log)
  xhr.open('GET', `${a}/closed/text`)
  xhr.abort()
  xhr.open('POST', `${a}/closed/text`)
  const end = ended(xhr)
  xhr.send('hello')
  await end
}
probes['abort: opened, then sent'] = async ({ a, log }) => {
  const xhr = newXhr(log)
  xhr.open('POST', `${a}/closed/text`)
  xhr.abort()
  const end = ended(xhr)
  xhr.send('hello')
  await end
  log(`${xhr.status} ${xhr.responseText} ${xhr.responseURL}`)
}

// --- open again, send again ---

for (const moment of [
  'readystatechange 1',
  'loadstart',
  'readystatechange 2',
  'readystatechange 3',
  'progress',
  'readystatechange 4',
  'load',
  'loadend',
]) {
  probes[`open again: in ${moment}`] = ({ a, log }) =>
    call(log, 'GET', `${a}/closed/text`, {
      upload: false,
      on: { [moment]: xhr => xhr.open('GET', `${a}/closed/one`) },
    })
  probes[`open and send again: in ${moment}`] = ({ a, log }) =>
    call(log, 'GET', `${a}/closed/text`, {
      upload: false,
      on: {
        [moment]: xhr => {
          xhr.open('GET', `${a}/closed/one`)
          log(`send: ${thrown(() => xhr.send())}`)
        },
      },
    }).then(() => pause(100))
}
probes['open again: after send'] = ({ a, log }) =>
  call(log, 'GET', `${a}/closed/text`, {
    after: xhr => {
      xhr.open('GET', `${a}/closed/one`)
      log(`send: ${thrown(() => xhr.send())}`)
    },
  })
probes['open again: POST, while waiting'] = ({ a, log }) =>
  call(log, 'POST', `${a}/closed/slow`, {
    body: 'hello',
    after: xhr =>
      setTimeout(() => {
        xhr.open('GET', `${a}/closed/one`)
        log(`send: ${thrown(() => xhr.send())}`)
      }, 200),
  })
probes['open again: bad URL'] = ({ a, log }) =>
  call(log, 'GET', `${a}/closed/text`, {
    after: xhr => log(`open: ${thrown(() => xhr.open('GET', 'http://:'))}`),
  })
for (const moment of [
  'loadstart',
  'readystatechange 2',
  'readystatechange 4',
  'load',
  'upload.loadstart',
]) {
  probes[`send again: in ${moment}`] = ({ a, log }) =>
    call(log, 'POST', `${a}/closed/text`, {
      body: 'hello',
      on: { [moment]: xhr => log(`send: ${thrown(() => xhr.send())}`) },
    })
}
probes['send: in readystatechange 1'] = async ({ a, log }) => {
  const xhr = newXhr(log, {
    on: { 'readystatechange 1': of => log(`send: ${thrown(() => of.send())}`) },
  })
  const end = ended(xhr)
  log(`open: ${thrown(() => xhr.open('GET', `${a}/closed/text`))}`)
  log(`send: ${thrown(() => xhr.send())}`)
  await end
}
probes['the same object twice'] = async ({ a, log }) => {
  const xhr = await call(log, 'POST', `${a}/closed/text`, { body: 'hello' })
  await pause(100)
  const end = ended(xhr)
  xhr.open('GET', `${a}/closed/one`)
  xhr.send()
  await end
}

// --- timeout ---

const timeout = ms => ({
  set: xhr => {
    xhr.timeout = ms
  },
})
const setLater = (ms, at = 0) => ({
  after: xhr =>
    setTimeout(() => {
      xhr.timeout = ms
    }, at),
})
xhrProbe('timeout: while waiting', 'GET', own('/closed/slow'), timeout(100))
xhrProbe('timeout: POST, while waiting', 'POST', own('/closed/slow'), {
  ...timeout(200),
  body: 'hello',
})
xhrProbe('timeout: between the pieces', 'GET', own('/closed/slow-body'), timeout(300))
xhrProbe('timeout: not reached', 'GET', own('/closed/slow'), timeout(2000))
xhrProbe('timeout: during the preflight', 'PUT', other('/open/text?slow-preflight'), {
  ...timeout(100),
  body: 'hello',
})
xhrProbe('timeout: set after send', 'GET', own('/closed/slow'), setLater(100))
xhrProbe('timeout: set when it has passed', 'GET', own('/closed/slow'), setLater(50, 200))
xhrProbe('timeout: cleared', 'GET', own('/closed/slow'), { ...timeout(200), ...setLater(0, 50) })
xhrProbe('timeout: prolonged', 'GET', own('/closed/slow'), {
  ...timeout(200),
  ...setLater(2000, 50),
})
xhrProbe('timeout: abort in it', 'GET', own('/closed/slow'), {
  ...timeout(100),
  on: { timeout: xhr => xhr.abort() },
})
xhrProbe('timeout: open and send in it', 'GET', own('/closed/slow'), {
  ...timeout(100),
  on: {
    timeout: xhr => {
      xhr.timeout = 0
      xhr.open('GET', '/closed/one')
      xhr.send()
    },
  },
})

// --- listeners ---

probes['listeners: order'] = async ({ a, log }) => {
  const xhr = new XMLHttpRequest()
  const say = name => () => log(name)
  xhr.addEventListener('load', say('added first'))
  xhr.onload = say('replaced')
  xhr.addEventListener('load', say('added second'))
  xhr.onload = say('attribute keeps its turn')
  xhr.onloadend = say('gone')
  xhr.onloadend = null
  xhr.addEventListener('loadend', say('added third'))
  xhr.onloadend = say('attribute set again')
  const removed = say('removed')
  xhr.addEventListener('load', removed)
  xhr.removeEventListener('load', removed)
  const twice = say('added twice')
  xhr.addEventListener('load', twice)
  xhr.addEventListener('load', twice)
  xhr.addEventListener('load', { handleEvent: say('handleEvent') })
  xhr.addEventListener('load', say('aborted'), { signal: AbortSignal.abort() })
  const end = ended(xhr)
  xhr.open('GET', `${a}/closed/text`)
  xhr.send()
  await end
}
probes['listeners: once'] = async ({ a, log }) => {
  const xhr = new XMLHttpRequest()
  xhr.addEventListener('loadstart', () => log('once'), { once: true })
  xhr.addEventListener('loadstart', () => log('always'))
  xhr.onloadend = () => log('loadend')
  for (const path of ['text', 'one']) {
    const end = ended(xhr)
    xhr.open('GET', `${a}/closed/${path}`)
    xhr.send()
    await end
  }
}
probes['listeners: what an event is'] = async ({ a, log }) => {
  const xhr = new XMLHttpRequest()
  const describe = (target, where) => {
    for (const type of XHR_EVENTS) {
      target[`on${type}`] = function (event) {
        log(
          [
            `${where}${type}`,
            Object.prototype.toString.call(event),
            event.constructor.name,
            event instanceof Event,
            this === target,
            event.target === target,
            event.currentTarget === target,
            event.bubbles,
            event.cancelable,
            event.eventPhase,
            shown(event.loaded),
          ].join(' '),
        )
      }
    }
  }
  describe(xhr, '')
  describe(xhr.upload, 'upload.')
  const end = ended(xhr)
  xhr.open('POST', `${a}/closed/text`)
  xhr.send('hello')
  await end
}
const lateListenersProbe = (name, path) => {
  probes[`listeners: ${name}`] = place =>
    call(place.log, 'POST', path(place), {
      body: 'hello',
      upload: false,
      after: xhr => {
        for (const type of XHR_EVENTS) {
          xhr.upload.addEventListener(type, event => place.log(seen(xhr, event, 'upload.')))
        }
      },
    })
}
lateListenersProbe('added late', own('/closed/slow'))
lateListenersProbe('added late, other origin', other('/open/slow'))
probes['listeners: upload, only one at first'] = ({ a, log }) =>
  call(log, 'POST', `${a}/closed/slow`, {
    body: 'hello',
    upload: false,
    set: xhr => xhr.upload.addEventListener('abort', () => {}),
    after: xhr => {
      for (const type of XHR_EVENTS) {
        xhr.upload.addEventListener(type, event => log(seen(xhr, event, 'upload.')))
      }
    },
  })
probes['listeners: an exception stops nothing'] = async ({ a, log, caught }) => {
  const xhr = new XMLHttpRequest()
  const fail = name => () => {
    log(name)
    throw new Error('thrown by the page')
  }
  xhr.onreadystatechange = fail('attribute')
  xhr.addEventListener('readystatechange', fail('added'))
  xhr.upload.onload = fail('upload')
  xhr.onload = fail('load')
  xhr.addEventListener('load', fail('load, added'))
  xhr.onloadend = fail('loadend')
  const end = ended(xhr)
  const stop = caught()
  log(`open: ${thrown(() => xhr.open('POST', `${a}/closed/empty`))}`)
  log(`send: ${thrown(() => xhr.send('hello'))}`)
  await end
  log(`${stop()} errors reported`)
}
