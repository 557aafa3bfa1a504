/** What the environment is made of. */

type Descriptors = Readonly<Record<PropertyKey, PropertyDescriptor>>

/** The environment at some time. */
export interface Snapshot {
  readonly globals: Descriptors
  readonly request: Descriptors
}

/** What stands in the environment now. */
export function snapshot(): Snapshot {
  // Node and mocks put some of these there only as they are first read.
  for (const name of ['fetch', 'XMLHttpRequest', 'Request', 'Response', 'Headers', 'FormData']) {
    void Reflect.get(globalThis, name)
  }
  return {
    globals: Object.getOwnPropertyDescriptors(globalThis),
    request: Object.getOwnPropertyDescriptors(Request.prototype),
  }
}

/** The names of what is no longer as it was. */
export function changesSince(before: Snapshot): string[] {
  const now = snapshot()
  return [
    ...changed('globalThis', before.globals, now.globals),
    ...changed('Request.prototype', before.request, now.request),
  ]
}

function changed(of: string, before: Descriptors, now: Descriptors): string[] {
  const names = new Set([...Reflect.ownKeys(before), ...Reflect.ownKeys(now)])
  return [...names]
    .filter(name => !isSame(before[name], now[name]))
    .map(name => `${of}.${String(name)}`)
}

const PARTS = ['value', 'get', 'set', 'writable', 'enumerable', 'configurable'] as const

const isSame = (a: PropertyDescriptor | undefined, b: PropertyDescriptor | undefined): boolean =>
  a && b ? PARTS.every(part => Object.is(a[part], b[part])) : a === b
