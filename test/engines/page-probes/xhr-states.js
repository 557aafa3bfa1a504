// What an XMLHttpRequest allows and shows in each of its states.

/* global probes, thrown, shown, isSame, setTo, ended, pause, call, newXhr */

/** Brings an object into each state, and acts there. */
const STATES = {
  unsent: act => act(new XMLHttpRequest()),
  opened: (act, url) => {
    const xhr = new XMLHttpRequest()
    xhr.open('GET', url)
    act(xhr)
  },
  sent: (act, url) => {
    const xhr = new XMLHttpRequest()
    xhr.open('GET', url)
    xhr.send()
    act(xhr)
    return ended(xhr)
  },
  headers: (act, url) => inState(2, act, url),
  loading: (act, url) => inState(3, act, url),
  done: (act, url) => inState(4, act, url),
  ended: async (act, url) => {
    const xhr = new XMLHttpRequest()
    const end = ended(xhr)
    xhr.open('GET', url)
    xhr.send()
    await end
    act(xhr)
  },
  failed: async (act, url) => {
    const xhr = new XMLHttpRequest()
    const end = ended(xhr)
    xhr.open('GET', url.replace(/\/closed\/.*/, '/closed/dropped'))
    xhr.send()
    await end
    act(xhr)
  },
  aborted: (act, url) => {
    const xhr = new XMLHttpRequest()
    xhr.open('GET', url)
    xhr.send()
    xhr.abort()
    act(xhr)
  },
  'opened again': async (act, url) => {
    const xhr = new XMLHttpRequest()
    const end = ended(xhr)
    xhr.open('GET', url)
    xhr.send()
    await end
    xhr.open('GET', url)
    act(xhr)
  },
}

const inState = async (state, act, url) => {
  const xhr = new XMLHttpRequest()
  let acted = false
  xhr.addEventListener('readystatechange', () => {
    if (xhr.readyState !== state || acted) return
    acted = true
    act(xhr)
  })
  const end = ended(xhr)
  xhr.open('GET', url)
  xhr.send()
  await end
}

/** A probe that does something in each state. */
const stateProbe = (name, act, path = '/closed/text') => {
  probes[`in each state: ${name}`] = async ({ a, log }) => {
    for (const [state, bring] of Object.entries(STATES)) {
      await bring(xhr => log(`${state}: ${thrown(() => act(xhr))}`), `${a}${path}`)
    }
  }
}

for (const type of ['json', '', 'nonsense']) {
  stateProbe(`responseType = '${type}'`, xhr => {
    xhr.responseType = type
    return xhr.responseType
  })
}
for (const value of [true, 1, false]) {
  stateProbe(`withCredentials = ${value}`, xhr => {
    xhr.withCredentials = value
    return xhr.withCredentials
  })
}
stateProbe('timeout = 1000', xhr => {
  xhr.timeout = 1000
  return xhr.timeout
})
stateProbe('overrideMimeType', xhr => xhr.overrideMimeType('text/plain;charset=utf-8'))
stateProbe('setRequestHeader', xhr => xhr.setRequestHeader('X-A', '1'))
stateProbe('send', xhr => xhr.send())
stateProbe('abort', xhr => {
  const before = xhr.readyState
  xhr.abort()
  return `${before} to ${xhr.readyState}`
})
stateProbe('open', xhr => {
  const before = xhr.readyState
  xhr.open('GET', '/closed/one')
  return `${before} to ${xhr.readyState}`
})
stateProbe('status and statusText', xhr => [xhr.readyState, xhr.status, xhr.statusText])
stateProbe('responseText', xhr => xhr.responseText)
stateProbe('responseURL', xhr => xhr.responseURL)
stateProbe('response', xhr => xhr.response)
stateProbe('responseXML', xhr => xhr.responseXML, '/closed/xml')
stateProbe('getResponseHeader', xhr => xhr.getResponseHeader('Content-Type'))
stateProbe('getAllResponseHeaders', xhr => xhr.getAllResponseHeaders())
for (const type of ['json', 'arraybuffer', 'blob', 'document']) {
  probes[`in each state: response as ${type}`] = async ({ a, log }) => {
    for (const state of [1, 2, 3, 4]) {
      const xhr = new XMLHttpRequest()
      const end = ended(xhr)
      xhr.addEventListener('readystatechange', () => {
        if (xhr.readyState === state) {
          log(`${state}: ${thrown(() => xhr.response)}`)
          log(`${state} as text: ${thrown(() => xhr.responseText)}`)
          log(`${state} as XML: ${thrown(() => xhr.responseXML)}`)
        }
      })
      xhr.open('GET', `${a}/closed/text`)
      xhr.responseType = type
      xhr.send()
      await end
    }
  }
}

// --- arguments ---

const onOpened = (name, act) => {
  probes[name] = ({ a, b, log }) => {
    act(
      run => {
        const xhr = new XMLHttpRequest()
        xhr.open('GET', `${a}/closed/text`)
        return thrown(() => run(xhr))
      },
      log,
      { a, b },
    )
  }
}
onOpened('arguments: open', (opened, log, { a }) => {
  for (const args of [
    [],
    ['GET'],
    ['GET', 'http://:'],
    ['', a],
    ['G T', a],
    ['GET ', a],
    ['TRACE', a],
    ['connect', a],
    ['TRACK', a],
    ['chicken', a],
    ['GET', ''],
    ['GET', null],
    ['GET', undefined],
    ['GET', a, true, 'me', 'secret'],
    ['GET', a, 1],
    ['GET', a, true, null, null],
    [null, a],
    [{ toString: () => 'GET' }, a],
    ['GET', { toString: () => a }],
    ['GET', 'ftp://example.test/'],
    ['GET', 'mailto:me@example.test'],
    ['GET', 'data:,x'],
    ['GET', 'about:blank'],
  ]) {
    const words = args.map(arg => JSON.stringify(`${arg}`)).join(', ')
    log(`${words}: ${opened(xhr => [xhr.open(...args), xhr.readyState])}`)
  }
  const symbol = opened(xhr => xhr.open(Symbol('x'), a))
  log(`a symbol: ${symbol}`)
})
onOpened('arguments: setRequestHeader', (opened, log) => {
  for (const args of [
    [],
    ['X-A'],
    ['', 'x'],
    ['X A', 'x'],
    ['X-A:', 'x'],
    ['Xä', 'x'],
    ['X-α', 'x'],
    ['X-A', 'ä'],
    ['X-A', 'α'],
    ['X-A', 'a\nb'],
    ['X-A', 'a\r\n'],
    ['X-A', '\n a \t'],
    ['X-A', 'a\0b'],
    ['X-A', 'a\x01b'],
    ['X-A', ''],
    ['X-A', null],
    ['X-A', undefined],
    ['Host', 'x'],
    ['Cookie', 'x'],
    ['Sec-X', 'x'],
    ['Proxy-X', 'x'],
    ['Content-Length', '1'],
    ['X-HTTP-Method-Override', 'TRACE'],
  ]) {
    log(
      `${args.map(arg => JSON.stringify(`${arg}`)).join(', ')}: ${opened(xhr => xhr.setRequestHeader(...args))}`,
    )
  }
})
onOpened('arguments: timeout', (opened, log) => {
  for (const value of [
    0,
    1.9,
    -1,
    -0.5,
    '20',
    'x',
    NaN,
    Infinity,
    null,
    undefined,
    2 ** 32,
    2 ** 32 + 5,
    true,
    {},
  ]) {
    log(`${value}: ${opened(xhr => setTo(xhr, 'timeout', value))}`)
  }
})
onOpened('arguments: responseType', (opened, log) => {
  for (const value of [
    'text',
    'JSON',
    null,
    undefined,
    'moz-chunked-text',
    'stream',
    ' blob',
    { toString: () => 'blob' },
  ]) {
    log(`${value}: ${opened(xhr => setTo(xhr, 'responseType', value))}`)
  }
})
onOpened('arguments: overrideMimeType', (opened, log) => {
  for (const args of [[], ['nonsense'], [''], [null], ['text/plain;charset=x']]) {
    log(`${args}: ${opened(xhr => xhr.overrideMimeType(...args))}`)
  }
})
onOpened('arguments: getResponseHeader', (opened, log) => {
  for (const args of [[], [''], ['X A'], ['X-α'], [null]]) {
    log(`${args}: ${opened(xhr => xhr.getResponseHeader(...args))}`)
  }
})
probes['arguments: constructor'] = ({ log }) => {
  log(thrown(() => XMLHttpRequest()))
  log(thrown(() => new XMLHttpRequest({ anything: 1 }).readyState))
  log(thrown(() => new XMLHttpRequest().upload))
  log(thrown(() => new new XMLHttpRequest().upload.constructor()))
  log(thrown(() => XMLHttpRequest.prototype.readyState))
  log(thrown(() => XMLHttpRequest.prototype.open.call({}, 'GET', '/')))
}
probes['arguments: read-only attributes'] = ({ log }) => {
  const xhr = new XMLHttpRequest()
  for (const name of ['readyState', 'status', 'statusText', 'response', 'responseText', 'upload']) {
    const strict = thrown(() => {
      xhr[name] = 7
      return xhr[name]
    })
    log(`${name}: ${strict}`)
  }
}
probes['arguments: event handlers'] = ({ log }) => {
  const xhr = new XMLHttpRequest()
  const object = { handleEvent: () => log('handleEvent') }
  for (const value of [() => {}, object, null, undefined, 'text', 7]) {
    const now = setTo(xhr, 'onload', value)
    log(`${now === value} ${now === null}`)
  }
  xhr.onload = object
  xhr.dispatchEvent(new Event('load'))
  xhr.onload = function () {
    log(`dispatched: ${this === xhr}`)
  }
  xhr.dispatchEvent(new Event('load'))
  xhr.onload = event => {
    event.preventDefault()
    return false
  }
  log(xhr.dispatchEvent(new Event('load', { cancelable: true })))
  xhr.onload = () => false
  log(xhr.dispatchEvent(new Event('load', { cancelable: true })))
}

// --- what the class is ---

const MEMBERS = [
  'constructor readyState open setRequestHeader timeout withCredentials upload send abort',
  'responseURL status statusText getResponseHeader getAllResponseHeaders overrideMimeType',
  'responseType response responseText responseXML onreadystatechange onloadstart onprogress',
  'onabort onerror onload ontimeout onloadend UNSENT OPENED HEADERS_RECEIVED LOADING DONE',
]
  .join(' ')
  .split(' ')
probes['class: members'] = ({ log }) => {
  const names = new Map()
  const xhr = new XMLHttpRequest()
  for (let at = xhr; at && at !== EventTarget.prototype; at = Object.getPrototypeOf(at)) {
    names.set(at, at === xhr ? 'own' : at.constructor.name)
  }
  for (const name of MEMBERS) {
    const holder = [...names.keys()].find(object => Object.hasOwn(object, name))
    const of = Object.getOwnPropertyDescriptor(holder, name)
    const flags = ['writable', 'enumerable', 'configurable'].filter(flag => of[flag]).join(' ')
    const how =
      'value' in of
        ? `value ${shown(of.value)} ${of.value.length}`
        : `get ${of.get?.name} set ${of.set?.name}`
    log(`${names.get(holder)}.${name}: ${how} ${flags}`)
  }
}
probes['class: names'] = ({ log }) => {
  const xhr = new XMLHttpRequest()
  for (let at = xhr; at; at = Object.getPrototypeOf(at)) {
    log(
      `${Object.hasOwn(at, 'constructor') ? at.constructor.name : 'own'} ${Object.prototype.toString.call(at)}`,
    )
  }
  for (let at = xhr.upload; at; at = Object.getPrototypeOf(at)) {
    log(
      `${Object.hasOwn(at, 'constructor') ? at.constructor.name : 'own'} ${Object.prototype.toString.call(at)}`,
    )
  }
  log(shown(Object.keys(xhr)))
  log(`${XMLHttpRequest.name} ${XMLHttpRequest.length}`)
  log(isSame(() => xhr.upload))
  log(
    Object.getPrototypeOf(Object.getPrototypeOf(xhr)) ===
      Object.getPrototypeOf(Object.getPrototypeOf(xhr.upload)),
  )
  log(
    shown(
      ['UNSENT', 'OPENED', 'HEADERS_RECEIVED', 'LOADING', 'DONE'].map(name => [
        XMLHttpRequest[name],
        xhr[name],
      ]),
    ),
  )
  log(
    thrown(() => {
      XMLHttpRequest.DONE = 5
      return XMLHttpRequest.DONE
    }),
  )
  log(JSON.stringify(xhr) === '{}' ? 'nothing of its own' : 'has members of its own')
}
probes['class: extended'] = async ({ a, log }) => {
  class Extended extends XMLHttpRequest {
    send(...args) {
      log('its own send')
      super.send(...args)
    }
  }
  const xhr = new Extended()
  log(xhr instanceof XMLHttpRequest)
  xhr.onload = () => log(`load ${xhr.responseText}`)
  const end = ended(xhr)
  xhr.open('GET', `${a}/closed/text`)
  xhr.send()
  await end
}
