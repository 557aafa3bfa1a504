// What a page can see of the functions a watcher replaces. Each probe returns what it saw; with and
// without the library it must be the same. `api` is the other origin, which allows everything.

/* exported probes */
const shapeOf = (object, key) => {
  let holder = object
  while (holder && !Object.hasOwn(holder, key)) holder = Object.getPrototypeOf(holder)
  const found = Object.getOwnPropertyDescriptor(holder, key)
  const fn = found.value ?? found.get
  return {
    holder: Object.prototype.toString.call(holder),
    flags: [
      found.writable,
      found.enumerable,
      found.configurable,
      typeof found.get,
      typeof found.set,
    ],
    keys: Reflect.ownKeys(fn).map(String),
    length: fn.length,
    name: fn.name,
    type: typeof fn,
    source: [fn.toString(), Function.prototype.toString.call(fn), `${fn}`],
    own: Object.entries(Object.getOwnPropertyDescriptors(fn)).map(([name, descriptor]) => [
      name,
      descriptor.writable,
      descriptor.enumerable,
      descriptor.configurable,
    ]),
    proto: Object.getPrototypeOf(fn) === Function.prototype,
    extensible: Object.isExtensible(fn),
  }
}

const thrown = run => {
  try {
    return { value: String(run()) }
  } catch (error) {
    return {
      name: error?.name,
      message: error?.message,
      constructor: error?.constructor?.name,
      is: error === thrown.same,
    }
  }
}

const rejected = async run => {
  let promise
  try {
    promise = run()
  } catch (error) {
    return { threw: error?.name, message: error?.message }
  }
  const order = []
  const seen = {}
  const done = Promise.resolve(promise).then(
    value => {
      order.push('settled')
      seen.value = Object.prototype.toString.call(value)
    },
    error => {
      order.push('settled')
      Object.assign(seen, {
        name: error?.name,
        message: error?.message,
        type: typeof error,
        same: error === thrown.same,
      })
    },
  )
  await done
  return {
    promise: promise instanceof Promise,
    proto: Object.getPrototypeOf(promise) === Promise.prototype,
    ...seen,
  }
}

/** Whether a call that can't be made is known to have failed a microtask later, not earlier or later. */
const moment = async run => {
  const order = []
  run().then(
    () => order.push('ok'),
    () => order.push('failed'),
  )
  Promise.resolve().then(() => order.push('one'))
  Promise.resolve()
    .then(() => undefined)
    .then(() => order.push('two'))
  await new Promise(resolve => setTimeout(resolve, 50))
  return order
}

const logged = (object, log) =>
  new Proxy(object, {
    get(target, key, receiver) {
      log.push(`get ${String(key)}`)
      return Reflect.get(target, key, receiver)
    },
    has(target, key) {
      log.push(`has ${String(key)}`)
      return Reflect.has(target, key)
    },
    ownKeys(target) {
      log.push('ownKeys')
      return Reflect.ownKeys(target)
    },
    getOwnPropertyDescriptor(target, key) {
      log.push(`descriptor ${String(key)}`)
      return Reflect.getOwnPropertyDescriptor(target, key)
    },
    getPrototypeOf(target) {
      log.push('getPrototypeOf')
      return Reflect.getPrototypeOf(target)
    },
  })

const textThatLogs = (text, log) => ({
  toString() {
    log.push(`text ${text.replace(/:\d+/, '')}`)
    return text
  },
})

const xhrEvents = async (xhr, start) => {
  const events = []
  const types = [
    'readystatechange',
    'loadstart',
    'progress',
    'load',
    'loadend',
    'error',
    'abort',
    'timeout',
  ]
  for (const type of types) {
    xhr.addEventListener(type, event => events.push(`${type} ${xhr.readyState} ${event.isTrusted}`))
    xhr[`on${type}`] = () => events.push(`on${type}`)
  }
  const end = new Promise(resolve => xhr.addEventListener('loadend', resolve))
  start(xhr)
  await Promise.race([end, new Promise(resolve => setTimeout(resolve, 1000))])
  return {
    events: events.filter(event => !event.includes('progress')),
    status: xhr.status,
    text: xhr.responseText,
  }
}

globalThis.probes = {
  'shape of functions': () => ({
    fetch: shapeOf(window, 'fetch'),
    Request: shapeOf(window, 'Request'),
    EventSource: shapeOf(window, 'EventSource'),
    Headers: shapeOf(window, 'Headers'),
    XMLHttpRequest: shapeOf(window, 'XMLHttpRequest'),
    open: shapeOf(XMLHttpRequest.prototype, 'open'),
    send: shapeOf(XMLHttpRequest.prototype, 'send'),
    setRequestHeader: shapeOf(XMLHttpRequest.prototype, 'setRequestHeader'),
    upload: shapeOf(XMLHttpRequest.prototype, 'upload'),
    abort: shapeOf(XMLHttpRequest.prototype, 'abort'),
    addEventListener: shapeOf(EventTarget.prototype, 'addEventListener'),
    removeEventListener: shapeOf(EventTarget.prototype, 'removeEventListener'),
    inherited: Object.hasOwn(XMLHttpRequestUpload.prototype, 'addEventListener'),
    append: shapeOf(Headers.prototype, 'append'),
    set: shapeOf(Headers.prototype, 'set'),
    clone: shapeOf(Request.prototype, 'clone'),
    sendBeacon: shapeOf(Navigator.prototype, 'sendBeacon'),
    toString: shapeOf(Function.prototype, 'toString'),
    requestConstructor: shapeOf(Request.prototype, 'constructor').name,
  }),

  'own keys': () =>
    [
      window.Request,
      window.EventSource,
      XMLHttpRequest.prototype,
      Headers.prototype,
      EventTarget.prototype,
    ].map(object => Reflect.ownKeys(object).map(String)),

  globals: () =>
    Reflect.ownKeys(window)
      .map(String)
      .filter(name => !/^\d+$/.test(name) && name !== 'whyPreflight').length,

  'not constructors': () => [
    thrown(() => new fetch('/x')),
    thrown(() => new XMLHttpRequest.prototype.open()),
    thrown(() => new Function.prototype.toString()),
    thrown(() => Request('/x')),
    thrown(() => EventSource('/x')),
  ],

  constructors: () => {
    class Own extends Request {
      own() {
        return 'own'
      }
    }
    const own = new Own('/x', { headers: { a: '1' } })
    const request = new Request('/x')
    const source = new EventSource('/x')
    source.close()
    return [
      own instanceof Own,
      own instanceof Request,
      own.own(),
      own.constructor === Own,
      request.constructor === Request,
      Request.prototype.constructor === Request,
      Object.prototype.toString.call(request),
      Object.getPrototypeOf(request) === Request.prototype,
      source.constructor === EventSource,
      EventSource.prototype.constructor === EventSource,
      source instanceof EventSource,
      EventSource.CONNECTING,
      EventSource.CLOSED,
      Reflect.construct(Request, ['/x'], Own) instanceof Own,
      new Headers([['a', 'b']]).constructor === Headers,
      Headers.prototype.constructor === Headers,
      Object.prototype.toString.call(new Headers()),
      thrown(() => new Headers([['a']])),
      thrown(() => new Headers(5)),
      thrown(() => Headers()),
      thrown(() => new Request()),
      thrown(() => new Request('http://[')),
      thrown(() => new Request('/x', { method: 'TRACE' })),
      thrown(() => new Request('/x', { headers: [['a']] })),
      thrown(() => new Request(Symbol('x'))),
      thrown(() => new EventSource()),
      thrown(() => new EventSource('http://[')),
      thrown(() => new Request('/x', 5)),
    ]
  },

  'errors of fetch': async api => {
    const oops = new Error('oops')
    thrown.same = oops
    const throwing = {
      get body() {
        throw oops
      },
    }
    const cases = {
      none: () => fetch(),
      symbol: () => fetch(Symbol('x')),
      url: () => fetch('http://['),
      userinfo: () => fetch('http://u:p@127.0.0.1/'),
      trace: () => fetch(api, { method: 'TRACE' }),
      token: () => fetch(api, { method: 'G ET' }),
      symbolMethod: () => fetch(api, { method: Symbol('m') }),
      mode: () => fetch(api, { mode: 'navigate' }),
      badMode: () => fetch(api, { mode: 'x' }),
      badCredentials: () => fetch(api, { credentials: 'x' }),
      getBody: () => fetch(api, { body: 'x' }),
      headerName: () => fetch(api, { headers: { 'a b': '1' } }),
      headerValue: () => fetch(api, { headers: { a: '\u0100' } }),
      headerNewline: () => fetch(api, { headers: { a: 'a\nb' } }),
      headerPair: () => fetch(api, { headers: [['a']] }),
      headerTriple: () => fetch(api, { headers: [['a', 'b', 'c']] }),
      headerString: () => fetch(api, { headers: ['ab'] }),
      headerPrimitive: () => fetch(api, { headers: 5 }),
      headerNull: () => fetch(api, { headers: null }),
      headerSymbol: () => fetch(api, { headers: { a: Symbol('v') } }),
      initPrimitive: () => fetch(api, 5),
      initFunction: () => fetch('data:,x', () => 1),
      initNull: () => fetch('data:,x', null),
      thisObject: () => fetch.call({}, api),
      thisNull: () => fetch.call(null, 'data:,x'),
      thisUndefined: () => fetch.call(undefined, 'data:,x'),
      getter: () => fetch(api, throwing),
      toString: () =>
        fetch({
          toString() {
            throw oops
          },
        }),
      iterator: () =>
        fetch(api, {
          headers: {
            [Symbol.iterator]() {
              throw oops
            },
          },
        }),
      next: () =>
        fetch(api, {
          headers: {
            [Symbol.iterator]() {
              return {
                next() {
                  throw oops
                },
              }
            },
          },
        }),
      badIterator: () => fetch(api, { headers: { [Symbol.iterator]: 5 } }),
      sameOriginMode: () => fetch(api, { mode: 'same-origin' }),
      aborted: () => fetch(api, { signal: AbortSignal.abort() }),
      abortedReason: () => fetch(api, { signal: AbortSignal.abort(oops) }),
      badSignal: () => fetch(api, { signal: {} }),
      window: () => fetch(api, { window: 1 }),
      usedBody: async () => {
        const request = new Request(api, { method: 'POST', body: 'x' })
        await request.text()
        return fetch(request)
      },
    }
    const results = {}
    for (const [name, run] of Object.entries(cases)) results[name] = await rejected(run)
    return results
  },

  'moments of rejection': async api => ({
    url: await moment(() => fetch('http://[')),
    method: await moment(() => fetch(api, { method: 'TRACE' })),
    header: await moment(() => fetch(api, { headers: { 'a b': '' } })),
    aborted: await moment(() => fetch(api, { signal: AbortSignal.abort() })),
    none: await moment(() => fetch()),
    mode: await moment(() => fetch(api, { mode: 'navigate' })),
    getter: await moment(() =>
      fetch(api, {
        get method() {
          throw new Error('x')
        },
      }),
    ),
  }),

  'what fetch reads': async api => {
    const log = []
    const init = logged(
      {
        method: 'POST',
        headers: logged({ 'X-A': '1', 'x-b': 2, 'X-C': textThatLogs('c', log) }, log),
        body: 'x',
        mode: textThatLogs('cors', log),
        signal: undefined,
      },
      log,
    )
    const response = await fetch(textThatLogs(`${api}/reads`, log), init)
    log.push(response.status)
    const request = new Request(`${api}/reads`, logged({ headers: logged([['a', 'b']], log) }, log))
    log.push(request.headers.get('a'))
    return log
  },

  'getters are read once': async api => {
    const reads = {}
    const init = {}
    for (const [key, value] of Object.entries({
      method: 'PUT',
      body: 'x',
      headers: { a: '1' },
      credentials: 'omit',
      cache: 'no-store',
    })) {
      Object.defineProperty(init, key, {
        enumerable: true,
        get() {
          reads[key] = (reads[key] ?? 0) + 1
          return value
        },
      })
    }
    const { status } = await fetch(`${api}/once`, init)
    return { reads, status }
  },

  'one-shot headers': async api => {
    function* pairs() {
      yield ['X-One', '1']
      yield new Set(['X-Two', '2'])
    }
    const generator = pairs()
    const response = await fetch(`${api}/echo-headers`, { headers: generator })
    return {
      status: response.status,
      done: generator.next().done,
      map: (await fetch(`${api}/m`, { headers: new Map([['X-M', '1']]) })).status,
    }
  },

  'a body stays as it was': async api => {
    const stream = new Blob(['x']).stream()
    const request = new Request(`${api}/s`, { method: 'POST', body: 'abc' })
    const clone = request.clone()
    const form = new FormData()
    form.append('a', 'b')
    const before = stream.locked
    const sent = await fetch(request).then(
      response => response.status,
      error => error.name,
    )
    return {
      before,
      locked: stream.locked,
      sent,
      used: request.bodyUsed,
      cloneUsed: clone.bodyUsed,
      text: await clone.text(),
      form: (await fetch(`${api}/f`, { method: 'POST', body: form })).status,
      entries: [...form.keys()],
    }
  },

  'a Request as init': async api => {
    const request = new Request(`${api}/s`, { method: 'PUT', headers: { 'x-a': '1' }, body: 'abc' })
    const made = await rejected(async () => new Request(`${api}/f`, request))
    const sent = await rejected(() => fetch(`${api}/f`, request))
    const copy = new Request(new Request(`${api}/s`, { method: 'POST', body: 'abc' }))
    const source = new Request(`${api}/s`, { method: 'POST', body: 'abc' })
    const moved = new Request(source)
    return {
      made,
      sent,
      used: request.bodyUsed,
      text: await copy.text(),
      type: copy.headers.get('content-type'),
      moved: [source.bodyUsed, moved.bodyUsed, await moved.text()],
      again: await rejected(async () => new Request(source)),
      overridden: await new Request(moved, { method: 'PATCH', body: 'z' }).text(),
    }
  },

  'an init that inherits': async api => {
    class Init {
      get method() {
        return 'PUT'
      }
    }
    const init = Object.create({ headers: { 'x-a': '1' } })
    const without = Object.assign(Object.create(null), {
      method: 'POST',
      body: new URLSearchParams('a=b'),
    })
    return [
      (await fetch(`${api}/ok`, new Init())).status,
      new Request(`${api}/ok`, new Init()).method,
      new Request(`${api}/ok`, init).headers.get('x-a'),
      new Request(`${api}/ok`, without).headers.get('content-type'),
      new Request(`${api}/ok`, { method: 'patch', cache: 'reload', redirect: 'manual' }).method,
      new Request(`${api}/ok`, { headers: { a: 1, A: null, b: [1, 2], c: undefined } }).headers.get(
        'a',
      ),
      [...new Request(`${api}/ok`, { headers: [['a', 'b'], new Set(['c', 'd'])] }).headers],
      [
        ...new Request(`${api}/ok`, {
          headers: new Headers([
            ['Set-Cookie', 'a'],
            ['x', 'y'],
            ['x', 'z'],
          ]),
        }).headers,
      ],
      [
        ...new Request(
          `${api}/ok`,
          { headers: { __proto__: null, 1: 'a', z: 'b', '': undefined } }.a ?? {},
        ).headers,
      ],
    ]
  },

  'streams as bodies': async api => {
    const stream = () =>
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('x'))
          controller.close()
        },
      })
    const body = stream()
    const request = await rejected(
      async () => new Request(`${api}/s`, { method: 'POST', body, duplex: 'half' }),
    )
    return [
      request,
      body.locked,
      await rejected(() => fetch(`${api}/s`, { method: 'POST', body: stream() })),
      await rejected(() =>
        fetch(`${api}/s`, { method: 'POST', body: stream(), duplex: 'half', mode: 'no-cors' }),
      ),
    ]
  },

  'a rejection nobody handles': async api => {
    const events = []
    const onUnhandled = event => {
      event.preventDefault()
      events.push(event.promise === promise, event.reason?.name)
    }
    addEventListener('unhandledrejection', onUnhandled)
    const handled = () => events.push('handled later')
    addEventListener('rejectionhandled', handled)
    const promise = fetch(`${api}/x`, { mode: 'same-origin' })
    await new Promise(resolve => setTimeout(resolve, 200))
    removeEventListener('unhandledrejection', onUnhandled)
    removeEventListener('rejectionhandled', handled)
    return events
  },

  'a rejection that is handled': async api => {
    const events = []
    const onUnhandled = event => {
      event.preventDefault()
      events.push('unhandled')
    }
    addEventListener('unhandledrejection', onUnhandled)
    await fetch(`${api}/x`, { mode: 'same-origin' }).catch(() => events.push('caught'))
    await new Promise(resolve => setTimeout(resolve, 100))
    removeEventListener('unhandledrejection', onUnhandled)
    return events
  },

  aborting: async api => {
    const controller = new AbortController()
    const first = fetch(`${api}/slow`, { signal: controller.signal, method: 'PUT' })
    setTimeout(() => controller.abort(), 50)
    const a = await rejected(() => first)
    const other = new AbortController()
    const second = fetch(`${api}/slow`, { signal: other.signal })
    setTimeout(() => other.abort('why'), 50)
    return [a, await rejected(() => second)]
  },

  'errors of XMLHttpRequest': api => {
    const xhr = () => new XMLHttpRequest()
    const opened = () => {
      const made = xhr()
      made.open('POST', `${api}/x`)
      return made
    }
    const oops = new Error('oops')
    thrown.same = oops
    const bad = {
      toString() {
        throw oops
      },
    }
    return [
      thrown(() => xhr().open()),
      thrown(() => xhr().open('GET')),
      thrown(() => xhr().open('TRACE', '/x')),
      thrown(() => xhr().open('G ET', '/x')),
      thrown(() => xhr().open('GET', 'http://[')),
      thrown(() => xhr().open(bad, '/x')),
      thrown(() => xhr().open('GET', bad)),
      thrown(() => xhr().open(Symbol('m'), '/x')),
      thrown(() => XMLHttpRequest.prototype.open.call({}, 'GET', '/x')),
      thrown(() => XMLHttpRequest.prototype.open.call({}, bad, '/x')),
      thrown(() => xhr().setRequestHeader('a', 'b')),
      thrown(() => opened().setRequestHeader('a b', 'b')),
      thrown(() => opened().setRequestHeader('a', '\u0100')),
      thrown(() => opened().setRequestHeader('a')),
      thrown(() => opened().setRequestHeader(bad, 'x')),
      thrown(() => opened().setRequestHeader('a', bad)),
      thrown(() => XMLHttpRequest.prototype.setRequestHeader.call({}, 'a', 'b')),
      thrown(() => xhr().send()),
      thrown(() => XMLHttpRequest.prototype.send.call({})),
      thrown(() => {
        const twice = opened()
        twice.send()
        twice.send()
      }),
      thrown(() => opened().open('GET', '/x', true)),
      thrown(() => XMLHttpRequest.prototype.upload),
      thrown(() => navigator.sendBeacon()),
      thrown(() => navigator.sendBeacon('http://[')),
      thrown(() => navigator.sendBeacon.call({}, '/x')),
      thrown(() => EventTarget.prototype.addEventListener.call({}, 'x', () => 1)),
      thrown(() => Function.prototype.toString.call({})),
      thrown(() => new Headers().append('a')),
      thrown(() => new Headers().set('a b', 'c')),
      thrown(() => Headers.prototype.set.call({}, 'a', 'b')),
      opened().open('GET', '/x') === undefined,
      opened().setRequestHeader('a', 'b') === undefined,
    ]
  },

  'events of XMLHttpRequest': async api => ({
    ok: await xhrEvents(new XMLHttpRequest(), xhr => {
      xhr.open('PUT', `${api}/ok`)
      xhr.setRequestHeader('X-A', '1')
      xhr.send('x')
    }),
    blocked: await xhrEvents(new XMLHttpRequest(), xhr => {
      xhr.open('GET', 'http://127.0.0.1:1/')
      xhr.send()
    }),
    aborted: await xhrEvents(new XMLHttpRequest(), xhr => {
      xhr.open('GET', `${api}/slow`)
      xhr.send()
      setTimeout(() => xhr.abort(), 50)
    }),
    timeout: await xhrEvents(new XMLHttpRequest(), xhr => {
      xhr.open('GET', `${api}/slow`)
      xhr.timeout = 50
      xhr.send()
    }),
    reopened: await xhrEvents(new XMLHttpRequest(), xhr => {
      xhr.open('GET', `${api}/slow`)
      xhr.send()
      xhr.open('GET', `${api}/ok`)
      xhr.send()
    }),
    sync: await xhrEvents(new XMLHttpRequest(), xhr => {
      xhr.open('GET', `${api}/ok`, false)
      xhr.send()
    }),
    urlObject: await xhrEvents(new XMLHttpRequest(), xhr => {
      xhr.open('GET', new URL(`${api}/ok`))
      xhr.send()
    }),
  }),

  'listeners of an upload': async api => {
    const log = []
    const options = logged({ once: true, capture: false }, log)
    const upload = async prepare => {
      const xhr = new XMLHttpRequest()
      xhr.open('POST', `${api}/up`)
      const events = []
      prepare(xhr, type => () => events.push(type))
      await new Promise(resolve => {
        xhr.onloadend = resolve
        xhr.send('x')
      })
      return events
    }
    return {
      same: (() => {
        const xhr = new XMLHttpRequest()
        const { upload } = xhr
        return upload === xhr.upload
      })(),
      once: await upload((xhr, on) => xhr.upload.addEventListener('load', on('load'), options)),
      removed: await upload((xhr, on) => {
        const listener = on('load')
        xhr.upload.addEventListener('load', listener)
        xhr.upload.removeEventListener('load', listener)
      }),
      object: await upload((xhr, on) =>
        xhr.upload.addEventListener('load', { handleEvent: on('load') }),
      ),
      twice: await upload((xhr, on) => {
        const listener = on('load')
        xhr.upload.addEventListener('load', listener)
        xhr.upload.addEventListener('load', listener)
      }),
      late: await upload((xhr, on) => {
        setTimeout(() => xhr.upload.addEventListener('load', on('load')))
      }),
      log,
    }
  },

  beacons: api => [
    navigator.sendBeacon(`${api}/b`, 'x'),
    navigator.sendBeacon(new URL(`${api}/b`)),
    navigator.sendBeacon(`${api}/b`, new Blob(['{}'], { type: 'application/json' })),
  ],

  'an event source': api =>
    new Promise(resolve => {
      const source = new EventSource(`${api}/events`)
      const events = []
      source.onopen = () => events.push(`open ${source.readyState}`)
      source.onerror = () => {
        events.push(`error ${source.readyState}`)
        source.close()
        resolve({
          events,
          url: source.url.replace(/:\d+/, ''),
          credentials: source.withCredentials,
        })
      }
    }),

  'stacks are the page’s own': () => {
    const { stackTraceLimit, prepareStackTrace } = Error
    let formatted = 0
    Error.prepareStackTrace = error => {
      formatted++
      return String(error)
    }
    const xhr = new XMLHttpRequest()
    xhr.open('PUT', 'http://127.0.0.1:1/')
    xhr.setRequestHeader('x-a', '1')
    if (prepareStackTrace === undefined) delete Error.prepareStackTrace
    else Error.prepareStackTrace = prepareStackTrace
    return { formatted, stackTraceLimit, limit: Error.stackTraceLimit }
  },

  timers: () => {
    const ids = [setTimeout(() => 1), setTimeout(() => 1)]
    return ids[1] - ids[0]
  },

  'the response': async api => {
    const response = await fetch(`${api}/ok`, { headers: { 'x-a': '1' } })
    return {
      proto: Object.getPrototypeOf(response) === Response.prototype,
      type: response.type,
      url: response.url.replace(/:\d+/, ''),
      redirected: response.redirected,
      used: response.bodyUsed,
      text: await response.text(),
    }
  },
}
