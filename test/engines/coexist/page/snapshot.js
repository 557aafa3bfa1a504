// Every function that can be reached where a watcher replaces something, to be compared by identity.

const HOLDERS = [
  'EventSource',
  'EventTarget',
  'Function',
  'Headers',
  'Navigator',
  'Request',
  'Response',
  'XMLHttpRequest',
  'XMLHttpRequestEventTarget',
  'XMLHttpRequestUpload',
]

/** Property descriptors by a readable name. */
globalThis.snapshot = () => {
  const seen = new Map()
  const look = (name, object, keys) => {
    for (const key of keys) {
      seen.set(`${name}.${String(key)}`, Object.getOwnPropertyDescriptor(object, key))
    }
  }
  look('window', window, ['fetch', ...HOLDERS])
  look('navigator', navigator, Reflect.ownKeys(navigator))
  for (const name of HOLDERS) {
    const { prototype } = window[name]
    look(`${name}.prototype`, prototype, Reflect.ownKeys(prototype))
  }
  return seen
}

/** Names of the properties that differ in any way. */
globalThis.changesSince = before => {
  const now = snapshot()
  const names = new Set([...before.keys(), ...now.keys()])
  const parts = ['value', 'get', 'set', 'enumerable', 'configurable', 'writable']
  return [...names].filter(name =>
    parts.some(part => before.get(name)?.[part] !== now.get(name)?.[part]),
  )
}

globalThis.before = snapshot()
