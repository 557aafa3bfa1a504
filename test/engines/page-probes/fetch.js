// What `fetch` gives: responses, errors, what it takes.

/* global probes, thrown, shown, isSame, rejection, pause, nameOf */

const FIELDS = ['type', 'url', 'redirected', 'status', 'statusText', 'ok', 'bodyUsed', 'body']
const fieldsOf = response => FIELDS.map(field => `${field} ${shown(response[field])}`).join(', ')

const responsesProbe = (name, calls) => {
  probes[`fetch: ${name}`] = async ({ a, b, log }) => {
    for (const [url, init] of calls({ a, b })) {
      try {
        const response = await fetch(url, init)
        log(`${url}: ${fieldsOf(response)}`)
        log(`${await rejection(response.text())}, bodyUsed ${response.bodyUsed}`)
      } catch (error) {
        log(`${url}: rejects with ${nameOf(error)}`)
      }
    }
  }
}
const contents =
  names =>
  ({ a }) =>
    names.split(' ').map(name => [`${a}/closed/${name}`])
const to = (url, status = 302) => `/open/redirect?status=${status}&to=${encodeURIComponent(url)}`

responsesProbe('responses', contents('text empty large pieces chunked gzip one'))
responsesProbe(
  'statuses',
  contents('no-content reset-content not-modified missing failing odd wordless'),
)
responsesProbe('failures', contents('dropped broken broken-at-once loop nowhere'))
responsesProbe('text decoding', contents('types latin1 bom utf16 bom-utf16 invalid'))
responsesProbe('HEAD', ({ a }) => [[`${a}/closed/text`, { method: 'HEAD' }]])
responsesProbe('other origin', ({ b }) => [
  [`${b}/open/text`],
  [`${b}/closed/text`],
  [`${b}/open/text`, { method: 'PUT', body: 'x' }],
  [`${b}/unasked/text`, { method: 'PUT', body: 'x' }],
  [`${b}/halfway/text`, { method: 'PUT', body: 'x' }],
  [`${b}/open/text`, { headers: { 'X-Other': '1' } }],
  [`${b}/open/text`, { credentials: 'include' }],
  [`${b}/public/text`, { credentials: 'include' }],
  [`${b}/open/text`, { mode: 'same-origin' }],
])
responsesProbe('opaque', ({ a, b }) => [
  [`${b}/closed/text`, { mode: 'no-cors' }],
  [`${b}/closed/dropped`, { mode: 'no-cors' }],
  [`${a}/closed/text`, { mode: 'no-cors' }],
  [`${b}/closed/missing`, { mode: 'no-cors', method: 'POST', body: 'x' }],
  [`${b}/closed/text`, { mode: 'no-cors', redirect: 'manual' }],
  [`${b}/closed/text`, { mode: 'no-cors', redirect: 'error' }],
])
responsesProbe('redirects', ({ a, b }) => [
  [`${a}${to('/closed/text')}`],
  [`${a}${to('/closed/text#new')}#old`],
  [`${a}${to('/closed/text')}#old`],
  [`${a}${to(`${b}/open/text`)}`],
  [`${a}${to(`${b}/closed/text`)}`],
  [`${a}${to('/closed/text')}`, { redirect: 'manual' }],
  [`${a}${to('/closed/text')}#old`, { redirect: 'manual' }],
  [`${b}${to(`${b}/open/text`)}`, { redirect: 'manual' }],
  [`${a}${to('/closed/text')}`, { redirect: 'error' }],
  [`${a}/closed/text`, { redirect: 'error' }],
  [`${a}/closed/nowhere`, { redirect: 'manual' }],
])
responsesProbe('URLs', ({ a, b }) => [
  ['/closed/text'],
  ['closed/text?q=ä#f'],
  [`//${b.slice('http://'.length)}/open/text`],
  [new URL(`${a}/closed/text`)],
  [{ toString: () => '/closed/text' }],
  ['/closed/text#a#b'],
])
responsesProbe('schemes', () => [
  ['data:text/plain,hello'],
  ['data:text/plain;charset=iso-8859-1;base64,5A=='],
  ['data:,'],
  ['data:nonsense'],
  ['data:text/x,hello', { method: 'POST' }],
  ['data:text/x,hello', { mode: 'same-origin' }],
  ['data:text/x,hello', { mode: 'no-cors' }],
  ['about:blank'],
  ['file:///etc/hostname'],
  ['mailto:me@example.test'],
  ['javascript:1'],
  ['klingon://qo.nos/'],
  ['http://127.0.0.1:1/'],
])
probes['fetch: data: headers'] = async ({ log }) => {
  const response = await fetch('data:text/x;a=b,hello')
  log([...response.headers].map(pair => pair.join(': ')).join('; '))
  log((await response.blob()).type)
}
probes['fetch: blob: URLs'] = async ({ log }) => {
  const url = URL.createObjectURL(new Blob(['hello'], { type: 'text/x' }))
  const response = await fetch(url)
  log(`${response.status} ${response.statusText} ${response.type} ${response.url === url}`)
  log([...response.headers].map(pair => pair.join(': ')).join('; '))
  log(await response.text())
  log(await rejection(fetch(url, { method: 'POST' })))
  URL.revokeObjectURL(url)
  log(await rejection(fetch(url)))
}

probes['fetch: the Response'] = async ({ a, log }) => {
  const response = await fetch(`${a}/closed/text`)
  log(response instanceof Response)
  log(response.constructor === Response)
  log(Object.prototype.toString.call(response))
  log(shown(Object.keys(response)))
  log(response.headers instanceof Headers)
  log(isSame(() => response.headers))
  log(isSame(() => response.body))
  log(response.body instanceof ReadableStream)
  for (const field of FIELDS) {
    log(
      `${field}: ${thrown(() => {
        response[field] = 1
      })}`,
    )
  }
}
probes['fetch: the prototype of a Response'] = async ({ a, log }) => {
  const response = await fetch(`${a}/closed/text`)
  log(Object.getPrototypeOf(response) === Response.prototype)
}
probes['fetch: URLs of the page'] = async ({ log }) => {
  for (const url of ['', '?', '#', '?#', './']) log((await fetch(url)).url)
}
probes['fetch: headers of a response are fixed'] = async ({ a, b, log }) => {
  const guarded = async (url, init) => {
    const { headers } = await fetch(url, init)
    log(`set: ${thrown(() => headers.set('x-new', '1'))} ${headers.get('x-new')}`)
    log(`append: ${thrown(() => headers.append('x-new', '1'))}`)
    log(`delete: ${thrown(() => headers.delete('content-type'))} ${headers.has('content-type')}`)
    log(`delete what is not there: ${thrown(() => headers.delete('x-missing'))}`)
    log(`set a bad name: ${thrown(() => headers.set('x y', '1'))}`)
    log(`get a bad name: ${thrown(() => headers.get('x y'))}`)
  }
  await guarded(`${a}/closed/text`)
  await guarded(`${b}/open/text`)
  await guarded(`${b}/closed/text`, { mode: 'no-cors' })
  const copy = new Headers((await fetch(`${a}/closed/text`)).headers)
  log(`a copy: ${thrown(() => copy.set('x-new', '1'))} ${copy.get('x-new')}`)
  const clone = (await fetch(`${a}/closed/text`)).clone()
  log(`of a clone: ${thrown(() => clone.headers.set('x-new', '1'))}`)
}
const fetchHeaders = (name, path, init) => {
  probes[`fetch: headers, ${name}`] = async ({ a, b, log }) => {
    const { headers } = await fetch(path({ a, b }), init)
    for (const [key, value] of headers) log(`${key}: ${value}`)
    log(`${headers.get('X-ALPHA')} ${headers.has('set-cookie')} ${shown(headers.getSetCookie())}`)
  }
}
fetchHeaders('own origin', ({ a }) => `${a}/closed/headers`)
fetchHeaders('beyond ASCII', ({ a }) => `${a}/closed/latin-header`)
fetchHeaders('other origin', ({ b }) => `${b}/open/headers`)
fetchHeaders('exposed', ({ b }) => `${b}/open/exposed`)
fetchHeaders('all exposed', ({ b }) => `${b}/public/exposed-all`)
fetchHeaders('all exposed, with credentials', ({ b }) => `${b}/open/exposed-all`, {
  credentials: 'include',
})
fetchHeaders('opaque', ({ b }) => `${b}/closed/headers`, { mode: 'no-cors' })
fetchHeaders('not followed', ({ a }) => `${a}${to('/closed/text')}`, { redirect: 'manual' })

probes['fetch: reading a body'] = async ({ a, log }) => {
  for (const how of ['text', 'json', 'arrayBuffer', 'blob', 'bytes', 'formData']) {
    for (const content of ['json', 'json-bad', 'json-empty', 'json-bom', 'text', 'no-content']) {
      const response = await fetch(`${a}/closed/${content}`)
      if (typeof response[how] !== 'function') continue
      log(
        `${how} of ${content}: ${await rejection(response[how]())}, bodyUsed ${response.bodyUsed}`,
      )
    }
  }
}
probes['fetch: reading a body twice'] = async ({ a, log }) => {
  const response = await fetch(`${a}/closed/text`)
  log(await rejection(response.text()))
  log(await rejection(response.text()))
  log(await rejection(response.json()))
  log(`clone: ${thrown(() => response.clone())}`)
  log(`${response.body.locked} ${response.bodyUsed}`)
  const empty = await fetch(`${a}/closed/no-content`)
  log(await rejection(empty.text()))
  log(await rejection(empty.text()))
  log(empty.bodyUsed)
  const both = await fetch(`${a}/closed/text`)
  log((await Promise.all([rejection(both.text()), rejection(both.text())])).join(' '))
}
probes['fetch: a clone'] = async ({ a, b, log }) => {
  for (const [url, init] of [
    [`${a}/closed/text`],
    [`${a}${to('/closed/text')}`],
    [`${b}/open/odd`],
    [`${b}/closed/text`, { mode: 'no-cors' }],
    [`${a}${to('/closed/text')}`, { redirect: 'manual' }],
  ]) {
    const response = await fetch(url, init)
    const clone = response.clone()
    log(fieldsOf(clone))
    log(
      `${clone instanceof Response} ${clone.constructor === Response} ${clone.headers === response.headers}`,
    )
    log(`${await rejection(clone.text())} ${response.bodyUsed} ${await rejection(response.text())}`)
  }
  const response = await fetch(`${a}/closed/pieces`)
  const clone = response.clone()
  const again = clone.clone()
  log((await Promise.all([response.text(), clone.text(), again.text()])).join())
}
probes['fetch: the stream of a body'] = async ({ a, log }) => {
  const response = await fetch(`${a}/closed/pieces`)
  const reader = response.body.getReader()
  log(`${response.bodyUsed} ${response.body.locked}`)
  log(`locked: ${await rejection(response.text())}, clone ${thrown(() => response.clone())}`)
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    log(`${shown(value)} ${response.bodyUsed}`)
  }
  reader.releaseLock()
  log(`read: ${await rejection(response.text())}`)
  const cancelled = await fetch(`${a}/closed/pieces`)
  log(`cancel: ${await rejection(cancelled.body.cancel())} ${cancelled.bodyUsed}`)
  log(await rejection(cancelled.text()))
  const broken = (await fetch(`${a}/closed/broken`)).body.getReader()
  const pieces = []
  const read = async () => {
    for (;;) {
      const { done, value } = await broken.read()
      if (done) return
      pieces.push(...value)
    }
  }
  log(`broken: ${await rejection(read())} after ${pieces.length}`)
}
probes['fetch: headers come before the body'] = async ({ a, log }) => {
  const order = []
  const response = await fetch(`${a}/closed/pieces`)
  setTimeout(() => order.push('a moment later'), 20)
  const text = response.text().then(() => order.push('body'))
  order.push('headers')
  await text
  log(order.join(', '))
}

// --- abort ---

const aborted = (name, run) => {
  probes[`fetch: abort ${name}`] = ({ a, b, log }) => run({ a, b, log }, new AbortController())
}
aborted('before', async ({ a, log }, controller) => {
  controller.abort()
  const { signal } = controller
  log(await rejection(fetch(`${a}/closed/text`, { signal })))
  log(await rejection(fetch(`${a}/closed/text`, { signal: AbortSignal.abort('a reason') })))
  log(await rejection(fetch('http://:', { signal })))
  log(await rejection(fetch(new Request(`${a}/closed/text`, { signal }))))
  const reason = new Error('of the page')
  const failed = await fetch(`${a}/closed/text`, { signal: AbortSignal.abort(reason) }).catch(
    e => e,
  )
  log(failed === reason)
})
aborted('at once', async ({ a, log }, controller) => {
  const promise = fetch(`${a}/closed/text`, { signal: controller.signal })
  controller.abort()
  log(await rejection(promise))
  const reasons = new AbortController()
  const reasoned = fetch(`${a}/closed/text`, { signal: reasons.signal })
  reasons.abort({ a: 'reason' })
  log(await rejection(reasoned))
})
aborted('while waiting', async ({ a, b, log }, controller) => {
  setTimeout(() => controller.abort(), 50)
  log(await rejection(fetch(`${a}/closed/slow`, { signal: controller.signal })))
  const preflight = new AbortController()
  setTimeout(() => preflight.abort(), 50)
  const { signal } = preflight
  log(await rejection(fetch(`${b}/open/text?slow-preflight`, { signal, method: 'PUT' })))
})
aborted('by a time-out', async ({ a, log }) => {
  log(await rejection(fetch(`${a}/closed/slow`, { signal: AbortSignal.timeout(50) })))
  const response = await fetch(`${a}/closed/slow-body`, { signal: AbortSignal.timeout(300) })
  log(await rejection(response.text()))
})
aborted('while the body arrives', async ({ a, log }, controller) => {
  const response = await fetch(`${a}/closed/slow-body`, { signal: controller.signal })
  setTimeout(() => controller.abort('a reason'), 100)
  log(await rejection(response.text()))
  log(`${response.bodyUsed} ${await rejection(response.text())}`)
  const other = new AbortController()
  const streamed = await fetch(`${a}/closed/slow-body`, { signal: other.signal })
  const reader = streamed.body.getReader()
  log(shown((await reader.read()).value))
  other.abort()
  log(await rejection(reader.read()))
  log(await rejection(reader.closed))
})
aborted('between headers and body', async ({ a, log }, controller) => {
  const response = await fetch(`${a}/closed/slow-body`, { signal: controller.signal })
  controller.abort()
  await pause(10)
  log(await rejection(response.text()))
  log(fieldsOf(response))
})
aborted('of a clone', async ({ a, log }, controller) => {
  const response = await fetch(`${a}/closed/slow-body`, { signal: controller.signal })
  const clone = response.clone()
  const both = [rejection(response.text()), rejection(clone.text())]
  controller.abort()
  log((await Promise.all(both)).join(', '))
})
aborted('after the end', async ({ a, log }, controller) => {
  const response = await fetch(`${a}/closed/text`, { signal: controller.signal })
  const text = await response.text()
  controller.abort()
  log(`${shown(text)} ${await rejection(response.text())}`)
})
aborted('of a Request', async ({ a, log }, controller) => {
  const request = new Request(`${a}/closed/slow`, { signal: controller.signal })
  const taken = fetch(request)
  const without = fetch(request, { signal: null })
  controller.abort('a reason')
  log(await rejection(taken))
  log(await rejection(without))
})

// --- what it takes ---

const argumentsProbe = (name, lists) => {
  probes[`fetch: arguments, ${name}`] = async ({ a, b, log }) => {
    for (const [words, ...args] of lists({ a, b, url: `${a}/closed/text` })) {
      let promise
      const sync = thrown(() => {
        promise = fetch(...args)
      })
      log(`${words}: ${sync === 'undefined' ? await rejection(promise) : `synchronously ${sync}`}`)
    }
  }
}
const inits = (url, inits) => Object.entries(inits).map(([words, init]) => [words, url, init])
argumentsProbe('the first', ({ a }) => [
  ['none'],
  ['undefined', undefined],
  ['null', null],
  ['an object', {}],
  ['a symbol', Symbol('x')],
  ['a bad URL', 'http://:'],
  ['with a user', a.replace('://', '://me@')],
  ['with a password', a.replace('://', '://me:secret@')],
  [
    'that throws',
    {
      toString: () => {
        throw new RangeError('of the page')
      },
    },
  ],
])
argumentsProbe('method', ({ url }) =>
  inits(url, {
    empty: { method: '' },
    'two words': { method: 'G T' },
    trace: { method: 'trace' },
    CONNECT: { method: 'CONNECT' },
    TRACK: { method: 'TRACK' },
    patch: { method: 'patch' },
    null: { method: null },
    undefined: { method: undefined },
    'with a body': { method: 'GET', body: 'x' },
    'HEAD with a body': { method: 'HEAD', body: '' },
    'null body': { method: 'GET', body: null },
    'undefined body': { method: 'GET', body: undefined },
    'no-cors PUT': { method: 'PUT', mode: 'no-cors' },
  }),
)
argumentsProbe('words', ({ url }) => [
  ...['mode', 'credentials', 'cache', 'redirect', 'referrerPolicy', 'priority', 'duplex'].flatMap(
    name =>
      ['nonsense', '', null, undefined].map(value => [`${name} ${value}`, url, { [name]: value }]),
  ),
  ['mode navigate', url, { mode: 'navigate' }],
  ['mode websocket', url, { mode: 'websocket' }],
  ['only-if-cached', url, { cache: 'only-if-cached' }],
  ['referrerPolicy never', url, { referrerPolicy: 'never' }],
  ['referrerPolicy origin', url, { referrerPolicy: 'origin' }],
  ['duplex full', url, { duplex: 'full' }],
])
argumentsProbe('signal and others', ({ url }) =>
  inits(url, {
    'signal null': { signal: null },
    'signal undefined': { signal: undefined },
    'signal {}': { signal: {} },
    'signal text': { signal: 'x' },
    'window null': { window: null },
    'window undefined': { window: undefined },
    'window text': { window: 'x' },
    'integrity null': { integrity: null },
    'keepalive text': { keepalive: 'x' },
    'referrer empty': { referrer: '' },
    'referrer about:client': { referrer: 'about:client' },
    'referrer elsewhere': { referrer: 'http://elsewhere.test/' },
    'referrer bad': { referrer: 'http://:' },
    null: null,
    undefined: undefined,
    'a number': 7,
    text: 'x',
    'a function': () => {},
  }),
)
argumentsProbe('headers', ({ url }) =>
  inits(url, {
    null: { headers: null },
    undefined: { headers: undefined },
    text: { headers: 'x' },
    'a number': { headers: 7 },
    'a list of one': { headers: [['a']] },
    'a list of three': { headers: [['a', 'b', 'c']] },
    'a list of text': { headers: ['ab'] },
    'a flat list': { headers: ['a', 'b'] },
    'a bad name': { headers: { 'x y': '1' } },
    'an empty name': { headers: { '': '1' } },
    'a line break': { headers: { a: '1\n2' } },
    'a trailing line break': { headers: { a: '1\n' } },
    NUL: { headers: { a: '\0' } },
    'Latin 1': { headers: { a: 'ä' } },
    Greek: { headers: { a: 'α' } },
    'a symbol as value': { headers: { a: Symbol('x') } },
    forbidden: { headers: { host: 'x', cookie: 'x' } },
    undefinedValue: { headers: { a: undefined } },
    Map: { headers: new Map([['x-a', '1']]) },
    Headers: { headers: new Headers({ 'x-a': '1' }) },
  }),
)
argumentsProbe('body', ({ url }) =>
  inits(url, {
    'a stream without duplex': { method: 'POST', body: new ReadableStream() },
    'a locked stream': {
      method: 'POST',
      duplex: 'half',
      body: (() => {
        const stream = new ReadableStream()
        stream.getReader()
        return stream
      })(),
    },
    'keepalive, 64 KiB': { method: 'POST', keepalive: true, body: 'x'.repeat(65_536) },
    'keepalive, 64 KiB and 1': { method: 'POST', keepalive: true, body: 'x'.repeat(65_537) },
    'a symbol': { method: 'POST', body: Symbol('x') },
    'an object': { method: 'POST', body: {} },
    'that throws': {
      method: 'POST',
      body: {
        toString: () => {
          throw new RangeError('of the page')
        },
      },
    },
  }),
)
probes['fetch: integrity'] = async ({ a, b, log }) => {
  const good = 'sha256-LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ='
  const bad = good.replace('LPJ', 'AAA')
  for (const integrity of [
    good,
    bad,
    `${bad} ${good}`,
    `sha1-x`,
    'nonsense',
    '',
    `${good}?x`,
    ` ${good} `,
  ]) {
    log(`${integrity}: ${await rejection(fetch(`${a}/closed/text`, { integrity }))}`)
  }
  log(await rejection(fetch(`${b}/open/text`, { integrity: good })))
  log(await rejection(fetch(`${b}/closed/text`, { integrity: good, mode: 'no-cors' })))
  log(await rejection(fetch(`${a}/closed/text`, { integrity: good, mode: 'no-cors' })))
}
probes['fetch: what is read, and when'] = async ({ a, log }) => {
  const names = [
    'body cache credentials duplex headers integrity keepalive method mode priority redirect',
    'referrer referrerPolicy signal window',
  ]
    .join(' ')
    .split(' ')
  const order = []
  const init = Object.defineProperties(
    {},
    Object.fromEntries(
      names.map(name => [name, { enumerable: true, get: () => void order.push(name) }]),
    ),
  )
  const input = {
    toString() {
      order.push('input')
      return `${a}/closed/text`
    },
  }
  const promise = fetch(input, init)
  log(order.join(' '))
  log(await rejection(promise))
  log(order.length === new Set(order).size)
}
probes['fetch: the function'] = async ({ a, log }) => {
  log(`${fetch.name} ${fetch.length} ${typeof fetch} ${Object.prototype.toString.call(fetch)}`)
  log(thrown(() => new fetch(`${a}/closed/text`)))
  log('prototype' in fetch)
  const promise = fetch(`${a}/closed/text`)
  log(`${promise instanceof Promise} ${promise.constructor === Promise}`)
  log(shown(await promise))
  const bare = fetch
  log(await rejection(bare.call(undefined, `${a}/closed/text`)))
  log(await rejection(bare.call(globalThis, `${a}/closed/text`)))
}
probes['fetch: a failure is told later'] = async ({ log }) => {
  const order = []
  const told = fetch('http://:').catch(() => order.push('told'))
  order.push('called')
  Promise.resolve().then(() => order.push('one microtask'))
  await told
  log(order[0])
}

// --- requests, bodies ---

probes['fetch: a Request'] = async ({ a, log }) => {
  const url = `${a}/closed/echo`
  const post = () => new Request(url, { method: 'POST', body: 'hello', headers: { 'X-A': '1' } })
  const sent = async (...args) => log(await rejection(fetch(...args).then(of => of.text())))
  await sent(post())
  await sent(post(), { body: 'other' })
  await sent(post(), { headers: { 'X-A': '2' } })
  await sent(post(), { method: 'PUT' })
  await sent(post(), { method: 'GET' })
  await sent(post().clone())
  await sent(new Request(post()))
  const request = post()
  const first = fetch(request)
  log(`used: ${request.bodyUsed}`)
  log(await rejection(fetch(request)))
  await sent(request, { body: 'another' })
  log(await rejection(first))
  const read = post()
  await read.text()
  log(await rejection(fetch(read)))
  const get = new Request(url)
  await sent(get)
  await sent(get)
}
probes['fetch: bodies sent'] = async ({ a, log }) => {
  const form = new FormData()
  form.append('a', 'ä')
  const bodies = {
    text: 'hello ä',
    'empty text': '',
    Blob: new Blob(['hello'], { type: 'text/X' }),
    'Blob without a type': new Blob(['hello']),
    ArrayBuffer: new Uint8Array([1, 2, 3]).buffer,
    'part of an ArrayBuffer': new Uint8Array([1, 2, 3, 4]).subarray(1, 3),
    DataView: new DataView(new ArrayBuffer(4), 1),
    URLSearchParams: new URLSearchParams({ a: 'ä b' }),
    FormData: form,
    'an object': { toString: () => 'an object' },
    'a number': 12,
    null: null,
  }
  for (const [name, body] of Object.entries(bodies)) {
    const response = await fetch(`${a}/closed/echo`, { method: 'POST', body })
    log(`${name}: ${await response.text()}`)
  }
  const changing = new Uint8Array([1, 2, 3])
  const promise = fetch(`${a}/closed/echo`, { method: 'POST', body: changing })
  changing.fill(7)
  log(await (await promise).text())
}
probes['fetch: headers sent'] = async ({ a, log }) => {
  for (const headers of [
    { 'X-A': 'one' },
    [
      ['X-A', 'one'],
      ['x-a', ' two '],
    ],
    { Accept: 'a/b' },
    { 'Content-Type': 'a/b' },
    { 'X-A': '' },
    { 'X-A': null },
  ]) {
    const response = await fetch(`${a}/closed/echo`, { headers })
    log(await response.text())
  }
}
probes['fetch: a Blob keeps the type'] = async ({ a, log }) => {
  for (const content of ['text', 'types', 'untyped', 'mistyped', 'quoted', 'json-latin1']) {
    log(`${content}: ${shown(await (await fetch(`${a}/closed/${content}`)).blob())}`)
  }
}
