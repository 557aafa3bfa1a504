// What an XMLHttpRequest makes of responses: types, encodings, headers, URLs.

/* global probes, thrown, shown, isSame, ended, call */

const load = async (url, set = () => {}, method = 'GET') => {
  const xhr = new XMLHttpRequest()
  const end = new Promise(resolve => xhr.addEventListener('loadend', resolve))
  xhr.open(method, url)
  set(xhr)
  xhr.send()
  await end
  return xhr
}

const TEXTS = [
  'text empty types untyped mistyped emptily typeless quoted latin1 unknown invalid bom bom-latin1',
  'utf16 bom-utf16 bom-utf16be twice no-content',
]
  .join(' ')
  .split(' ')
const JSONS =
  'json json-text json-bad json-empty json-null json-bom json-utf16 json-latin1 no-content'.split(
    ' ',
  )
const XMLS = [
  'xml xml-text xml-plain xml-untyped xml-svg xml-xhtml xml-bad xml-empty xml-latin1 xml-declared',
  'html html-latin1 html-meta html-empty json no-content',
]
  .join(' ')
  .split(' ')

const typeProbe = (type, contents) => {
  probes[`responseType '${type}': ${contents[0]} and others`] = async ({ a, log }) => {
    for (const content of contents) {
      const xhr = await load(`${a}/closed/${content}`, of => {
        of.responseType = type
      })
      log(`${content}: ${thrown(() => xhr.response)}`)
      if (thrown(() => xhr.response) === '[object Object]') log(JSON.stringify(xhr.response))
      if (xhr.response instanceof Object)
        log(`${content}: the same again: ${isSame(() => xhr.response)}`)
    }
  }
}
typeProbe('', TEXTS)
typeProbe('', XMLS)
typeProbe('', JSONS)
typeProbe('text', TEXTS)
typeProbe('text', XMLS)
typeProbe('json', JSONS)
typeProbe('arraybuffer', TEXTS)
typeProbe('blob', TEXTS)
typeProbe('blob', XMLS)
typeProbe('document', XMLS)
probes.responseXML = async ({ a, log }) => {
  for (const content of XMLS) {
    const xhr = await load(`${a}/closed/${content}`)
    log(`${content}: ${thrown(() => xhr.responseXML)}`)
  }
  const xhr = await load(`${a}/closed/xml`)
  log(`the same again: ${isSame(() => xhr.responseXML)}`)
}
for (const type of ['', 'arraybuffer', 'blob', 'json', 'document']) {
  probes[`responseType '${type}': failed`] = async ({ a, b, log }) => {
    const redirect = `${a}/open/redirect?to=${encodeURIComponent(`${b}/closed/text`)}#f`
    for (const url of [`${a}/closed/dropped`, `${a}/closed/broken`, `${b}/closed/text`, redirect]) {
      const xhr = await load(url, of => {
        of.responseType = type
      })
      log(
        `${url}: ${thrown(() => xhr.response)} ${xhr.status} ${shown(xhr.getAllResponseHeaders())}`,
      )
      log(`${thrown(() => xhr.responseXML)} ${shown(xhr.responseURL)} ${shown(xhr.statusText)}`)
    }
  }
}
probes['overrideMimeType: text'] = async ({ a, log }) => {
  for (const [content, mime] of [
    ['typeless', 'text/plain;charset=utf-8'],
    ['typeless', 'text/plain;charset=iso-8859-1'],
    ['types', 'text/plain;charset=iso-8859-1'],
    ['types', 'text/plain'],
    ['latin1', 'text/plain'],
    ['latin1', 'nonsense'],
    ['latin1', 'nonsense;charset=utf-8'],
    ['latin1', ''],
    ['types', 'text/plain;charset=klingon'],
    ['types', 'text/plain;charset=x-user-defined'],
    ['bom', 'text/plain;charset=x-user-defined'],
    ['types', ' text/plain;charset=utf-8 '],
    ['types', 'a/b;CHARSET="utf-8"'],
    ['utf16', 'text/plain;charset=utf-16'],
  ]) {
    const xhr = await load(`${a}/closed/${content}`, of => of.overrideMimeType(mime))
    log(
      `${content} as ${shown(mime)}: ${shown(xhr.responseText)} ${xhr.getResponseHeader('content-type')}`,
    )
  }
}
probes['overrideMimeType: documents'] = async ({ a, log }) => {
  for (const [content, mime] of [
    ['xml', 'text/plain'],
    ['xml-plain', 'text/xml'],
    ['xml-plain', 'application/foo+xml'],
    ['xml', 'nonsense'],
    ['xml', 'text/html'],
    ['html', 'text/xml'],
    ['xml-latin1', 'text/xml;charset=utf-8'],
    ['xml-latin1', 'text/xml'],
  ]) {
    const xhr = await load(`${a}/closed/${content}`, of => of.overrideMimeType(mime))
    log(`${content} as ${mime}: ${thrown(() => xhr.responseXML)}`)
  }
}
probes['overrideMimeType: the type of a Blob'] = async ({ a, log }) => {
  for (const mime of [
    'text/x',
    'TEXT/X;A=b;Charset=utf-8',
    'nonsense',
    '',
    'text/xml',
    'text/x ; a="b c"',
  ]) {
    const xhr = await load(`${a}/closed/json`, of => {
      of.responseType = 'blob'
      of.overrideMimeType(mime)
    })
    log(`${mime}: ${shown(xhr.response)}`)
  }
}
probes['overrideMimeType: in readystatechange 2, and lasting'] = async ({ a, log }) => {
  const xhr = await load(`${a}/closed/latin1`, of => {
    of.onreadystatechange = () => {
      if (of.readyState === 2) of.overrideMimeType('text/plain;charset=utf-8')
    }
  })
  log(shown(xhr.responseText))
  xhr.onreadystatechange = null
  const end = ended(xhr)
  xhr.open('GET', `${a}/closed/latin1`)
  xhr.send()
  await end
  log(shown(xhr.responseText))
}
probes['responseType: lasts, as do timeout and withCredentials'] = async ({ a, log }) => {
  const xhr = await load(`${a}/closed/json`, of => {
    of.responseType = 'json'
    of.timeout = 5000
    of.withCredentials = true
  })
  xhr.open('GET', `${a}/closed/text`)
  log(`${xhr.responseType} ${xhr.timeout} ${xhr.withCredentials} ${xhr.response}`)
}
probes['response: the same object again'] = async ({ a, log }) => {
  for (const type of ['arraybuffer', 'blob', 'json', 'document']) {
    const xhr = await load(`${a}/closed/${type === 'document' ? 'xml' : 'json'}`, of => {
      of.responseType = type
    })
    log(`${type}: ${isSame(() => xhr.response)}`)
  }
}
probes['response: JSON that is not of this page'] = async ({ a, log }) => {
  const xhr = await load(`${a}/closed/json`, of => {
    of.responseType = 'json'
  })
  log(
    `${xhr.response instanceof Object} ${Array.isArray(xhr.response.a)} ${JSON.stringify(xhr.response)}`,
  )
}
probes['HEAD: as each type'] = async ({ a, log }) => {
  for (const type of ['', 'text', 'json', 'arraybuffer', 'blob', 'document']) {
    const xhr = await load(
      `${a}/closed/xml`,
      of => {
        of.responseType = type
      },
      'HEAD',
    )
    log(`${type}: ${thrown(() => xhr.response)} ${xhr.getResponseHeader('content-length')}`)
  }
}

// --- headers ---

const NAMES = [
  'x-alpha X-ALPHA X-Zebra X-Empty X-Spaced Set-Cookie Set-Cookie2 Content-Type',
  'content-length Content-Language Age WWW-Authenticate X-Missing X-One X-Two Pragma Cache-Control',
  'Access-Control-Allow-Origin',
]
  .join(' ')
  .split(' ')
const headersProbe = (name, path, set) => {
  probes[`headers: ${name}`] = async ({ a, b, log }) => {
    const xhr = await load(path({ a, b }), set)
    for (const key of NAMES) log(`${key}: ${shown(xhr.getResponseHeader(key))}`)
    for (const line of xhr.getAllResponseHeaders().split('\r\n')) log(line)
  }
}
headersProbe('own origin', ({ a }) => `${a}/closed/headers`)
headersProbe('beyond ASCII', ({ a }) => `${a}/closed/latin-header`)
headersProbe('other origin', ({ b }) => `${b}/open/headers`)
headersProbe('exposed', ({ b }) => `${b}/open/exposed`)
headersProbe('all exposed', ({ b }) => `${b}/public/exposed-all`)
headersProbe(
  'all exposed, with credentials',
  ({ b }) => `${b}/open/exposed-all`,
  xhr => {
    xhr.withCredentials = true
  },
)
headersProbe('refused', ({ b }) => `${b}/closed/exposed`)
probes['headers: sent'] = async ({ a, log }) => {
  for (const set of [
    xhr => xhr.setRequestHeader('X-A', 'one'),
    xhr => [xhr.setRequestHeader('X-A', 'one'), xhr.setRequestHeader('x-a', ' two ')],
    xhr => [xhr.setRequestHeader('X-A', ''), xhr.setRequestHeader('X-A', '')],
    xhr => xhr.setRequestHeader('Accept', 'a/b'),
    xhr => xhr.setRequestHeader('Content-Type', 'a/b'),
    xhr => [xhr.setRequestHeader('X-A', 'one'), xhr.open('GET', `${a}/closed/echo`)],
  ]) {
    log(JSON.stringify((await load(`${a}/closed/echo`, set)).responseText))
  }
}

// --- URLs, status ---

probes.responseURL = async ({ a, b, log }) => {
  const to = encodeURIComponent
  for (const url of [
    `${a}/closed/text?q=ä#fragment`,
    '/closed/text',
    '../closed/./text',
    `//${b.slice('http://'.length)}/open/text`,
    `${a}/open/redirect?to=${to('/closed/text#new')}#old`,
    `${a}/open/redirect?to=${to('text')}`,
    `${a}/open/redirect?to=${to(`${b}/open/text`)}`,
    `${a.replace('://', '://me:secret@')}/closed/text`,
  ]) {
    const xhr = await load(url)
    log(`${url}: ${xhr.status} ${xhr.responseURL}`)
  }
}
probes.status = async ({ a, log }) => {
  for (const content of 'text no-content reset-content not-modified missing failing odd wordless'.split(
    ' ',
  )) {
    const xhr = await load(`${a}/closed/${content}`)
    log(`${content}: ${xhr.status} ${shown(xhr.statusText)}`)
  }
}
const schemeProbe = (name, url) => {
  probes[`URL: ${name}`] = ({ log }) => call(log, 'GET', url(), { upload: false })
}
schemeProbe('data:', () => 'data:text/plain,hello')
schemeProbe('data: of bytes', () => 'data:text/plain;charset=iso-8859-1;base64,5A==')
schemeProbe('data: that is none', () => 'data:nonsense')
schemeProbe('blob:', () => URL.createObjectURL(new Blob(['hello'], { type: 'text/x' })))
schemeProbe('blob: gone', () => {
  const url = URL.createObjectURL(new Blob(['hello']))
  URL.revokeObjectURL(url)
  return url
})
schemeProbe('about:blank', () => 'about:blank')
schemeProbe('file:', () => 'file:///etc/hostname')
schemeProbe('unknown scheme', () => 'klingon://qo.nos/')
probes['URL: data:, its headers'] = async ({ log }) => {
  const xhr = await load('data:text/x,hello')
  log(
    `${xhr.status} ${shown(xhr.statusText)} ${xhr.responseURL} ${shown(xhr.getAllResponseHeaders())}`,
  )
  const posted = await load('data:text/x,hello', () => {}, 'POST')
  log(`POST: ${posted.status} ${shown(posted.responseText)}`)
}
