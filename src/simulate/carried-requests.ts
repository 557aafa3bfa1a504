/**
 * What a request carries although there is no room for it on its way to a mock. Mocks make a Request
 * of what they are given: its mode and credentials are lost, or its forbidden headers. While a
 * simulation is installed, such a Request says what the browser's request says.
 */

import { builtin, isNode } from './builtin.ts'

interface Carried {
  readonly request: Request
  /** Whether a mock's Request has been found that stands for it. */
  claimed: boolean
}

type Storage = import('node:async_hooks').AsyncLocalStorage<Carried>

let storage: Storage | undefined

/** Runs what sends a request; the first Request that a mock makes meanwhile says what this one says. */
export function carried<T>(request: Request, send: () => T): T {
  return storage ? storage.run({ request, claimed: false }, send) : send()
}

/** The header that says which request is meant, where a message carries it. */
export const MARK = 'x-why-preflight'

const byMark = new Map<string, Request>()
let lastMark = 0

/** Marks a request until `unmark` is called with what this gives back. */
export function mark(request: Request): string {
  const value = `${++lastMark}`
  byMark.set(value, request)
  return value
}

/** Forgets a mark. */
export const unmark = (value: string): void => void byMark.delete(value)

const GETTERS = ['headers', 'mode', 'credentials', 'method', 'signal'] as const

type Getters = Record<(typeof GETTERS)[number] | 'url', (this: Request) => unknown>

let installed = 0
let restore: (() => void) | undefined

/** Lets mocks see requests whole, from now until as many calls of the functions it gives back. */
export function carryRequests(): () => void {
  if (installed++ === 0) restore = patchRequest(Request.prototype)
  return () => {
    if (--installed === 0) restore?.()
  }
}

/** What a Request of a mock says instead of what it is made of. */
type Whole = Pick<Request, (typeof GETTERS)[number]> & { readonly from: Request }

function patchRequest(prototype: Request): () => void {
  if (isNode()) {
    const { AsyncLocalStorage } = builtin<typeof import('node:async_hooks')>('node:async_hooks')
    storage ??= new AsyncLocalStorage<Carried>()
  }
  const found = [...GETTERS, 'url' as const].map(name => [name, propertyOf(prototype, name)[1].get])
  const original = Object.fromEntries(found) as Getters
  const known = new WeakMap<Request, Whole>()
  const learn = (request: Request, from: Request): Whole => {
    const whole = wholeFrom(request, from, original)
    known.set(request, whole)
    return whole
  }
  const wholeOf = (request: Request): Whole | undefined => {
    const whole = known.get(request)
    if (whole) return whole
    const from = marked(request, original) ?? sent(request, original)
    return from && learn(request, from)
  }
  const undo = GETTERS.map(name =>
    replace(prototype, name, {
      get(this: Request) {
        const whole = wholeOf(this)
        return whole ? whole[name] : original[name].call(this)
      },
    }),
  )
  const clone = prototype.clone
  const ours = {
    clone(this: Request): Request {
      const whole = wholeOf(this)
      const copy = clone.call(this)
      if (whole) learn(copy, whole.from)
      return copy
    },
  }
  undo.push(replace(prototype, 'clone', { value: ours.clone }))
  return () => {
    for (const step of undo) step()
  }
}

/** Replaces a property where it is: in jsdom, a clone has another prototype than its Request. */
function replace(prototype: object, name: string, by: PropertyDescriptor): () => void {
  const [owner, descriptor] = propertyOf(prototype, name)
  Object.defineProperty(owner, name, { ...descriptor, ...by })
  return () => void Object.defineProperty(owner, name, descriptor)
}

function propertyOf(prototype: object, name: string): [owner: object, PropertyDescriptor] {
  for (let at = prototype; at; at = Object.getPrototypeOf(at)) {
    const descriptor = Object.getOwnPropertyDescriptor(at, name)
    if (descriptor) return [at, descriptor]
  }
  throw new TypeError(`Request.prototype has no ${name}`)
}

function wholeFrom(request: Request, from: Request, original: Getters): Whole {
  let signal: AbortSignal | undefined
  return {
    from,
    mode: from.mode,
    credentials: from.credentials,
    method: from.method,
    headers: completed(original.headers.call(request) as Headers, from),
    get signal() {
      signal ??= eitherOf(original.signal.call(request) as AbortSignal, from.signal)
      return signal
    },
  }
}

/** A mock's own signal may know of a connection that broke; that of the page knows of the page. */
function eitherOf(own: AbortSignal, pages: AbortSignal): AbortSignal {
  try {
    return AbortSignal.any([own, pages])
  } catch {
    // Signals of different makes don't go together.
    return pages
  }
}

/** The request that a Request is marked with. */
function marked(request: Request, original: Getters): Request | undefined {
  if (byMark.size === 0) return undefined
  const value = (original.headers.call(request) as Headers).get(MARK)
  return value === null ? undefined : byMark.get(value)
}

/**
 * The request that is being sent here; a handler makes Requests of its own, but the first one of this
 * URL and method is the mock's.
 */
function sent(request: Request, original: Getters): Request | undefined {
  const carrying = storage?.getStore()
  if (!carrying || carrying.claimed || carrying.request === request) return undefined
  if (urlOf(request, original) !== carrying.request.url) return undefined
  const method = `${original.method.call(request)}`.toUpperCase()
  if (method !== carrying.request.method.toUpperCase()) return undefined
  carrying.claimed = true
  return carrying.request
}

function urlOf(request: Request, original: Getters): unknown {
  try {
    return original.url.call(request)
  } catch {
    // happy-dom's constructor looks at its own headers before there is a URL.
    return undefined
  }
}

/** Headers with all that a request has; others than those of the Request where it lacks some. */
function completed(headers: Headers, from: Request): Headers {
  const missing = [...from.headers].filter(([name, value]) => headers.get(name) !== value)
  if (missing.length === 0 && !headers.has(MARK)) return headers
  // Set on the Request itself, they could change what MSW lets through.
  const whole = new Headers(headers)
  whole.delete(MARK)
  for (const [name, value] of missing) whole.set(name, value)
  // MSW notes on new headers how they were spelt, unless that is noted already.
  for (const note of Object.getOwnPropertySymbols(whole)) {
    if (!Object.hasOwn(headers, note)) delete (whole as unknown as Record<symbol, unknown>)[note]
  }
  return whole
}
