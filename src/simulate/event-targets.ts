/** Event targets with on-attributes, which know their listeners. */

import { isSameListener, type ListenerKey, XHR_EVENTS } from '../request/listeners.ts'

interface Added extends ListenerKey {
  readonly once: boolean
  readonly signal: AbortSignal | undefined
}

/** https://html.spec.whatwg.org/#event-handlers */
interface Handler {
  readonly value: object
  readonly listener: (event: Event) => void
}

interface Listeners {
  added: Added[]
  readonly handlers: Map<string, Handler>
}

/** Kept off the objects, where a page would see it. */
const listeners = new WeakMap<EventTarget, Listeners>()

const listenersOf = (target: EventTarget): Listeners => {
  const found = listeners.get(target)
  if (!found) throw new TypeError('Illegal invocation')
  return found
}

/** The types that a target has listeners for. */
export function typesListenedTo(target: EventTarget): string[] {
  const { added, handlers } = listenersOf(target)
  const heard = added.filter(({ signal }) => !signal?.aborted).map(({ type }) => type)
  return [...heard, ...handlers.keys()]
}

/** The class that XMLHttpRequest and its upload object have in common, of this environment's events. */
export function eventTargetClass(): typeof EventTarget {
  class XMLHttpRequestEventTarget extends EventTarget {
    constructor() {
      super()
      listeners.set(this, { added: [], handlers: new Map() })
    }

    override addEventListener(
      type: string,
      callback: EventListenerOrEventListenerObject | null,
      options?: boolean | AddEventListenerOptions,
    ): void {
      super.addEventListener(type, callback, options)
      const { capture, once, signal } = typeof options === 'object' && options ? options : {}
      if (!callback || signal?.aborted) return
      const { added } = listenersOf(this)
      const one = {
        type: `${type}`,
        callback,
        capture: !!(typeof options === 'boolean' ? options : capture),
        once: !!once,
        signal,
      }
      if (!added.some(other => isSameListener(other, one))) added.push(one)
    }

    override removeEventListener(
      type: string,
      callback: EventListenerOrEventListenerObject | null,
      options?: boolean | EventListenerOptions,
    ): void {
      super.removeEventListener(type, callback, options)
      const capture = !!(typeof options === 'object' && options ? options.capture : options)
      const own = listenersOf(this)
      own.added = own.added.filter(
        other => !isSameListener(other, { type: `${type}`, callback, capture }),
      )
    }

    override dispatchEvent(event: Event): boolean {
      const own = listenersOf(this)
      const due = own.added.filter(({ once, type }) => once && type === event.type)
      const result = super.dispatchEvent(event)
      if (due.length > 0) own.added = own.added.filter(one => !due.includes(one))
      return result
    }
  }
  defineHandlers(XMLHttpRequestEventTarget, XHR_EVENTS)
  return likeWebIdl(XMLHttpRequestEventTarget, 'XMLHttpRequestEventTarget')
}

/** Gives a class an on-attribute for each type: https://html.spec.whatwg.org/#event-handler-idl-attributes */
export function defineHandlers(Target: typeof EventTarget, types: readonly string[]): void {
  for (const type of types) {
    const attribute = {
      get [`on${type}`](): object | null {
        return listenersOf(this as unknown as EventTarget).handlers.get(type)?.value ?? null
      },
      set [`on${type}`](given: unknown) {
        setHandler(this as unknown as EventTarget, type, given)
      },
    }
    Object.defineProperties(Target.prototype, Object.getOwnPropertyDescriptors(attribute))
  }
}

/** A handler keeps its turn until it is taken away. */
function setHandler(target: EventTarget, type: string, given: unknown): void {
  const { handlers } = listenersOf(target)
  const before = handlers.get(type)
  const { addEventListener, removeEventListener } = EventTarget.prototype
  if (given === null || (typeof given !== 'function' && typeof given !== 'object')) {
    handlers.delete(type)
    if (before) removeEventListener.call(target, type, before.listener)
    return
  }
  const listener =
    before?.listener ??
    ((event: Event) => {
      const handler = handlers.get(type)?.value
      // https://html.spec.whatwg.org/#the-event-handler-processing-algorithm
      if (typeof handler === 'function' && handler.call(target, event) === false) {
        event.preventDefault()
      }
    })
  handlers.set(type, { value: given as object, listener })
  if (!before) addEventListener.call(target, type, listener)
}

/**
 * Makes a class look as one of the browser's does; its own name may not outlive a bundler.
 * https://webidl.spec.whatwg.org/#interface-prototype-object
 */
export function likeWebIdl<T extends new (...args: never[]) => object>(Class: T, name: string): T {
  const { prototype } = Class
  Object.defineProperty(Class, 'name', { value: name, configurable: true })
  for (const key of Object.getOwnPropertyNames(prototype)) {
    if (key !== 'constructor') Object.defineProperty(prototype, key, { enumerable: true })
  }
  Object.defineProperty(prototype, Symbol.toStringTag, { value: name, configurable: true })
  return Class
}

type ProgressEventClass = new (type: string, init: ProgressEventInit) => Event

/** Node has no class for them: https://xhr.spec.whatwg.org/#interface-progressevent */
function ownProgressEvent(): ProgressEventClass {
  class ProgressEvent extends Event {
    readonly #init: ProgressEventInit

    constructor(type: string, init: ProgressEventInit) {
      super(type, init)
      this.#init = init
    }

    get lengthComputable(): boolean {
      return this.#init.lengthComputable ?? false
    }

    get loaded(): number {
      return this.#init.loaded ?? 0
    }

    get total(): number {
      return this.#init.total ?? 0
    }
  }
  return likeWebIdl(ProgressEvent, 'ProgressEvent')
}

/** The class of an environment's progress events, or one of its own with another name. */
export function progressEventClass(name: string): ProgressEventClass {
  const Base: ProgressEventClass =
    typeof ProgressEvent === 'function' ? ProgressEvent : ownProgressEvent()
  if (name === 'ProgressEvent') return Base
  return likeWebIdl(class extends Base {}, name)
}
